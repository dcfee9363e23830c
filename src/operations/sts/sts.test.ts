import { createHash } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { administratorRole } from '../../domain/iam.ts';
import type { Principal } from '../../domain/principal.ts';
import { ManualClock } from '../../lib/clock.ts';
import { createSeal } from '../../lib/seal.ts';
import { openStore } from '../../store/open-store.ts';
import type { Store } from '../../store/store.ts';
import type { OperationContext, Services } from '../context.ts';
import { assumeRole } from './assume-role.ts';
import { invalidInput } from './errors.ts';
import { getAccessKeyInfo } from './get-access-key-info.ts';
import { getCallerIdentity } from './get-caller-identity.ts';
import { getSessionToken } from './get-session-token.ts';
import { issueSession } from './issue-session.ts';
import { refuseMembers } from './refuse-members.ts';

const MANAGEMENT = '111122223333';
const MEMBER = '444455556666';
const STRANGER = '999999999999';
const ROLE = `arn:aws:iam::${MEMBER}:role/OrganizationAccountAccessRole`;
const seal = createSeal(Buffer.alloc(32, 3));
const root: Principal = {
  kind: 'root',
  accountId: MANAGEMENT,
  accessKeyId: 'AKIAIOSFODNN7EXAMPLE',
};

let store: Store;
const clock = new ManualClock(1_700_000_000_500);

beforeEach(async () => {
  store = await openStore(':memory:');
  for (const accountId of [MANAGEMENT, MEMBER, STRANGER]) {
    const email = `${accountId}@example.com`;
    await store.accounts.put({ accountId, email, name: 'n', status: 'ACTIVE', createdAt: 0 });
  }
  const role = { accountId: MEMBER, name: 'OrganizationAccountAccessRole', createdAt: 0 };
  const id = 'AROAEXAMPLEEXAMPLE123';
  await store.iam.put(administratorRole({ ...role, id }, MANAGEMENT, 'aws'));
});

function contextOf(principal: Principal, partition: OperationContext['partition'] = 'aws') {
  return {
    principal,
    accountId: principal.accountId,
    region: 'us-east-1',
    partition,
    requestId: 'r',
    clock,
    store,
    services: { sealSecret: seal.seal } as Services,
  } satisfies OperationContext;
}

describe('AssumeRole', () => {
  const input = { RoleArn: ROLE, RoleSessionName: 'ops' };

  it('issues credentials that are kept sealed and end after an hour', async () => {
    const answer = await assumeRole.handle(input, contextOf(root));
    expect(answer.AssumedRoleUser).toEqual({
      AssumedRoleId: 'AROAEXAMPLEEXAMPLE123:ops',
      Arn: `arn:aws:sts::${MEMBER}:assumed-role/OrganizationAccountAccessRole/ops`,
    });
    const issued = answer.Credentials;
    expect(issued?.AccessKeyId).toMatch(/^ASIA[A-Z2-7]{16}$/);
    expect(issued?.Expiration?.toISOString()).toBe('2023-11-14T23:13:20.000Z');
    const stored = await store.credentials.get(issued?.AccessKeyId ?? '');
    expect(seal.open(stored?.sealedSecret ?? '')).toBe(issued?.SecretAccessKey);
    const token = issued?.SessionToken ?? '';
    expect(stored?.tokenSha256).toBe(createHash('sha256').update(token).digest('hex'));
    expect(JSON.stringify(stored)).not.toContain(token);
  });

  it.each([
    ['a role that does not exist', root, ROLE.replace('Organization', 'Other'), 'aws'],
    ['an account that does not exist', root, ROLE.replace(MEMBER, '123456789012'), 'aws'],
    ['another partition', root, ROLE.replace('arn:aws', 'arn:aws-cn'), 'aws'],
    ['another partition of the call', root, ROLE, 'aws-us-gov'],
    ['a path that the role lacks', root, ROLE.replace('role/', 'role/path/'), 'aws'],
  ] as const)('is denied for %s', async (_case, principal, arn, partition) => {
    const call = assumeRole.handle(
      { RoleArn: arn, RoleSessionName: 'ops' },
      contextOf(principal, partition),
    );
    await expect(call).rejects.toMatchObject({
      code: 'AccessDenied',
      status: 403,
      message:
        `User: arn:${partition}:iam::${principal.accountId}:root is not authorized to perform: ` +
        `sts:AssumeRole on resource: ${arn}`,
    });
  });

  it('is denied into a suspended account', async () => {
    const account = await store.accounts.get(MEMBER);
    if (account) await store.accounts.put({ ...account, status: 'SUSPENDED' });
    await expect(assumeRole.handle(input, contextOf(root))).rejects.toMatchObject({ status: 403 });
  });

  it('refuses what is no role ARN', async () => {
    const call = assumeRole.handle(
      { ...input, RoleArn: `arn:aws:iam::${MEMBER}:user/someone` },
      contextOf(root),
    );
    await expect(call).rejects.toMatchObject({ code: 'ValidationError', status: 400 });
  });

  it('ends chained sessions after an hour at most', async () => {
    const session: Principal = { ...root, kind: 'role-session', roleName: 'a', sessionName: 'b' };
    const long = assumeRole.handle({ ...input, DurationSeconds: 3601 }, contextOf(session));
    await expect(long).rejects.toMatchObject({ code: 'ValidationError' });
    const hour = await assumeRole.handle({ ...input, DurationSeconds: 3600 }, contextOf(session));
    expect(hour.Credentials).toBeDefined();
    const root12h = await assumeRole.handle({ ...input, DurationSeconds: 43_200 }, contextOf(root));
    expect(root12h.Credentials?.Expiration?.getTime()).toBe(1_700_000_000_000 + 43_200_000);
  });

  it.each([
    { Tags: [{ Key: 'a', Value: 'b' }] },
    { TransitiveTagKeys: ['a'] },
    { SerialNumber: 'arn:aws:iam::111122223333:mfa/x', TokenCode: '123456' },
  ])('refuses %j, which it could not enforce', async (extra) => {
    const call = assumeRole.handle({ ...input, ...extra }, contextOf(root));
    await expect(call).rejects.toThrow(Object.keys(extra)[0]);
  });

  it('lives no longer than the role lets its sessions live', async () => {
    const role = await store.iam.get('role', MEMBER, 'OrganizationAccountAccessRole');
    if (role) await store.iam.put({ ...role, maxSessionSeconds: 3600 });
    const long = assumeRole.handle({ ...input, DurationSeconds: 3601 }, contextOf(root));
    await expect(long).rejects.toThrow('exceeds the MaxSessionDuration set for this role');
  });

  it('keeps with the session what narrows it and who is behind it', async () => {
    const narrow = {
      Policy: JSON.stringify({
        Version: '2012-10-17',
        Statement: { Effect: 'Allow', Action: 'guardduty:List*', Resource: '*' },
      }),
      PolicyArns: [{ arn: 'arn:aws:iam::aws:policy/AmazonGuardDutyReadOnlyAccess' }],
      SourceIdentity: 'alice',
    };
    const answer = await assumeRole.handle({ ...input, ...narrow }, contextOf(root));
    expect(answer.SourceIdentity).toBe('alice');
    const stored = await store.credentials.get(answer.Credentials?.AccessKeyId ?? '');
    expect(stored).toMatchObject({
      sessionPolicies: [
        { name: 'session policy', document: narrow.Policy },
        { name: 'AmazonGuardDutyReadOnlyAccess' },
      ],
      sourceIdentity: 'alice',
      originAccountId: MANAGEMENT,
    });
  });

  it('keeps a source identity through a chain of roles', async () => {
    const session: Principal = { ...root, kind: 'role-session', sourceIdentity: 'alice' };
    const answer = await assumeRole.handle(input, contextOf(session));
    expect(answer.SourceIdentity).toBe('alice');
    const other = assumeRole.handle({ ...input, SourceIdentity: 'bob' }, contextOf(session));
    await expect(other).rejects.toMatchObject({ code: 'AccessDenied' });
  });

  it.each([
    [{ Policy: '{"Version":"2012-10-17"}' }, 'MalformedPolicyDocumentException'],
    [{ PolicyArns: [{ arn: 'arn:aws:iam::aws:policy/NoSuchPolicy' }] }, 'ValidationError'],
    [{ PolicyArns: [{ arn: `arn:aws:iam::${MANAGEMENT}:policy/Mine` }] }, 'ValidationError'],
  ])('refuses the session policy of %j', async (narrow, code) => {
    const call = assumeRole.handle({ ...input, ...narrow }, contextOf(root));
    await expect(call).rejects.toMatchObject({ code, status: 400 });
  });

  it('takes empty lists as absent', async () => {
    const answer = await assumeRole.handle({ ...input, Tags: [] }, contextOf(root));
    expect(answer.Credentials).toBeDefined();
  });
});

describe('GetSessionToken', () => {
  it('gives root an hour, and an hour where it asks for more', async () => {
    for (const [asked, given] of [
      [undefined, 3600],
      [900, 900],
      [129_600, 3600],
    ]) {
      const { Credentials: issued } = await getSessionToken.handle(
        { DurationSeconds: asked },
        contextOf(root),
      );
      expect(issued?.Expiration?.getTime()).toBe((1_700_000_000 + (given ?? 0)) * 1000);
      const stored = await store.credentials.get(issued?.AccessKeyId ?? '');
      expect(stored).toMatchObject({ kind: 'root-session', accountId: MANAGEMENT });
    }
  });

  it('gives a user half a day, or what it asks for', async () => {
    const user: Principal = { ...root, kind: 'user', userName: 'alice', userId: 'AIDA' };
    for (const [asked, given] of [
      [undefined, 43_200],
      [129_600, 129_600],
    ]) {
      const input = { DurationSeconds: asked };
      const { Credentials: issued } = await getSessionToken.handle(input, contextOf(user));
      expect(issued?.Expiration?.getTime()).toBe((1_700_000_000 + (given ?? 0)) * 1000);
      const stored = await store.credentials.get(issued?.AccessKeyId ?? '');
      expect(stored).toMatchObject({ kind: 'user-session', userName: 'alice', userId: 'AIDA' });
    }
  });

  it('is not for sessions', async () => {
    const session: Principal = { ...root, kind: 'role-session' };
    await expect(getSessionToken.handle({}, contextOf(session))).rejects.toMatchObject({
      code: 'AccessDenied',
      message: 'Cannot call GetSessionToken with session credentials',
    });
  });
});

describe('GetCallerIdentity', () => {
  it.each([
    ['aws', 'arn:aws:iam::111122223333:root'],
    ['aws-cn', 'arn:aws-cn:iam::111122223333:root'],
    ['aws-us-gov', 'arn:aws-us-gov:iam::111122223333:root'],
  ] as const)('names root in %s', async (partition, arn) => {
    const answer = await getCallerIdentity.handle({}, contextOf(root, partition));
    expect(answer).toEqual({ UserId: MANAGEMENT, Account: MANAGEMENT, Arn: arn });
  });
});

describe('GetCallerIdentity of users and roles', () => {
  const user: Principal = {
    ...{ kind: 'user', accountId: MEMBER, accessKeyId: 'AKIA' },
    ...{ userName: 'bob', userId: 'AIDA', userPath: '/team/' },
  };
  const session: Principal = {
    ...{ kind: 'role-session', accountId: MEMBER, accessKeyId: 'ASIA' },
    ...{ roleName: 'Ops', roleId: 'AROA', rolePath: '/team/', sessionName: 'alice' },
  };
  it.each(['aws', 'aws-cn', 'aws-us-gov'] as const)('names them in %s', async (partition) => {
    expect(await getCallerIdentity.handle({}, contextOf(user, partition))).toEqual({
      UserId: 'AIDA',
      Account: MEMBER,
      Arn: `arn:${partition}:iam::${MEMBER}:user/team/bob`,
    });
    expect(await getCallerIdentity.handle({}, contextOf(session, partition))).toEqual({
      UserId: 'AROA:alice',
      Account: MEMBER,
      Arn: `arn:${partition}:sts::${MEMBER}:assumed-role/Ops/alice`,
    });
  });
});

describe('GetAccessKeyInfo', () => {
  it('tells the account of an issued key and refuses any other', async () => {
    const { Credentials: issued } = await getSessionToken.handle({}, contextOf(root));
    const input = { AccessKeyId: issued?.AccessKeyId ?? '' };
    expect(await getAccessKeyInfo.handle(input, contextOf(root))).toEqual({ Account: MANAGEMENT });
    const unknown = getAccessKeyInfo.handle(
      { AccessKeyId: 'AKIAI44QH8DHBEXAMPLE' },
      contextOf(root),
    );
    await expect(unknown).rejects.toMatchObject({ code: 'ValidationError' });
  });
});

describe('issueSession', () => {
  it('never issues the same twice, and ends on a whole second', async () => {
    const who = { kind: 'root-session', accountId: MANAGEMENT } as const;
    const one = await issueSession(who, 900, contextOf(root));
    const two = await issueSession(who, 900, contextOf(root));
    expect(one.AccessKeyId).not.toBe(two.AccessKeyId);
    expect(one.SecretAccessKey).not.toBe(two.SecretAccessKey);
    expect(one.SessionToken).not.toBe(two.SessionToken);
    expect(one.Expiration?.getTime()).toBe(1_700_000_900_000);
  });
});

describe('refuseMembers', () => {
  it('names the first member that says something', () => {
    const input = { a: undefined, b: [], c: '', d: 0 };
    expect(() => refuseMembers(input, ['a', 'b'])).not.toThrow();
    expect(() => refuseMembers(input, ['a', 'b', 'c', 'd'])).toThrow('The parameter c cannot');
  });
});

describe('invalidInput', () => {
  it('words violations as STS does', () => {
    const error = invalidInput(
      [
        {
          path: ['RoleSessionName'],
          reason: 'pattern',
          in: 'body',
          value: 'a b',
          constraint: 'Member must satisfy regular expression pattern: [\\w+=,.@-]*',
        },
        { path: ['RoleArn'], reason: 'missing', in: 'body', constraint: 'Member must not be null' },
      ],
      'AssumeRole',
    );
    expect(error).toMatchObject({ code: 'ValidationError', status: 400 });
    expect(error.message).toBe(
      "2 validation errors detected: Value 'a b' at 'roleSessionName' failed to satisfy " +
        'constraint: Member must satisfy regular expression pattern: [\\w+=,.@-]*; ' +
        "Value null at 'roleArn' failed to satisfy constraint: Member must not be null",
    );
  });
});
