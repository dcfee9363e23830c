import type * as sdk from '@aws-sdk/client-organizations';
import type { Account, CreateAccountRequest, Organization } from '../../domain/account.ts';
import type { Partition } from '../../domain/regions.ts';
import { dateOf } from '../../lib/clock.ts';
import type { OperationContext } from '../context.ts';
import { accountArn, organizationArn } from './arns.ts';

/** Accounts of this organisation as the lists and DescribeAccount show them. */
export async function accountShapes(
  accounts: readonly Account[],
  organization: Organization,
  context: OperationContext,
): Promise<sdk.Account[]> {
  const { store, partition } = context;
  const shapes: sdk.Account[] = [];
  const known = new Map<string, string>();
  for (const account of accounts) {
    const { accountId, unitId = '' } = account;
    const container = known.get(unitId) ?? (await unitPath(account.unitId, organization, store));
    known.set(unitId, container);
    shapes.push({
      Id: accountId,
      Arn: accountArn({ organization, partition }, accountId),
      Email: account.email,
      Name: account.name,
      Status: account.status,
      State: stateOf(account),
      Paths: [`${container}${accountId}/`],
      JoinedMethod: account.joinedMethod,
      JoinedTimestamp: dateOf(account.joinedAt ?? account.createdAt),
    });
  }
  return shapes;
}

/** An account is suspended by closing it: `State` has a word of its own for that. */
export function stateOf({ status }: Account): sdk.AccountState {
  return status === 'SUSPENDED' ? 'CLOSED' : status;
}

/** `o-…/r-…/ou-…/`: the way from the organisation down to a unit, or to the root. */
export async function unitPath(
  unitId: string | undefined,
  { organizationId, rootId }: Organization,
  store: OperationContext['store'],
): Promise<string> {
  const upwards = unitId === undefined ? [] : await store.organizations.unitsUpwards(unitId);
  const units = upwards.map((unit) => unit.unitId).reverse();
  return `${[organizationId, rootId, ...units].join('/')}/`;
}

export function organizationShape(
  organization: Organization,
  management: Account,
  partition: Partition,
): sdk.Organization {
  const { organizationId, managementAccountId, featureSet } = organization;
  const available: sdk.PolicyTypeSummary = { Type: 'SERVICE_CONTROL_POLICY', Status: 'ENABLED' };
  return {
    Id: organizationId,
    Arn: organizationArn({ organization, partition }),
    FeatureSet: featureSet,
    MasterAccountArn: accountArn({ organization, partition }, managementAccountId),
    MasterAccountId: managementAccountId,
    MasterAccountEmail: management.email,
    // What may be enabled on the root; ListRoots says what is.
    AvailablePolicyTypes: featureSet === 'ALL' ? [available] : [],
  };
}

export function requestShape(request: CreateAccountRequest): sdk.CreateAccountStatus {
  const { completedAt } = request;
  return {
    Id: request.requestId,
    AccountName: request.accountName,
    State: request.state,
    RequestedTimestamp: dateOf(request.requestedAt),
    CompletedTimestamp: completedAt === undefined ? undefined : dateOf(completedAt),
    AccountId: request.accountId,
    FailureReason: failureOf(request),
  };
}

function failureOf(request: CreateAccountRequest): sdk.CreateAccountFailureReason | undefined {
  const { failureReason } = request;
  if (failureReason === 'EMAIL_ALREADY_EXISTS') return failureReason;
  if (failureReason === 'ACCOUNT_LIMIT_EXCEEDED') return failureReason;
  return failureReason === undefined ? undefined : 'INTERNAL_FAILURE';
}
