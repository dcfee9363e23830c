import type { Account, CreateAccountRequest, Organization } from '../../domain/account.ts';
import { administratorRole } from '../../domain/iam.ts';
import { randomText } from '../../lib/ids.ts';
import type { OperationContext } from '../context.ts';
import { requestShape } from './account-shape.ts';
import { joinOrganization } from './accounts/join.ts';
import { managedOrganization } from './caller-organization.ts';
import { organizationsErrors } from './errors.ts';
import { ID_ALPHABET } from './id-alphabet.ts';
import { operation } from './operation.ts';
import type { OrganizationsOperations } from './operation-types.ts';
import { accountsMax } from './quotas.ts';
import { givenTags } from './tags/given-tags.ts';

const DIGITS = '0123456789';
const ROLE_NAME_DEFAULT = 'OrganizationAccountAccessRole';

type Input = OrganizationsOperations['CreateAccount']['input'];
type Outcome = Pick<CreateAccountRequest, 'state' | 'accountId' | 'failureReason'>;

/**
 * Answers IN_PROGRESS as AWS does, and clients poll DescribeCreateAccountStatus. The account is
 * made in the call's own transaction, so the first poll finds the outcome and no crash can lose a
 * request.
 */
export const createAccount = operation('CreateAccount', async (input, context) => {
  const organization = await managedOrganization(context);
  // ALLOW is the default, and there is no billing that DENY could keep IAM users from.
  if (input.IamUserAccessToBilling === 'DENY') {
    throw organizationsErrors.unsupportedMember('IamUserAccessToBilling: DENY');
  }
  const now = context.clock.now();
  const pending: CreateAccountRequest = {
    requestId: `car-${randomText(32, ID_ALPHABET)}`,
    organizationId: organization.organizationId,
    accountName: input.AccountName,
    state: 'IN_PROGRESS',
    requestedAt: now,
  };
  const outcome = await makeAccount(input, organization, context);
  await context.store.organizations.putRequest({ ...pending, ...outcome, completedAt: now });
  return { CreateAccountStatus: requestShape(pending) };
});

async function makeAccount(
  input: Input,
  organization: Organization,
  context: OperationContext,
): Promise<Outcome> {
  const { store, clock, partition } = context;
  const { organizationId, managementAccountId } = organization;
  if ((await store.accounts.findByEmail(input.Email)) !== undefined) {
    return { state: 'FAILED', failureReason: 'EMAIL_ALREADY_EXISTS' };
  }
  const count = await store.accounts.countOfOrganization(organizationId);
  if (count >= (await accountsMax(store.settings))) {
    return { state: 'FAILED', failureReason: 'ACCOUNT_LIMIT_EXCEEDED' };
  }
  const now = clock.now();
  const accountId = await unusedAccountId(store);
  const account: Account = {
    accountId,
    email: input.Email,
    name: input.AccountName,
    status: 'ACTIVE',
    createdAt: now,
  };
  const roleName = input.RoleName ?? ROLE_NAME_DEFAULT;
  const roleId = `AROA${randomText(17)}`;
  const role = { accountId, name: roleName, id: roleId, createdAt: now };
  await store.iam.put(administratorRole(role, managementAccountId, partition));
  await joinOrganization(account, organization, 'CREATED', givenTags(input.Tags), context);
  return { state: 'SUCCEEDED', accountId };
}

async function unusedAccountId(store: OperationContext['store']): Promise<string> {
  for (;;) {
    const accountId = randomText(12, DIGITS);
    if ((await store.accounts.get(accountId)) === undefined) return accountId;
  }
}
