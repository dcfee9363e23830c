/** Of which requests the keeper of the trail hears, and what. */
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { ServiceError } from '../lib/service-error.ts';
import { ENDED, ROOT, startToyServer, type ToyServer } from './testing.ts';

let server: ToyServer;
beforeAll(async () => {
  server = await startToyServer(
    {
      ListDetectors: () => ({ DetectorIds: ['d'] }),
      GetDetector: () => {
        throw new Error('password=hush');
      },
      CreateDetector: () => ({ DetectorId: 'd' }),
    },
    {
      authorise: ({ operation }) => {
        if (operation === 'CreateDetector') throw new ServiceError('AccessDenied', 403, 'not you');
      },
    },
  );
});
afterAll(() => server.close());
beforeEach(() => {
  server.trail.length = 0;
});

it('hears of an answer, with what was asked and who asked', async () => {
  const headers = { 'user-agent': 'a-client/1' };
  const { headers: answered } = await server.send({ path: '/detector?maxResults=7', headers });
  expect(server.trail).toEqual([
    expect.objectContaining({
      principal: expect.objectContaining({ accountId: '111122223333' }),
      service: 'guardduty',
      operation: expect.objectContaining({ name: 'ListDetectors' }),
      region: 'us-east-1',
      requestId: answered['x-amzn-requestid'],
      sourceIp: '127.0.0.1',
      userAgent: 'a-client/1',
      input: { MaxResults: 7 },
      outcome: { output: { DetectorIds: ['d'] } },
    }),
  ]);
});

const json = { method: 'POST', headers: { 'content-type': 'application/json' } };

it.each([
  ['not allowed', { ...json, path: '/detector', body: '{"enable":true}' }, 'AccessDenied'],
  ['not valid', { ...json, path: '/detector', body: '{}' }, 'BadRequestException'],
  ['no JSON', { ...json, path: '/detector', body: '{' }, 'BadRequestException'],
  ['not there yet', { path: '/detector/d/ipset' }, 'NotImplementedException'],
  ['a fault of ours', { path: '/detector/d' }, 'InternalServerErrorException'],
])('hears of a refusal: %s', async (_why, request, code) => {
  const { json: body } = await server.send(request);
  const error = { code, message: body?.message };
  expect(server.trail).toEqual([
    expect.objectContaining({ outcome: { error: expect.objectContaining(error) } }),
  ]);
  expect(JSON.stringify(server.trail)).not.toContain('hush');
});

it.each([
  ['no key', { path: '/detector', credentials: 'none' }],
  ['a wrong secret', { path: '/detector', credentials: { ...ROOT, secretAccessKey: 'wrong' } }],
  ['an ended session', { path: '/detector', credentials: ENDED }],
  ['an operation that is none', { path: '/nothing' }],
] as const)('hears only that there was a request with %s', async (_what, request) => {
  await server.send(request);
  expect(server.trail).toEqual(['unattributed']);
});
