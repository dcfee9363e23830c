import { type OperationTable, unimplemented } from '../define.ts';
import { createAccount } from './create-account.ts';
import { createOrganization } from './create-organization.ts';
import { describeAccount } from './describe-account.ts';
import { describeCreateAccountStatus } from './describe-create-account-status.ts';
import { describeOrganization } from './describe-organization.ts';
import { listAccounts } from './list-accounts.ts';
import type { OrganizationsOperations } from './operation-types.ts';

const HANDSHAKES = 'Invitations between accounts and organisations do not exist yet.';
const TRANSFERS = 'There is no billing whose responsibility could be transferred.';
const TAGS = 'Accounts and organisations have no tags yet.';
const POLICIES = 'Service control policies and their kin are not evaluated yet.';
const TREE = 'Organisational units do not exist yet: all accounts are under the root.';
const DELEGATION = 'Delegated administrators and trusted access do not exist yet.';
const LIFECYCLE = 'An account or organisation that was made cannot be changed or closed yet.';

export const organizationsTable: OperationTable<OrganizationsOperations> = {
  AcceptHandshake: unimplemented('AcceptHandshake', HANDSHAKES),
  AttachPolicy: unimplemented('AttachPolicy', POLICIES),
  CancelHandshake: unimplemented('CancelHandshake', HANDSHAKES),
  CloseAccount: unimplemented('CloseAccount', LIFECYCLE),
  CreateAccount: createAccount,
  CreateGovCloudAccount: unimplemented('CreateGovCloudAccount', LIFECYCLE),
  CreateOrganization: createOrganization,
  CreateOrganizationalUnit: unimplemented('CreateOrganizationalUnit', TREE),
  CreatePolicy: unimplemented('CreatePolicy', POLICIES),
  DeclineHandshake: unimplemented('DeclineHandshake', HANDSHAKES),
  DeleteOrganization: unimplemented('DeleteOrganization', LIFECYCLE),
  DeleteOrganizationalUnit: unimplemented('DeleteOrganizationalUnit', TREE),
  DeletePolicy: unimplemented('DeletePolicy', POLICIES),
  DeleteResourcePolicy: unimplemented('DeleteResourcePolicy', POLICIES),
  DeregisterDelegatedAdministrator: unimplemented('DeregisterDelegatedAdministrator', DELEGATION),
  DescribeAccount: describeAccount,
  DescribeCreateAccountStatus: describeCreateAccountStatus,
  DescribeEffectivePolicy: unimplemented('DescribeEffectivePolicy', POLICIES),
  DescribeHandshake: unimplemented('DescribeHandshake', HANDSHAKES),
  DescribeOrganization: describeOrganization,
  DescribeOrganizationalUnit: unimplemented('DescribeOrganizationalUnit', TREE),
  DescribePolicy: unimplemented('DescribePolicy', POLICIES),
  DescribeResourcePolicy: unimplemented('DescribeResourcePolicy', POLICIES),
  DescribeResponsibilityTransfer: unimplemented('DescribeResponsibilityTransfer', TRANSFERS),
  DetachPolicy: unimplemented('DetachPolicy', POLICIES),
  DisableAWSServiceAccess: unimplemented('DisableAWSServiceAccess', DELEGATION),
  DisablePolicyType: unimplemented('DisablePolicyType', POLICIES),
  EnableAWSServiceAccess: unimplemented('EnableAWSServiceAccess', DELEGATION),
  EnableAllFeatures: unimplemented('EnableAllFeatures', LIFECYCLE),
  EnablePolicyType: unimplemented('EnablePolicyType', POLICIES),
  InviteAccountToOrganization: unimplemented('InviteAccountToOrganization', HANDSHAKES),
  InviteOrganizationToTransferResponsibility: unimplemented(
    'InviteOrganizationToTransferResponsibility',
    HANDSHAKES,
  ),
  LeaveOrganization: unimplemented('LeaveOrganization', LIFECYCLE),
  ListAWSServiceAccessForOrganization: unimplemented(
    'ListAWSServiceAccessForOrganization',
    DELEGATION,
  ),
  ListAccounts: listAccounts,
  ListAccountsForParent: unimplemented('ListAccountsForParent', TREE),
  ListAccountsWithInvalidEffectivePolicy: unimplemented(
    'ListAccountsWithInvalidEffectivePolicy',
    POLICIES,
  ),
  ListChildren: unimplemented('ListChildren', TREE),
  ListCreateAccountStatus: unimplemented('ListCreateAccountStatus', LIFECYCLE),
  ListDelegatedAdministrators: unimplemented('ListDelegatedAdministrators', DELEGATION),
  ListDelegatedServicesForAccount: unimplemented('ListDelegatedServicesForAccount', DELEGATION),
  ListEffectivePolicyValidationErrors: unimplemented(
    'ListEffectivePolicyValidationErrors',
    POLICIES,
  ),
  ListHandshakesForAccount: unimplemented('ListHandshakesForAccount', HANDSHAKES),
  ListHandshakesForOrganization: unimplemented('ListHandshakesForOrganization', HANDSHAKES),
  ListInboundResponsibilityTransfers: unimplemented(
    'ListInboundResponsibilityTransfers',
    TRANSFERS,
  ),
  ListOrganizationalUnitsForParent: unimplemented('ListOrganizationalUnitsForParent', TREE),
  ListOutboundResponsibilityTransfers: unimplemented(
    'ListOutboundResponsibilityTransfers',
    TRANSFERS,
  ),
  ListParents: unimplemented('ListParents', TREE),
  ListPolicies: unimplemented('ListPolicies', POLICIES),
  ListPoliciesForTarget: unimplemented('ListPoliciesForTarget', POLICIES),
  ListRoots: unimplemented('ListRoots', TREE),
  ListTagsForResource: unimplemented('ListTagsForResource', TAGS),
  ListTargetsForPolicy: unimplemented('ListTargetsForPolicy', POLICIES),
  MoveAccount: unimplemented('MoveAccount', TREE),
  PutResourcePolicy: unimplemented('PutResourcePolicy', POLICIES),
  RegisterDelegatedAdministrator: unimplemented('RegisterDelegatedAdministrator', DELEGATION),
  RemoveAccountFromOrganization: unimplemented('RemoveAccountFromOrganization', LIFECYCLE),
  TagResource: unimplemented('TagResource', TAGS),
  TerminateResponsibilityTransfer: unimplemented('TerminateResponsibilityTransfer', TRANSFERS),
  UntagResource: unimplemented('UntagResource', LIFECYCLE),
  UpdateOrganizationalUnit: unimplemented('UpdateOrganizationalUnit', TREE),
  UpdatePolicy: unimplemented('UpdatePolicy', POLICIES),
  UpdateResponsibilityTransfer: unimplemented('UpdateResponsibilityTransfer', TRANSFERS),
};
