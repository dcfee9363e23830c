import { beforeEach, describe, expect, it } from 'vitest';
import type { Principal } from '../../domain/principal.ts';
import { ManualClock } from '../../lib/clock.ts';
import { openStore } from '../../store/open-store.ts';
import type { Store } from '../../store/store.ts';
import type { OperationContext, Services } from '../context.ts';
import { requestShape } from './account-shape.ts';
import { callerOrganization, managedOrganization } from './caller-organization.ts';
import { createAccount } from './create-account.ts';
import { createOrganization } from './create-organization.ts';
import { describeAccount } from './describe-account.ts';
import { describeCreateAccountStatus } from './describe-create-account-status.ts';
import { describeOrganization } from './describe-organization.ts';
import { invalidInput } from './errors.ts';
import { listAccounts } from './list-accounts.ts';
import { accountsMax, putQuotas, scpCharactersMax, scpsPerTargetMax } from './quotas.ts';

const MANAGEMENT = '111122223333';
const STRANGER = '999999999999';
const NOW = 1_700_000_000_000;

let store: Store;
let management: OperationContext;
beforeEach(async () => {
  store = await openStore(':memory:');
  for (const accountId of [MANAGEMENT, STRANGER]) {
    const email = `${accountId}@example.com`;
    await store.accounts.put({ accountId, email, name: 'n', status: 'ACTIVE', createdAt: 0 });
  }
  management = contextOf(MANAGEMENT);
});

function contextOf(accountId: string): OperationContext {
  const principal: Principal = { kind: 'root', accountId, accessKeyId: 'AKIAIOSFODNN7EXAMPLE' };
  return {
    principal,
    accountId,
    region: 'us-east-1',
    partition: 'aws',
    requestId: 'r',
    clock: new ManualClock(NOW),
    store,
    services: { wakeAutoEnable: () => undefined } as Services,
  };
}

/** Makes an account and says what became of the request. */
async function made(email: string, extra: object = {}) {
  const input = { Email: email, AccountName: 'member', ...extra };
  const answer = await createAccount.handle(input, management);
  expect(answer.CreateAccountStatus).toMatchObject({ State: 'IN_PROGRESS', AccountName: 'member' });
  const id = answer.CreateAccountStatus?.Id ?? '';
  const { CreateAccountStatus: status } = await describeCreateAccountStatus.handle(
    { CreateAccountRequestId: id },
    management,
  );
  return status;
}

describe('CreateOrganization', () => {
  it('makes the caller the management account', async () => {
    const { Organization: organization } = await createOrganization.handle({}, management);
    expect(organization).toMatchObject({
      FeatureSet: 'ALL',
      MasterAccountId: MANAGEMENT,
      MasterAccountEmail: `${MANAGEMENT}@example.com`,
    });
    expect(organization?.Id).toMatch(/^o-[a-z0-9]{10}$/);
    expect(organization?.Arn).toBe(
      `arn:aws:organizations::${MANAGEMENT}:organization/${organization?.Id}`,
    );
    const described = await describeOrganization.handle({}, management);
    expect(described.Organization).toEqual(organization);
    const { Accounts: accounts } = await listAccounts.handle({}, management);
    expect(accounts).toHaveLength(1);
    expect(accounts?.[0]).toMatchObject({ Id: MANAGEMENT, JoinedMethod: 'INVITED' });
  });

  it('is refused within an organisation', async () => {
    await createOrganization.handle({ FeatureSet: 'CONSOLIDATED_BILLING' }, management);
    await expect(createOrganization.handle({}, management)).rejects.toMatchObject({
      code: 'AlreadyInOrganizationException',
    });
  });
});

describe('outside every organisation', () => {
  it.each([
    ['DescribeOrganization', () => describeOrganization.handle({}, management)],
    ['ListAccounts', () => listAccounts.handle({}, management)],
    ['DescribeAccount', () => describeAccount.handle({ AccountId: STRANGER }, management)],
    [
      'CreateAccount',
      () => createAccount.handle({ Email: 'a@example.com', AccountName: 'a' }, management),
    ],
  ])('%s says so', async (_name, call) => {
    await expect(call()).rejects.toMatchObject({ code: 'AWSOrganizationsNotInUseException' });
  });
});

describe('CreateAccount', () => {
  beforeEach(async () => {
    await createOrganization.handle({}, management);
  });

  it('makes an account with a role that trusts the management account', async () => {
    const status = await made('member@example.com');
    expect(status).toMatchObject({ State: 'SUCCEEDED' });
    expect(status?.Id).toMatch(/^car-[a-z0-9]{32}$/);
    const accountId = status?.AccountId ?? '';
    expect(accountId).toMatch(/^\d{12}$/);
    const described = await describeAccount.handle({ AccountId: accountId }, management);
    expect(described.Account).toMatchObject({
      Id: accountId,
      Email: 'member@example.com',
      Name: 'member',
      Status: 'ACTIVE',
      JoinedMethod: 'CREATED',
    });
    expect(described.Account?.Arn).toMatch(
      new RegExp(`^arn:aws:organizations::${MANAGEMENT}:account/o-\\w+/${accountId}$`),
    );
    const role = await store.iam.get('role', accountId, 'OrganizationAccountAccessRole');
    expect(role?.trustPolicy).toContain(`arn:aws:iam::${MANAGEMENT}:root`);
    expect(role?.attached).toEqual(['aws:policy/AdministratorAccess']);
    expect(role?.id).toMatch(/^AROA[A-Z2-7]{17}$/);
    expect(await store.detectors.get(accountId, 'us-east-1')).toBeUndefined();
  });

  it('names the role as asked', async () => {
    const status = await made('member@example.com', { RoleName: 'Breakglass' });
    expect(await store.iam.get('role', status?.AccountId ?? '', 'Breakglass')).toBeDefined();
  });

  it('fails for an address in use, however it is written', async () => {
    await made('member@example.com');
    const status = await made('MEMBER@example.com');
    expect(status).toMatchObject({ State: 'FAILED', FailureReason: 'EMAIL_ALREADY_EXISTS' });
    expect(status?.AccountId).toBeUndefined();
  });

  it('fails beyond the limit of accounts', async () => {
    await putQuotas(store.settings, { organizationAccountsMax: 2 });
    expect(await made('one@example.com')).toMatchObject({ State: 'SUCCEEDED' });
    expect(await made('two@example.com')).toMatchObject({
      State: 'FAILED',
      FailureReason: 'ACCOUNT_LIMIT_EXCEEDED',
    });
  });

  it('refuses what it cannot honour', async () => {
    const input = { Email: 'a@example.com', AccountName: 'a' };
    const call = createAccount.handle({ ...input, IamUserAccessToBilling: 'DENY' }, management);
    await expect(call).rejects.toMatchObject({ code: 'InvalidInputException' });
    expect(await store.accounts.findByEmail('a@example.com')).toBeUndefined();
  });
});

describe('accounts that are not the management account', () => {
  it('may describe the organisation and nothing else', async () => {
    await createOrganization.handle({}, management);
    const status = await made('member@example.com');
    const member = contextOf(status?.AccountId ?? '');
    const described = await describeOrganization.handle({}, member);
    expect(described.Organization).toMatchObject({ MasterAccountId: MANAGEMENT });
    const denied = { code: 'AccessDeniedException', status: 400 };
    await expect(listAccounts.handle({}, member)).rejects.toMatchObject(denied);
    const account = describeAccount.handle({ AccountId: MANAGEMENT }, member);
    await expect(account).rejects.toMatchObject(denied);
    const create = createAccount.handle({ Email: 'b@example.com', AccountName: 'b' }, member);
    await expect(create).rejects.toMatchObject(denied);
    const poll = describeCreateAccountStatus.handle(
      { CreateAccountRequestId: status?.Id ?? '' },
      member,
    );
    await expect(poll).rejects.toMatchObject(denied);
    await expect(createOrganization.handle({}, member)).rejects.toMatchObject({
      code: 'AlreadyInOrganizationException',
    });
  });

  it('of another organisation see neither accounts nor requests', async () => {
    await createOrganization.handle({}, management);
    const status = await made('member@example.com');
    const stranger = contextOf(STRANGER);
    await createOrganization.handle({}, stranger);
    const account = describeAccount.handle({ AccountId: status?.AccountId ?? '' }, stranger);
    await expect(account).rejects.toMatchObject({ code: 'AccountNotFoundException' });
    const poll = describeCreateAccountStatus.handle(
      { CreateAccountRequestId: status?.Id ?? '' },
      stranger,
    );
    await expect(poll).rejects.toMatchObject({ code: 'CreateAccountStatusNotFoundException' });
  });
});

describe('callerOrganization', () => {
  it('is the one that the account is in; only its management account manages it', async () => {
    await createOrganization.handle({}, management);
    const member = contextOf((await made('member@example.com'))?.AccountId ?? '');
    const organization = await callerOrganization(management);
    expect(await callerOrganization(member)).toEqual(organization);
    expect(await managedOrganization(management)).toEqual(organization);
    await expect(managedOrganization(member)).rejects.toThrow('permissions');
  });
});

describe('requestShape', () => {
  it('shows a reason that AWS does not know as an internal failure', () => {
    const request = {
      requestId: 'car-1',
      organizationId: 'o-1',
      accountName: 'a',
      state: 'FAILED',
      failureReason: 'OTHER',
      requestedAt: NOW,
      completedAt: NOW,
    } as const;
    expect(requestShape(request)).toMatchObject({ FailureReason: 'INTERNAL_FAILURE' });
  });
});

describe('quotas', () => {
  it('are the limits until the operator sets others', async () => {
    const all = async () => [
      await accountsMax(store.settings),
      await scpsPerTargetMax(store.settings),
      await scpCharactersMax(store.settings),
    ];
    expect(await all()).toEqual([10_000, 10, 10_240]);
    await putQuotas(store.settings, { organizationAccountsMax: 10, scpCharactersMax: 5120 });
    await putQuotas(store.settings, { scpsPerTargetMax: 5, scpCharactersMax: undefined });
    expect(await all()).toEqual([10, 5, 5120]);
  });
});

describe('ListAccounts', () => {
  it('pages without repeating or skipping one', async () => {
    await createOrganization.handle({}, management);
    for (let index = 0; index < 4; index += 1) await made(`member-${index}@example.com`);
    const seen: (string | undefined)[] = [];
    let token: string | undefined;
    do {
      const page = await listAccounts.handle({ MaxResults: 2, NextToken: token }, management);
      seen.push(...(page.Accounts ?? []).map((account) => account.Id));
      token = page.NextToken;
    } while (token !== undefined);
    expect(new Set(seen).size).toBe(5);
    expect(seen).toHaveLength(5);
    expect([...seen].sort()).toEqual(seen);
  });

  it('refuses a token that it did not give', async () => {
    await createOrganization.handle({}, management);
    const call = listAccounts.handle({ NextToken: 'bm90IG1pbmU' }, management);
    await expect(call).rejects.toMatchObject({ fields: { Reason: 'INVALID_NEXT_TOKEN' } });
  });
});

describe('invalidInput', () => {
  it.each([
    ['missing', 'Member must not be null', 'INPUT_REQUIRED'],
    ['pattern', 'Member must satisfy regular expression pattern: x', 'INVALID_PATTERN'],
    ['length', 'Member must have length greater than or equal to 6', 'MIN_LENGTH_EXCEEDED'],
    ['length', 'Member must have length less than or equal to 64', 'MAX_LENGTH_EXCEEDED'],
    ['range', 'Member must have value less than or equal to 20', 'MAX_VALUE_EXCEEDED'],
    ['enum', 'Member must satisfy enum value set: [ALL]', 'INVALID_ENUM'],
  ] as const)('gives %s (%s) its reason', (reason, constraint, expected) => {
    const error = invalidInput([{ path: ['Email'], reason, in: 'body', constraint }], 'X');
    expect(error).toMatchObject({ code: 'InvalidInputException', fields: { Reason: expected } });
    expect(error.message).toContain('Email');
  });
});
