/** Findings and memberships as they reach receivers, from calls of AWS's client to a webhook. */
import * as guardduty from '@aws-sdk/client-guardduty';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { callVedette } from '../../src/cli/call-vedette.ts';
import { sinksCommand } from '../../src/cli/sinks.ts';
import { HookServer } from '../../src/publish/testing.ts';
import { accept, enable, invite, type TestAccount, VedetteServer } from './vedette-server.ts';

const SECRET = 'a secret of enough characters';
const TYPE = 'Policy:IAMUser/RootCredentialUsage';

describe('events', () => {
  let hook: HookServer;
  let server: VedetteServer;
  let administrator: TestAccount;
  let member: TestAccount;
  let DetectorId: string;

  beforeAll(async () => {
    hook = new HookServer();
    const url = await hook.start();
    const webhook = { name: 'soc', type: 'webhook', url, secret: SECRET, filter: {} } as const;
    server = await VedetteServer.start({ publishing: { sinks: [webhook] } });
    administrator = await server.account('111122223333');
    member = await server.account('444455556666');
    const administratorDetector = await enable(administrator);
    DetectorId = await enable(member);
    await invite(administrator, administratorDetector, member);
    await accept(member, DetectorId);
  });
  afterAll(async () => {
    await server?.stop();
    await hook?.stop();
  });
  afterEach(() => {
    vi.unstubAllEnvs();
    vi.restoreAllMocks();
  });

  const received = () => hook.requests.map(({ body }) => JSON.parse(body));
  const sample = () =>
    member.guardduty.send(
      new guardduty.CreateSampleFindingsCommand({ DetectorId, FindingTypes: [TYPE] }),
    );

  test('memberships are told of on both sides, as events of our own', async () => {
    await expect.poll(() => received().length).toBe(6);
    const told = received().map(({ account, detail }) => `${account} ${detail.status}`);
    for (const status of ['Created', 'Invited', 'Enabled']) {
      expect(told).toContain(`${member.accountId} ${status}`);
      expect(told).toContain(`${administrator.accountId} ${status}`);
    }
  });

  test('a finding reaches the member and its administrator as GetFindings has it', async () => {
    hook.requests.length = 0;
    await sample();
    await expect.poll(() => received().length).toBe(2);
    expect(
      received()
        .map(({ account }) => account)
        .sort(),
    ).toEqual([administrator.accountId, member.accountId]);
    const [event] = received();
    expect(event).toMatchObject({
      ...{ version: '0', source: 'aws.guardduty', 'detail-type': 'GuardDuty Finding' },
      ...{ region: 'us-east-1', resources: [] },
      detail: { type: TYPE, accountId: member.accountId, service: { archived: false, count: 1 } },
    });
    const FindingIds = [event.detail.id];
    const get = new guardduty.GetFindingsCommand({ DetectorId, FindingIds });
    const { Findings } = await member.guardduty.send(get);
    expect(Findings?.[0]).toMatchObject({
      Id: event.detail.id,
      UpdatedAt: event.time,
      Title: event.detail.title,
    });
  });

  test('what a rule archives reaches nobody', async () => {
    hook.requests.length = 0;
    const administratorDetector = await administrator.guardduty.send(
      new guardduty.ListDetectorsCommand({}),
    );
    await administrator.guardduty.send(
      new guardduty.CreateFilterCommand({
        DetectorId: administratorDetector.DetectorIds?.[0],
        ...{ Name: 'quiet', Action: 'ARCHIVE' },
        FindingCriteria: { Criterion: { type: { Equals: ['Recon:EC2/Portscan'] } } },
      }),
    );
    const FindingTypes = ['Recon:EC2/Portscan', 'Recon:EC2/PortProbeUnprotectedPort'];
    await member.guardduty.send(
      new guardduty.CreateSampleFindingsCommand({ DetectorId, FindingTypes }),
    );
    await expect.poll(() => received().length).toBe(2);
    const types = received().map(({ detail }) => detail.type);
    expect(new Set(types)).toEqual(new Set(['Recon:EC2/PortProbeUnprotectedPort']));
  });

  test('what was refused is seen and sent again by the operator alone', async () => {
    const printed: string[] = [];
    vi.spyOn(console, 'log').mockImplementation((line: string) => printed.push(line));
    const root = server.rootCaller;
    vi.stubEnv('AWS_ACCESS_KEY_ID', root.credentials.accessKeyId);
    vi.stubEnv('AWS_SECRET_ACCESS_KEY', root.credentials.secretAccessKey);
    vi.stubEnv('AWS_SESSION_TOKEN', '');
    const sinks = async (...args: string[]) => {
      printed.length = 0;
      const command = [...args, '--endpoint', root.endpoint.origin];
      await sinksCommand().parseAsync(command, { from: 'user' });
      return printed.join('\n');
    };
    hook.statuses.push(400, 400);
    const FindingTypes = ['Stealth:IAMUser/CloudTrailLoggingDisabled'];
    await member.guardduty.send(
      new guardduty.CreateSampleFindingsCommand({ DetectorId, FindingTypes }),
    );
    await expect.poll(() => sinks('dead-letters', 'soc')).toMatch(/status 400.*status 400/s);
    expect(await sinks('list')).toMatch(/soc +│ webhook +│ 0 +│ 2 +│ 10 /);
    hook.requests.length = 0;
    expect(await sinks('resend', 'soc')).toBe('2 dead letters of soc are sent again.');
    await expect.poll(() => received().length).toBe(2);
    await expect.poll(() => sinks('list')).toMatch(/soc +│ webhook +│ 0 +│ 0 +│ 12 /);
    await expect(sinks('resend', 'nobody')).rejects.toThrow('There is no sink called nobody.');
    for (const path of ['/sinks', '/sinks/dead-letters'] as const) {
      const answer = await callVedette(member.caller, { method: 'GET', path });
      expect(answer.status).toBe(403);
    }
    expect(JSON.stringify(printed)).not.toContain(SECRET);
  });
});
