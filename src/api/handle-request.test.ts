import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ServiceError } from '../lib/service-error.ts';
import { CALL_BODY_BYTES_MAX, RECORDS_BODY_BYTES_MAX } from '../limits.ts';
import {
  ENDED,
  ROOT,
  SESSION,
  startToyServer,
  type ToyRequest,
  type ToyServer,
} from './testing.ts';

/**
 * Goal: what is refused is refused in the words, status and protocol that AWS uses, whatever is
 * sent. Method: requests built by hand, since no SDK sends what is wrong.
 */
let server: ToyServer;

beforeAll(async () => {
  server = await startToyServer(
    {
      ListDetectors: () => ({ DetectorIds: [] }),
      CreateDetector: () => ({ DetectorId: 'd1' }),
      CreateMembers: () => ({}),
      GetDetector: () => {
        throw new Error('password=hush');
      },
      ListAccounts: () => ({}),
      DescribeOrganization: () => {
        throw new Error('password=hush');
      },
      GetCallerIdentity: () => ({ Account: '111122223333' }),
      GetSessionToken: () => {
        throw new Error('password=hush');
      },
      PutRecords: (input) => ({
        Accepted: (input.Records as Uint8Array).length,
        Refused: { A: 1 },
      }),
      CreateStandaloneAccount: () => ({}),
      ListSources: () => ({ Sources: [] }),
    },
    {
      authorise: ({ operation, input }) => {
        if (
          operation === 'CreateDetector' &&
          'ClientToken' in input &&
          input.ClientToken === 'deny'
        ) {
          throw new ServiceError('AccessDeniedException', 403, 'not yours');
        }
      },
    },
  );
});

afterAll(() => server.close());

const TARGET = 'AWSOrganizationsV20161128';
const FORM = { 'content-type': 'application/x-www-form-urlencoded; charset=utf-8' };
const IDENTITY = 'Action=GetCallerIdentity&Version=2011-06-15';

const guardDuty: ToyRequest = { path: '/detector' };
const organizations: ToyRequest = {
  service: 'organizations',
  method: 'POST',
  path: '/',
  headers: {
    'x-amz-target': `${TARGET}.ListAccounts`,
    'content-type': 'application/x-amz-json-1.1',
  },
  body: '{}',
};
const sts: ToyRequest = {
  service: 'sts',
  method: 'POST',
  path: '/',
  headers: FORM,
  body: IDENTITY,
};

function post(body: string | Uint8Array, path = '/detector', service = 'guardduty'): ToyRequest {
  return { service, method: 'POST', path, body, headers: { 'content-type': 'application/json' } };
}

describe('authentication in the words of each protocol', () => {
  const wrongSecret = { ...ROOT, secretAccessKey: 'wrong' };
  const unknown = { ...ROOT, accessKeyId: 'AKIAUNKNOWN000EXAMPL' };
  const half = {
    sentHeaders: { authorization: 'AWS4-HMAC-SHA256 Credential=a/b/c/d/aws4_request' },
  };

  it.each([
    ['unsigned', { credentials: 'none' }, 'MissingAuthenticationToken'],
    ['an unknown key', { credentials: unknown }, 'UnrecognizedClient'],
    ['a token with a root key', { credentials: { ...SESSION, ...ROOT } }, 'UnrecognizedClient'],
    ['a wrong token', { credentials: { ...SESSION, sessionToken: 'x' } }, 'UnrecognizedClient'],
    ['a wrong secret', { credentials: wrongSecret }, 'InvalidSignature'],
    ['an ended session', { credentials: ENDED }, 'ExpiredToken'],
    ['half a signature', half, 'IncompleteSignature'],
    ['a Region of nowhere', { region: 'mars-1' }, 'InvalidSignature'],
  ] as const)('%s', async (_name, change, code) => {
    const rest = await server.send({ ...guardDuty, ...change });
    expect([rest.status, rest.headers['x-amzn-errortype']]).toEqual([403, `${code}Exception`]);
    expect(rest.json).toEqual({ message: expect.any(String), __type: `${code}Exception` });
    const json = await server.send({ ...organizations, ...change });
    expect(json.headers['content-type']).toBe('application/x-amz-json-1.1');
    expect([json.status, json.json?.__type]).toEqual([400, `${code}Exception`]);
    const query = await server.send({ ...sts, ...change });
    const [, found] = /<Type>Sender<\/Type><Code>(\w+)<\/Code>/.exec(query.text) ?? [];
    const names: Record<string, string> = {
      UnrecognizedClient: 'InvalidClientTokenId',
      InvalidSignature: 'SignatureDoesNotMatch',
    };
    expect(found).toBe(names[code] ?? code);
    expect(query.status).toBe(code === 'IncompleteSignature' ? 400 : 403);
  });

  it('answers a foreign scope in the protocol of the service that was meant', async () => {
    for (const service of ['s3', 'sts', 'organizations', 'vedette']) {
      const { status, json } = await server.send({ ...guardDuty, service });
      expect(status).toBe(403);
      expect(json).toEqual({
        message: "Credential should be scoped to correct service: 'guardduty'. ",
        __type: 'InvalidSignatureException',
      });
    }
    const json = await server.send({ ...organizations, service: 'guardduty' });
    expect(json).toMatchObject({ status: 400, json: { __type: 'InvalidSignatureException' } });
    const query = await server.send({ ...sts, service: 'sqs' });
    expect(query.text).toContain('<Code>SignatureDoesNotMatch</Code>');
    const own = await server.send({ path: '/sources' });
    expect(own.json?.message).toBe("Credential should be scoped to correct service: 'vedette'. ");
  });

  it('carries a request id everywhere', async () => {
    for (const request of [guardDuty, organizations, sts]) {
      for (const credentials of [ROOT, 'none'] as const) {
        const { headers } = await server.send({ ...request, credentials });
        expect(headers['x-amzn-requestid']).toMatch(/^[0-9a-f-]{36}$/);
      }
    }
    const { headers, text } = await server.send(sts);
    expect(text).toContain(`<RequestId>${headers['x-amzn-requestid']}</RequestId>`);
  });
});

describe('what no service knows', () => {
  it.each([
    ['a path', { path: '/nowhere' }],
    ['a method', { path: '/detector', method: 'PATCH' }],
    ['a path in other letters', { path: '/Detector' }],
    ['a path with a bad escape', { path: '/detector/%E0%A4%A' }],
    ['a label without end', { path: `/detector/${'x'.repeat(3000)}` }],
  ])('%s', async (_name, request) => {
    const { status, headers } = await server.send(request);
    expect([status, headers['x-amzn-errortype']]).toEqual([404, 'UnknownOperationException']);
  });

  it('is an unknown target of Organizations and an unknown action of STS', async () => {
    const headers = { ...organizations.headers, 'x-amz-target': `${TARGET}.toString` };
    expect(await server.send({ ...organizations, headers })).toMatchObject({
      status: 400,
      json: { __type: 'UnknownOperationException' },
    });
    for (const body of [
      'Action=Fly&Version=2011-06-15',
      'Action=GetCallerIdentity&Version=1',
      '',
    ]) {
      const { status, text } = await server.send({ ...sts, body });
      expect(status).toBe(400);
      expect(text).toContain('<Code>InvalidAction</Code>');
    }
  });
});

describe('hostile bodies', () => {
  it.each([
    ['no JSON', '{"enable":'],
    ['a list', '[]'],
    ['a text', '"enable"'],
    ['null', 'null'],
    ['a key given twice', '{"enable":true,"enable":false}'],
    ['__proto__', '{"enable":true,"__proto__":{"enable":true}}'],
    ['nesting without end', `{"enable":true,"tags":${'['.repeat(100_000)}`],
    ['bad UTF-8', Uint8Array.of(0x7b, 0xff, 0x7d)],
  ])('%s is malformed', async (_name, body) => {
    const before = server.violations.length;
    const answer = await server.send(post(body));
    expect(answer).toMatchObject({ status: 400, json: { __type: 'InvalidInputException' } });
    expect(server.violations.slice(before)).toMatchObject([{ reason: 'malformed', in: 'body' }]);
    const json = await server.send({ ...organizations, body });
    expect(json).toMatchObject({ status: 400, json: { __type: 'BadRequestException' } });
  });

  it.each([
    ['{"enable":"true"}', 'enable', 'type'],
    ['{"enable":true,"tags":{"a":1}}', 'tags.a', 'type'],
    ['{"enable":true,"clientToken":["a"]}', 'clientToken', 'type'],
    ['{}', 'enable', 'missing'],
    ['', 'enable', 'missing'],
    ['{"enable":null}', 'enable', 'missing'],
    ['{"enable":true,"findingPublishingFrequency":"HOURLY"}', 'findingPublishingFrequency', 'enum'],
    ['{"enable":true,"tags":{"aws:a":"b"}}', 'tags', 'pattern'],
  ])('%s is refused', async (body, path, reason) => {
    const before = server.violations.length;
    expect((await server.send(post(body))).status).toBe(400);
    const found = server.violations.slice(before);
    expect(found.map((item) => [item.path.join('.'), item.reason])).toEqual([[path, reason]]);
  });

  it.each([
    ['/detector?maxResults=many', 'maxResults', 'type'],
    ['/detector?maxResults=51', 'maxResults', 'range'],
    ['/detector?maxResults=0', 'maxResults', 'range'],
    ['/detector?maxResults=1.5', 'maxResults', 'type'],
    ['/detector?maxResults=1&maxResults=2', 'maxResults', 'malformed'],
    ['/detector?maxResults=', 'maxResults', 'type'],
  ])('%s is refused', async (path, member, reason) => {
    const before = server.violations.length;
    expect((await server.send({ path })).status).toBe(400);
    const found = server.violations.slice(before);
    expect(found.map((item) => [item.path.join('.'), item.reason])).toEqual([[member, reason]]);
  });

  it('takes an empty label for none, signed as botocore signs it', async () => {
    const before = server.violations.length;
    const request = { path: '/detector/member', sentPath: '/detector//member' };
    expect((await server.send(request)).status).toBe(400);
    expect(server.violations.slice(before)).toMatchObject([
      { path: ['detectorId'], reason: 'missing', in: 'label' },
    ]);
  });

  it('ignores members and parameters that the table lacks', async () => {
    const { status } = await server.send(post('{"enable":true,"surprise":{"a":[1]}}'));
    expect(status).toBe(200);
    expect(server.inputs.at(-1)).toEqual({ Enable: true, ClientToken: expect.any(String) });
    expect((await server.send({ path: '/detector?surprise=1' })).status).toBe(200);
  });
});

describe('sizes', () => {
  const body = (bytes: number) => `{"enable":true,"x":"${'y'.repeat(bytes - 22)}"}`;

  it('takes a call of the largest size, and no byte more, told or found out', async () => {
    expect((await server.send(post(body(CALL_BODY_BYTES_MAX)))).status).toBe(200);
    const large = post(body(CALL_BODY_BYTES_MAX + 1));
    const answer = await server.send(large);
    expect(answer).toMatchObject({
      status: 413,
      headers: { 'x-amzn-errortype': 'RequestEntityTooLargeException' },
    });
    const chunked = { 'transfer-encoding': 'chunked' };
    const request = { ...large, sentHeaders: chunked };
    expect((await server.send(request)).status).toBe(413);
  });

  it('takes far larger records, as bytes', async () => {
    const records = new Uint8Array(RECORDS_BODY_BYTES_MAX).fill(0x0a);
    const answer = await server.send(post(records, '/records', 'vedette'));
    const json = { accepted: RECORDS_BODY_BYTES_MAX, refused: { A: 1 } };
    expect(answer).toMatchObject({ status: 200, json });
    const more = new Uint8Array(RECORDS_BODY_BYTES_MAX + 1);
    expect((await server.send(post(more, '/records', 'vedette'))).status).toBe(413);
    const none = await server.send(post('', '/records', 'vedette'));
    expect(none).toMatchObject({
      status: 400,
      json: { message: expect.stringContaining('records') },
    });
  }, 60_000);

  it('survives a client that goes away in the middle of its body', async () => {
    const { hostname, port } = new URL(server.endpoint);
    const before = server.log.length;
    await new Promise<void>((resolve) => {
      const socket = connect(Number(port), hostname, () => {
        socket.write('POST /detector HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\n{');
        setTimeout(() => socket.destroy(), 50);
      });
      socket.on('close', () => resolve());
    });
    expect((await server.send(guardDuty)).status).toBe(200);
    expect(server.log.slice(before)).toEqual([]);
  });
});

describe('what operations throw', () => {
  it('stays inside and goes to the log where it is no refusal', async () => {
    const before = server.log.length;
    const rest = await server.send({ path: '/detector/d1' });
    expect(rest).toMatchObject({
      status: 500,
      headers: { 'x-amzn-errortype': 'InternalServerErrorException' },
      json: { message: 'Internal server error.', __type: 'InternalException' },
    });
    const headers = { ...organizations.headers, 'x-amz-target': `${TARGET}.DescribeOrganization` };
    const json = await server.send({ ...organizations, headers });
    expect(json).toMatchObject({ status: 500, json: { __type: 'ServiceException' } });
    const query = await server.send({ ...sts, body: 'Action=GetSessionToken&Version=2011-06-15' });
    expect(query.text).toContain('<Type>Receiver</Type><Code>InternalFailure</Code>');
    for (const answer of [rest, json, query]) expect(answer.text).not.toContain('hush');
    expect(server.log.slice(before)).toMatchObject([
      { operation: 'GetDetector', requestId: rest.headers['x-amzn-requestid'] },
      { operation: 'DescribeOrganization' },
      { operation: 'GetSessionToken' },
    ]);
  });

  it('authorises after validation and before the operation', async () => {
    const before = server.inputs.length;
    const denied = await server.send(post('{"enable":true,"clientToken":"deny"}'));
    expect(denied).toMatchObject({
      status: 403,
      json: {
        __type: 'AccessDeniedException',
        type: 'AccessDeniedException',
        message: 'not yours',
      },
    });
    expect((await server.send(post('{"clientToken":"deny"}'))).status).toBe(400);
    expect(server.inputs.length).toBe(before);
  });
});
