import type * as sdk from '@aws-sdk/client-organizations';
import type { Account, CreateAccountRequest, Organization } from '../../domain/account.ts';
import type { Partition } from '../../domain/regions.ts';
import { dateOf } from '../../lib/clock.ts';

/** An account of this organisation as ListAccounts and DescribeAccount show it. */
export function accountShape(
  account: Account,
  organization: Organization,
  partition: Partition,
): sdk.Account {
  const { organizationId, rootId } = organization;
  return {
    Id: account.accountId,
    Arn: accountArn(account.accountId, organization, partition),
    Email: account.email,
    Name: account.name,
    Status: account.status,
    State: account.status,
    Paths: [`${organizationId}/${rootId}/${account.accountId}/`],
    JoinedMethod: account.joinedMethod,
    JoinedTimestamp: dateOf(account.joinedAt ?? account.createdAt),
  };
}

export function organizationShape(
  organization: Organization,
  management: Account,
  partition: Partition,
): sdk.Organization {
  const { organizationId, managementAccountId, featureSet } = organization;
  return {
    Id: organizationId,
    Arn: `arn:${partition}:organizations::${managementAccountId}:organization/${organizationId}`,
    FeatureSet: featureSet,
    MasterAccountArn: accountArn(managementAccountId, organization, partition),
    MasterAccountId: managementAccountId,
    MasterAccountEmail: management.email,
    // No policy type can be used before policies exist.
    AvailablePolicyTypes: [],
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

function accountArn(accountId: string, organization: Organization, partition: Partition): string {
  const { managementAccountId, organizationId } = organization;
  const path = `account/${organizationId}/${accountId}`;
  return `arn:${partition}:organizations::${managementAccountId}:${path}`;
}
