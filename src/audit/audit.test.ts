/** What a call leaves in the trail, and how it is found there. */
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { Principal } from '../domain/principal.ts';
import { createOrderedUuids } from '../lib/ids.ts';
import {
  AUDIT_PARAMETERS_CHARS_MAX,
  AUDIT_SEGMENT_EVENTS_MAX,
  AUDIT_TEXT_CHARS_MAX,
} from '../limits.ts';
import { auditEvents, lossEvent } from './audit-events.ts';
import { AuditQueue } from './audit-queue.ts';
import { entryOf } from './entry-of.ts';
import { resourcesOf } from './resources.ts';
import { segmentsOf } from './segments-of.ts';
import { NOW, OTHER, OWN, servedCall } from './testing.ts';

type Call = ReturnType<typeof servedCall>;

function recordsOf(call: Call) {
  return auditEvents(call, NOW, createOrderedUuids()).map((event) => {
    const record = JSON.parse(event.record) as Record<string, unknown>;
    expect(record).toMatchObject({
      eventID: event.eventId,
      recipientAccountId: event.accountId,
      awsRegion: event.region,
    });
    return record;
  });
}

function recordOf(call: Call): Record<string, unknown> {
  const [record, ...more] = recordsOf(call);
  expect(more).toEqual([]);
  return record ?? {};
}

const role: Principal = {
  kind: 'role-session',
  accountId: OWN,
  accessKeyId: 'ASIAIOSFODNN7EXAMPLE',
  roleName: 'Ops',
  roleId: 'AROAEXAMPLEEXAMPLE123',
  rolePath: '/team/',
  sessionName: 'alice',
};

describe('a record', () => {
  it('has the members of CloudTrail, of a call that was answered', () => {
    const call = servedCall('guardduty', 'CreateDetector', {
      input: { Enable: true, ClientToken: 'token' },
      outcome: { output: { DetectorId: '12abc34d567e8fa901bc2d34e56789f0' } },
    });
    expect(recordOf(call)).toEqual({
      eventVersion: '1.11',
      userIdentity: {
        type: 'Root',
        principalId: OWN,
        arn: `arn:aws:iam::${OWN}:root`,
        accountId: OWN,
        accessKeyId: 'AKIAIOSFODNN7EXAMPLE',
      },
      eventTime: '2026-11-28T12:00:00Z',
      eventSource: 'guardduty.amazonaws.com',
      eventName: 'CreateDetector',
      awsRegion: 'eu-west-1',
      sourceIPAddress: '198.51.100.7',
      userAgent: 'aws-cli/2.15',
      requestParameters: { enable: true, clientToken: 'token' },
      responseElements: { detectorId: '12abc34d567e8fa901bc2d34e56789f0' },
      requestID: '84be3ce5-0fbb-4db6-8c8e-51b856960711',
      eventID: expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-/),
      readOnly: false,
      eventType: 'AwsApiCall',
      managementEvent: true,
      recipientAccountId: OWN,
      eventCategory: 'Management',
    });
  });

  it('of a call that only reads has no answer', () => {
    const output = { DetectorIds: ['12abc34d567e8fa901bc2d34e56789f0'] };
    const record = recordOf(servedCall('guardduty', 'ListDetectors', { outcome: { output } }));
    expect(record).toMatchObject({ readOnly: true, responseElements: null });
    expect(record.requestParameters).toBeNull();
  });

  it('of a refused call says why, and what was asked for', () => {
    const error = { code: 'BadRequestException', message: 'm'.repeat(5000) };
    const input = { DetectorId: 'd' };
    const record = recordOf(
      servedCall('guardduty', 'DeleteDetector', { input, outcome: { error } }),
    );
    expect(record).toMatchObject({
      errorCode: 'BadRequestException',
      errorMessage: 'm'.repeat(AUDIT_TEXT_CHARS_MAX),
      requestParameters: { detectorId: 'd' },
      responseElements: null,
    });
  });

  it('quotes what callers choose', () => {
    const userAgent = `","errorCode":"x\n${'a'.repeat(5000)}`;
    const record = recordOf(servedCall('guardduty', 'ListDetectors', { userAgent }));
    expect(record.userAgent).toBe(userAgent.slice(0, AUDIT_TEXT_CHARS_MAX));
    expect(record).not.toHaveProperty('errorCode');
    const bare = { userAgent: undefined, sourceIp: undefined };
    expect(recordOf(servedCall('guardduty', 'ListDetectors', bare))).not.toHaveProperty(
      'userAgent',
    );
  });

  it('says that parameters were too many to be kept', () => {
    const input = { Description: 'x'.repeat(AUDIT_PARAMETERS_CHARS_MAX) };
    const record = recordOf(servedCall('guardduty', 'CreateFilter', { input }));
    expect(record.requestParameters).toMatchObject({ omitted: true });
  });

  it.each([
    ['iam', 'ListUsers', 'eu-west-1', 'us-east-1'],
    ['organizations', 'ListRoots', 'cn-northwest-1', 'cn-north-1'],
    ['account', 'ListRegions', 'us-gov-east-1', 'us-gov-west-1'],
    ['sts', 'GetCallerIdentity', 'eu-west-1', 'eu-west-1'],
  ] as const)('of %s is filed where CloudTrail files it', (service, name, region, filed) => {
    expect(recordOf(servedCall(service, name, { region })).awsRegion).toBe(filed);
  });

  it('of our own service names no service of AWS', () => {
    const input = { Records: Buffer.from('{}') };
    const record = recordOf(servedCall('vedette', 'PutRecords', { input }));
    expect(record).toMatchObject({
      eventSource: 'vedette.internal',
      readOnly: false,
      requestParameters: null,
    });
  });
});

describe('the caller', () => {
  const identity = (principal: Principal, region = 'us-east-1') =>
    recordOf(servedCall('guardduty', 'ListDetectors', { principal, region })).userIdentity;
  const attributes = { creationDate: '2026-11-28T11:00:00Z', mfaAuthenticated: 'false' };

  it('is a user, with its name', () => {
    const user: Principal = {
      kind: 'user',
      ...{ accountId: OWN, accessKeyId: 'AKIA' },
      ...{ userName: 'bob', userId: 'AIDAEXAMPLE', userPath: '/' },
    };
    const bob = {
      ...{ type: 'IAMUser', principalId: 'AIDAEXAMPLE', arn: `arn:aws-cn:iam::${OWN}:user/bob` },
      ...{ accountId: OWN, accessKeyId: 'AKIA', userName: 'bob' },
    };
    expect(identity(user, 'cn-north-1')).toEqual(bob);
    const session = identity({ ...user, kind: 'user-session' }, 'cn-north-1');
    expect(session).toEqual({ ...bob, sessionContext: { attributes } });
  });

  it('is the session of a role, with whom it was issued by', () => {
    expect(identity({ ...role, sourceIdentity: 'carol' })).toEqual({
      type: 'AssumedRole',
      principalId: 'AROAEXAMPLEEXAMPLE123:alice',
      arn: `arn:aws:sts::${OWN}:assumed-role/Ops/alice`,
      accountId: OWN,
      accessKeyId: 'ASIAIOSFODNN7EXAMPLE',
      sessionContext: {
        sessionIssuer: {
          type: 'Role',
          principalId: 'AROAEXAMPLEEXAMPLE123',
          arn: `arn:aws:iam::${OWN}:role/team/Ops`,
          accountId: OWN,
          userName: 'Ops',
        },
        attributes,
        sourceIdentity: 'carol',
      },
    });
  });

  it('is a session of root', () => {
    const kind = 'root-session';
    expect(identity({ kind, accountId: OWN, accessKeyId: 'ASIA' })).toMatchObject({
      type: 'Root',
      sessionContext: { attributes },
    });
  });

  it('keeps its partition apart, though its key is the same', () => {
    const one: Principal = { kind: 'root', accountId: OWN, accessKeyId: 'AKIA' };
    expect(identity(one)).toMatchObject({ arn: `arn:aws:iam::${OWN}:root` });
    expect(identity(one, 'us-gov-west-1')).toMatchObject({
      arn: `arn:aws-us-gov:iam::${OWN}:root`,
    });
  });
});

describe('secrets', () => {
  it('of keys and sessions are in no record', () => {
    const Credentials = {
      AccessKeyId: 'ASIAEXAMPLE',
      SecretAccessKey: 'hush-1',
      SessionToken: 'hush-2',
      Expiration: new Date(NOW),
    };
    const key = { UserName: 'bob', AccessKeyId: 'AKIAEXAMPLE', SecretAccessKey: 'hush-3' };
    const calls = [
      servedCall('sts', 'GetSessionToken', { outcome: { output: { Credentials } } }),
      servedCall('iam', 'CreateAccessKey', { outcome: { output: { AccessKey: key } } }),
      servedCall('vedette', 'CreateStandaloneAccount', {
        input: { AccountId: OTHER, Email: 'hush@example.com' },
        outcome: { output: { AccountId: OTHER, SecretAccessKey: 'hush-4' } },
      }),
    ];
    const [session, made, account] = calls.map(recordOf);
    expect(JSON.stringify([session, made, account])).not.toContain('hush');
    expect(session?.responseElements).toEqual({
      credentials: {
        accessKeyId: 'ASIAEXAMPLE',
        sessionToken: 'HIDDEN_DUE_TO_SECURITY_REASONS',
        expiration: '2026-11-28T12:00:00Z',
      },
    });
    expect(made?.responseElements).toEqual({
      accessKey: { userName: 'bob', accessKeyId: 'AKIAEXAMPLE' },
    });
    expect(account?.requestParameters).toMatchObject({ email: 'HIDDEN_DUE_TO_SECURITY_REASONS' });
  });

  it('of Organizations are starred, as it does', () => {
    const input = { Email: 'member@example.com', AccountName: 'member', Tags: [{ Key: 'a' }] };
    const record = recordOf(servedCall('organizations', 'CreateAccount', { input }));
    expect(record.requestParameters).toEqual({
      email: '****',
      accountName: '****',
      tags: [{ key: 'a' }],
    });
  });

  it('leaves out what is of a wrong type, and keeps the keys of maps', () => {
    const input = { DetectorId: 'd', Tags: { Team: 'blue' }, FindingCriteria: 7, Rank: null };
    const record = recordOf(servedCall('guardduty', 'CreateFilter', { input }));
    expect(record.requestParameters).toEqual({ detectorId: 'd', tags: { Team: 'blue' } });
  });
});

describe('a role assumed from another account', () => {
  const RoleArn = `arn:aws:iam::${OTHER}:role/Audit`;
  const input = { RoleArn, RoleSessionName: 'alice' };
  const output = { Credentials: { AccessKeyId: 'ASIANEW' } };
  const resources = [{ accountId: OTHER, type: 'AWS::IAM::Role', ARN: RoleArn }];

  it('is in both trails, under one id that they share', () => {
    const records = recordsOf(servedCall('sts', 'AssumeRole', { input, outcome: { output } }));
    const [own, theirs] = records;
    expect(own).toMatchObject({ recipientAccountId: OWN, userIdentity: { type: 'Root' } });
    expect(own).toMatchObject({ readOnly: true, resources });
    expect(theirs).toMatchObject({
      recipientAccountId: OTHER,
      userIdentity: { type: 'AWSAccount', principalId: OWN, accountId: OWN },
      responseElements: { credentials: { accessKeyId: 'ASIANEW' } },
      sharedEventID: own?.sharedEventID,
    });
    expect(own?.sharedEventID).toMatch(/^[0-9a-f-]{36}$/);
    expect(theirs?.eventID).not.toBe(own?.eventID);
    expect(JSON.stringify(theirs)).not.toContain('AKIAIOSFODNN7EXAMPLE');
  });

  it('is in one where it is of the same account, or was refused', () => {
    const own = { ...input, RoleArn: `arn:aws:iam::${OWN}:role/Audit` };
    const same = recordOf(servedCall('sts', 'AssumeRole', { input: own, outcome: { output } }));
    expect(same).not.toHaveProperty('sharedEventID');
    const error = { code: 'AccessDenied', message: 'no' };
    const refused = recordOf(servedCall('sts', 'AssumeRole', { input, outcome: { error } }));
    expect(refused).toMatchObject({ errorCode: 'AccessDenied', recipientAccountId: OWN });
  });
});

describe('an entry', () => {
  const entry = (call: Call) => {
    const [event] = auditEvents(call, NOW, createOrderedUuids());
    return entryOf(event?.record ?? '');
  };

  it('has what a record is looked up by', () => {
    const input = { UserName: 'bob' };
    const AccessKey = { UserName: 'bob', AccessKeyId: 'AKIANEW', SecretAccessKey: 's' };
    const call = servedCall('iam', 'CreateAccessKey', {
      input,
      outcome: { output: { AccessKey } },
    });
    expect(entry(call)).toMatchObject({
      time: Date.UTC(2026, 10, 28, 12),
      name: 'CreateAccessKey',
      source: 'iam.amazonaws.com',
      readOnly: false,
      userName: 'root',
      accessKeyId: 'AKIAIOSFODNN7EXAMPLE',
      resources: [
        { type: 'AWS::IAM::User', name: 'bob' },
        { type: 'AWS::IAM::AccessKey', name: 'AKIANEW' },
      ],
    });
    const principal = role;
    expect(entry(servedCall('iam', 'ListUsers', { principal })).userName).toBe('alice');
  });

  it('of events that were lost says how many', () => {
    const loss = lossEvent({ accountId: OWN, region: 'eu-west-1' }, 7, NOW, 'id');
    expect(JSON.parse(loss.record)).toMatchObject({
      eventType: 'AwsServiceEvent',
      eventName: 'AuditEventsLost',
      serviceEventDetails: { lostEvents: 7 },
    });
    expect(entryOf(loss.record)).toMatchObject({ userName: undefined, resources: [] });
  });

  it('knows no resource of a service that has none', () => {
    expect(resourcesOf('vedette', { userName: 'bob' })).toEqual([]);
    expect(resourcesOf('iam', null, { constructor: 'x', userName: 7 })).toEqual([]);
  });
});

describe('what waits', () => {
  const event = (accountId: string, n = 0) => ({
    ...{ accountId, region: 'eu-west-1' },
    ...{ eventId: `id-${String(n).padStart(4, '0')}`, record: `{"n":${n}}` },
  });

  it('is bounded; what finds no room is counted for its trail', () => {
    const queue = new AuditQueue({ eventsMax: 2, charsMax: 1000 });
    for (const accountId of [OWN, OWN, OWN, OTHER, OTHER]) queue.add(event(accountId));
    expect(queue).toMatchObject({ length: 2, lost: 3 });
    const told: string[] = [];
    const lost = queue.tellLosses((loss) => {
      told.push(`${loss.accountId} ${loss.events}`);
      return event(loss.accountId);
    });
    expect(told).toEqual([`${OWN} 1`, `${OTHER} 2`]);
    expect(lost).toBe(3);
    expect(queue.length).toBe(4);
    expect(queue.tellLosses(() => event(OWN))).toBe(0);
    queue.done(queue.batch());
    queue.add(event(OWN));
    expect(queue).toMatchObject({ length: 1, lost: 3 });
  });

  it('is bounded in text, which is given back', () => {
    const queue = new AuditQueue({ eventsMax: 100, charsMax: 20 });
    for (let n = 0; n < 4; n += 1) queue.add(event(OWN, n));
    expect(queue).toMatchObject({ length: 2, lost: 2 });
    queue.done(queue.batch());
    queue.add(event(OWN, 5));
    expect(queue.length).toBe(1);
  });

  it('is left as it is once it is being written', async () => {
    const queue = new AuditQueue();
    queue.add(event(OWN, 1));
    const batch = queue.batch();
    const long = { ...event(OWN, 2), record: `{"name":"${'ü'.repeat(3000)}"}` };
    queue.add(long);
    expect(batch.map(({ events }) => events)).toEqual([1]);
    queue.done(batch);
    const [rest] = await segmentsOf(queue.batch());
    expect(rest).toMatchObject({ firstId: 'id-0002', lastId: 'id-0002', events: 1 });
    expect(gunzipSync(rest?.body ?? new Uint8Array()).toString()).toBe(`${long.record}\n`);
  });

  it('is written in segments of one account each, of bounded size', async () => {
    const many = Array.from({ length: AUDIT_SEGMENT_EVENTS_MAX + 1 }, (_, n) => event(OWN, n));
    const queue = new AuditQueue();
    for (const one of [...many, event(OTHER, 7)]) queue.add(one);
    const segments = await segmentsOf(queue.batch());
    expect(segments.map(({ accountId, events, firstId }) => [accountId, events, firstId])).toEqual([
      [OWN, AUDIT_SEGMENT_EVENTS_MAX, 'id-0000'],
      [OWN, 1, `id-0${AUDIT_SEGMENT_EVENTS_MAX}`],
      [OTHER, 1, 'id-0007'],
    ]);
    const text = gunzipSync(segments[2]?.body ?? new Uint8Array()).toString();
    expect(text).toBe('{"n":7}\n');
    expect(segments[2]?.chars).toBe(text.length);
  });
});
