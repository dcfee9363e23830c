/**
 * Accounts and their keys as AWS's own clients see them: an organisation, an account made in it, a
 * role assumed into it, sessions and their ends.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  CreateDetectorCommand,
  GuardDutyClient,
  ListDetectorsCommand,
} from '@aws-sdk/client-guardduty';
import {
  CreateAccountCommand,
  CreateOrganizationCommand,
  DescribeAccountCommand,
  DescribeCreateAccountStatusCommand,
  DescribeOrganizationCommand,
  ListAccountsCommand,
  OrganizationsClient,
  paginateListAccounts,
} from '@aws-sdk/client-organizations';
import {
  AssumeRoleCommand,
  type Credentials,
  GetAccessKeyInfoCommand,
  GetCallerIdentityCommand,
  GetSessionTokenCommand,
  STSClient,
} from '@aws-sdk/client-sts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemClock } from '../../src/lib/clock.ts';
import { startVedette, type Vedette } from '../../src/main.ts';

const MANAGEMENT = '111122223333';
const rootKey = {
  accessKeyId: 'AKIAIOSFODNN7EXAMPLE',
  secretAccessKey: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
};

let folder: string;
let vedette: Vedette;
/** How far the server's clock is ahead; clients that are told so sign with the same. */
let ahead = 0;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vedette-accounts-'));
  vedette = await startVedette({
    host: '127.0.0.1',
    port: 0,
    dataDirectory: join(folder, 'data'),
    masterKey: { kind: 'own-file', directory: join(folder, 'keys') },
    management: { accountId: MANAGEMENT, email: 'root@example.com', rootKey },
    clock: { now: () => systemClock.now() + ahead },
  });
});
afterAll(async () => {
  await vedette.close();
  await rm(folder, { recursive: true });
});

function settings(credentials = rootKey, region = 'us-east-1') {
  return { endpoint: vedette.url, region, credentials, systemClockOffset: ahead, maxAttempts: 1 };
}

/** The form in which clients want what STS answers. */
function keyOf(credentials: Credentials | undefined) {
  return {
    accessKeyId: credentials?.AccessKeyId ?? '',
    secretAccessKey: credentials?.SecretAccessKey ?? '',
    sessionToken: credentials?.SessionToken ?? '',
  };
}

async function madeAccount(Email: string): Promise<string> {
  const organizations = new OrganizationsClient(settings());
  const { CreateAccountStatus: asked } = await organizations.send(
    new CreateAccountCommand({ Email, AccountName: 'member' }),
  );
  expect(asked?.State).toBe('IN_PROGRESS');
  const { CreateAccountStatus: status } = await organizations.send(
    new DescribeCreateAccountStatusCommand({ CreateAccountRequestId: asked?.Id }),
  );
  expect(status?.State).toBe('SUCCEEDED');
  return status?.AccountId ?? '';
}

function assume(accountId: string, name = 'OrganizationAccountAccessRole') {
  const RoleArn = `arn:aws:iam::${accountId}:role/${name}`;
  return new STSClient(settings()).send(
    new AssumeRoleCommand({ RoleArn, RoleSessionName: 'operator', DurationSeconds: 900 }),
  );
}

describe('the root key', () => {
  it.each([
    ['us-east-1', 'aws'],
    ['cn-north-1', 'aws-cn'],
    ['us-gov-west-1', 'aws-us-gov'],
  ])('names itself in %s', async (region, partition) => {
    const sts = new STSClient(settings(rootKey, region));
    expect(await sts.send(new GetCallerIdentityCommand({}))).toMatchObject({
      Account: MANAGEMENT,
      UserId: MANAGEMENT,
      Arn: `arn:${partition}:iam::${MANAGEMENT}:root`,
    });
  });

  it('is refused where key or secret is another', async () => {
    for (const [key, name] of [
      [{ ...rootKey, accessKeyId: 'AKIAI44QH8DHBEXAMPLE' }, 'InvalidClientTokenId'],
      [{ ...rootKey, secretAccessKey: 'another-secret' }, 'SignatureDoesNotMatch'],
    ] as const) {
      const call = new STSClient(settings(key)).send(new GetCallerIdentityCommand({}));
      await expect(call).rejects.toMatchObject({ name });
    }
  });
});

describe('an organisation', () => {
  it('is made once, with the caller in charge', async () => {
    const organizations = new OrganizationsClient(settings());
    await expect(organizations.send(new DescribeOrganizationCommand({}))).rejects.toMatchObject({
      name: 'AWSOrganizationsNotInUseException',
    });
    const made = await organizations.send(new CreateOrganizationCommand({ FeatureSet: 'ALL' }));
    expect(made.Organization).toMatchObject({
      MasterAccountId: MANAGEMENT,
      MasterAccountEmail: 'root@example.com',
    });
    await expect(organizations.send(new CreateOrganizationCommand({}))).rejects.toMatchObject({
      name: 'AlreadyInOrganizationException',
    });
  });

  it('gets accounts, which are listed in pages and described', async () => {
    const organizations = new OrganizationsClient(settings());
    const made = [];
    for (const name of ['a', 'b', 'c']) made.push(await madeAccount(`${name}@example.com`));
    const listed: (string | undefined)[] = [];
    const pages = paginateListAccounts({ client: organizations, pageSize: 2 }, {});
    for await (const page of pages) listed.push(...(page.Accounts ?? []).map((one) => one.Id));
    expect(listed).toEqual([MANAGEMENT, ...made].sort());
    const { Account: account } = await organizations.send(
      new DescribeAccountCommand({ AccountId: made[0] }),
    );
    expect(account).toMatchObject({ Id: made[0], Email: 'a@example.com', Status: 'ACTIVE' });
    expect(account?.JoinedTimestamp).toBeInstanceOf(Date);
  });

  it('says why an account was not made, and what is wrong with an input', async () => {
    const organizations = new OrganizationsClient(settings());
    const { CreateAccountStatus: asked } = await organizations.send(
      new CreateAccountCommand({ Email: 'root@example.com', AccountName: 'again' }),
    );
    const poll = new DescribeCreateAccountStatusCommand({ CreateAccountRequestId: asked?.Id });
    const { CreateAccountStatus: status } = await organizations.send(poll);
    expect(status).toMatchObject({ State: 'FAILED', FailureReason: 'EMAIL_ALREADY_EXISTS' });
    const short = organizations.send(new DescribeAccountCommand({ AccountId: '1' }));
    await expect(short).rejects.toMatchObject({
      name: 'InvalidInputException',
      Reason: 'INVALID_PATTERN',
    });
  });
});

describe('a role in a made account', () => {
  it('lets the management account act there, and only there', async () => {
    const accountId = await madeAccount('role@example.com');
    const { AssumedRoleUser: user, Credentials: credentials } = await assume(accountId);
    const key = keyOf(credentials);
    expect(key.accessKeyId).toMatch(/^ASIA/);
    const identity = await new STSClient(settings(key)).send(new GetCallerIdentityCommand({}));
    expect(identity).toMatchObject({ Account: accountId, Arn: user?.Arn });
    expect(identity.UserId).toBe(user?.AssumedRoleId);
    const there = new GuardDutyClient(settings(key));
    expect((await there.send(new ListDetectorsCommand({}))).DetectorIds).toEqual([]);
    await there.send(new CreateDetectorCommand({ Enable: true }));
    const here = new GuardDutyClient(settings());
    expect((await here.send(new ListDetectorsCommand({}))).DetectorIds).toEqual([]);
    const organizations = new OrganizationsClient(settings(key));
    await expect(organizations.send(new ListAccountsCommand({}))).rejects.toMatchObject({
      name: 'AccessDeniedException',
    });
    const info = new GetAccessKeyInfoCommand({ AccessKeyId: key.accessKeyId });
    expect((await new STSClient(settings()).send(info)).Account).toBe(accountId);
  });

  it('needs its token', async () => {
    const { sessionToken, ...bare } = keyOf(
      (await assume(await madeAccount('t@example.com'))).Credentials,
    );
    for (const key of [bare, { ...bare, sessionToken: `${sessionToken}A` }]) {
      const call = new STSClient(settings(key)).send(new GetCallerIdentityCommand({}));
      await expect(call).rejects.toMatchObject({ name: 'InvalidClientTokenId' });
    }
  });

  it('is denied where it does not exist', async () => {
    const accountId = await madeAccount('denied@example.com');
    for (const call of [assume(accountId, 'Other'), assume('999999999999')]) {
      await expect(call).rejects.toMatchObject({ name: 'AccessDenied' });
    }
    await expect(assume(MANAGEMENT)).rejects.toThrow(
      `User: arn:aws:iam::${MANAGEMENT}:root is not authorized to perform: sts:AssumeRole on ` +
        `resource: arn:aws:iam::${MANAGEMENT}:role/OrganizationAccountAccessRole`,
    );
  });

  it('refuses names and lives that AWS refuses', async () => {
    const sts = new STSClient(settings());
    const RoleArn = `arn:aws:iam::${MANAGEMENT}:role/OrganizationAccountAccessRole`;
    for (const input of [
      { RoleArn, RoleSessionName: 'with space' },
      { RoleArn, RoleSessionName: 'x' },
      { RoleArn, RoleSessionName: 'ok', DurationSeconds: 899 },
      { RoleArn, RoleSessionName: 'ok', DurationSeconds: 43_201 },
    ]) {
      const call = sts.send(new AssumeRoleCommand(input));
      await expect(call).rejects.toThrow(/^1 validation error detected: Value /);
    }
  });
});

describe('a session', () => {
  it('of GetSessionToken may do what root may, but for most of STS', async () => {
    const session = await new STSClient(settings()).send(new GetSessionTokenCommand({}));
    const key = keyOf(session.Credentials);
    const sts = new STSClient(settings(key));
    const identity = await sts.send(new GetCallerIdentityCommand({}));
    expect(identity.Arn).toBe(`arn:aws:iam::${MANAGEMENT}:root`);
    await new OrganizationsClient(settings(key)).send(new ListAccountsCommand({}));
    const again = sts.send(new GetSessionTokenCommand({}));
    await expect(again).rejects.toThrow('Cannot call GetSessionToken with session credentials');
    const info = sts.send(new GetAccessKeyInfoCommand({ AccessKeyId: key.accessKeyId }));
    await expect(info).rejects.toMatchObject({ name: 'AccessDenied' });
  });

  it('ends when its time is up', async () => {
    const { Credentials: credentials } = await assume(await madeAccount('end@example.com'));
    const before = new STSClient(settings(keyOf(credentials)));
    await before.send(new GetCallerIdentityCommand({}));
    ahead = 15 * 60_000;
    try {
      const after = new STSClient(settings(keyOf(credentials)));
      await expect(after.send(new GetCallerIdentityCommand({}))).rejects.toMatchObject({
        name: 'ExpiredToken',
      });
    } finally {
      ahead = 0;
    }
  });
});

describe('a suspended account', () => {
  it('is refused at once, though its key was in use', async () => {
    const accountId = await madeAccount('suspended@example.com');
    const key = keyOf((await assume(accountId)).Credentials);
    const guardduty = new GuardDutyClient(settings(key));
    await guardduty.send(new ListDetectorsCommand({}));
    const account = await vedette.store.accounts.get(accountId);
    if (account) await vedette.store.accounts.put({ ...account, status: 'SUSPENDED' });
    // Any account call clears what the server remembers; here the change came past it.
    await madeAccount('after-suspension@example.com');
    await expect(guardduty.send(new ListDetectorsCommand({}))).rejects.toMatchObject({
      name: 'AccessDeniedException',
    });
    await expect(assume(accountId)).rejects.toMatchObject({ name: 'AccessDenied' });
  });
});
