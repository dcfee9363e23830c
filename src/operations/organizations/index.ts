import { type OperationTable, unimplemented } from '../define.ts';
import { closeAccount } from './accounts/close-account.ts';
import { deleteOrganization } from './accounts/delete-organization.ts';
import { leaveOrganization } from './accounts/leave-organization.ts';
import { listCreateAccountStatus } from './accounts/list-create-account-status.ts';
import { removeAccountFromOrganization } from './accounts/remove-account-from-organization.ts';
import { createAccount } from './create-account.ts';
import { createOrganization } from './create-organization.ts';
import { describeAccount } from './describe-account.ts';
import { describeCreateAccountStatus } from './describe-create-account-status.ts';
import { describeOrganization } from './describe-organization.ts';
import { acceptHandshake } from './handshakes/accept-handshake.ts';
import { cancelHandshake } from './handshakes/cancel-handshake.ts';
import { declineHandshake } from './handshakes/decline-handshake.ts';
import { describeHandshake } from './handshakes/describe-handshake.ts';
import { inviteAccountToOrganization } from './handshakes/invite-account-to-organization.ts';
import { listHandshakesForAccount } from './handshakes/list-handshakes-for-account.ts';
import { listHandshakesForOrganization } from './handshakes/list-handshakes-for-organization.ts';
import { listAccounts } from './list-accounts.ts';
import type { OrganizationsOperations } from './operation-types.ts';
import { attachPolicy } from './policies/attach-policy.ts';
import { createPolicy } from './policies/create-policy.ts';
import { deletePolicy } from './policies/delete-policy.ts';
import { describePolicy } from './policies/describe-policy.ts';
import { detachPolicy } from './policies/detach-policy.ts';
import { disablePolicyType } from './policies/disable-policy-type.ts';
import { enablePolicyType } from './policies/enable-policy-type.ts';
import { listPolicies } from './policies/list-policies.ts';
import { listPoliciesForTarget } from './policies/list-policies-for-target.ts';
import { listTargetsForPolicy } from './policies/list-targets-for-policy.ts';
import { updatePolicy } from './policies/update-policy.ts';
import { deregisterDelegatedAdministrator } from './services/deregister-delegated-administrator.ts';
import { disableAwsServiceAccess } from './services/disable-aws-service-access.ts';
import { enableAwsServiceAccess } from './services/enable-aws-service-access.ts';
import { listAwsServiceAccessForOrganization } from './services/list-aws-service-access-for-organization.ts';
import { listDelegatedAdministrators } from './services/list-delegated-administrators.ts';
import { listDelegatedServicesForAccount } from './services/list-delegated-services-for-account.ts';
import { registerDelegatedAdministrator } from './services/register-delegated-administrator.ts';
import { listTagsForResource } from './tags/list-tags-for-resource.ts';
import { tagResource } from './tags/tag-resource.ts';
import { untagResource } from './tags/untag-resource.ts';
import { createOrganizationalUnit } from './tree/create-organizational-unit.ts';
import { deleteOrganizationalUnit } from './tree/delete-organizational-unit.ts';
import { describeOrganizationalUnit } from './tree/describe-organizational-unit.ts';
import { listAccountsForParent } from './tree/list-accounts-for-parent.ts';
import { listChildren } from './tree/list-children.ts';
import { listOrganizationalUnitsForParent } from './tree/list-organizational-units-for-parent.ts';
import { listParents } from './tree/list-parents.ts';
import { listRoots } from './tree/list-roots.ts';
import { moveAccount } from './tree/move-account.ts';
import { updateOrganizationalUnit } from './tree/update-organizational-unit.ts';

const TRANSFERS = 'There is no billing whose responsibility could be transferred.';
const GOV_CLOUD =
  'An account belongs to no partition here: one made by CreateAccount serves them all.';
const MANAGEMENT_POLICIES =
  'Only service control policies are evaluated, which have no effective document.';
const RESOURCE_POLICY =
  'Delegated administrators read; policies that let them write do not exist yet.';
const ALL_FEATURES =
  'An organisation cannot be changed from consolidated billing to all features yet.';

export const organizationsTable: OperationTable<OrganizationsOperations> = {
  AcceptHandshake: acceptHandshake,
  AttachPolicy: attachPolicy,
  CancelHandshake: cancelHandshake,
  CloseAccount: closeAccount,
  CreateAccount: createAccount,
  CreateGovCloudAccount: unimplemented('CreateGovCloudAccount', GOV_CLOUD),
  CreateOrganization: createOrganization,
  CreateOrganizationalUnit: createOrganizationalUnit,
  CreatePolicy: createPolicy,
  DeclineHandshake: declineHandshake,
  DeleteOrganization: deleteOrganization,
  DeleteOrganizationalUnit: deleteOrganizationalUnit,
  DeletePolicy: deletePolicy,
  DeleteResourcePolicy: unimplemented('DeleteResourcePolicy', RESOURCE_POLICY),
  DeregisterDelegatedAdministrator: deregisterDelegatedAdministrator,
  DescribeAccount: describeAccount,
  DescribeCreateAccountStatus: describeCreateAccountStatus,
  DescribeEffectivePolicy: unimplemented('DescribeEffectivePolicy', MANAGEMENT_POLICIES),
  DescribeHandshake: describeHandshake,
  DescribeOrganization: describeOrganization,
  DescribeOrganizationalUnit: describeOrganizationalUnit,
  DescribePolicy: describePolicy,
  DescribeResourcePolicy: unimplemented('DescribeResourcePolicy', RESOURCE_POLICY),
  DescribeResponsibilityTransfer: unimplemented('DescribeResponsibilityTransfer', TRANSFERS),
  DetachPolicy: detachPolicy,
  DisableAWSServiceAccess: disableAwsServiceAccess,
  DisablePolicyType: disablePolicyType,
  EnableAWSServiceAccess: enableAwsServiceAccess,
  EnableAllFeatures: unimplemented('EnableAllFeatures', ALL_FEATURES),
  EnablePolicyType: enablePolicyType,
  InviteAccountToOrganization: inviteAccountToOrganization,
  InviteOrganizationToTransferResponsibility: unimplemented(
    'InviteOrganizationToTransferResponsibility',
    TRANSFERS,
  ),
  LeaveOrganization: leaveOrganization,
  ListAWSServiceAccessForOrganization: listAwsServiceAccessForOrganization,
  ListAccounts: listAccounts,
  ListAccountsForParent: listAccountsForParent,
  ListAccountsWithInvalidEffectivePolicy: unimplemented(
    'ListAccountsWithInvalidEffectivePolicy',
    MANAGEMENT_POLICIES,
  ),
  ListChildren: listChildren,
  ListCreateAccountStatus: listCreateAccountStatus,
  ListDelegatedAdministrators: listDelegatedAdministrators,
  ListDelegatedServicesForAccount: listDelegatedServicesForAccount,
  ListEffectivePolicyValidationErrors: unimplemented(
    'ListEffectivePolicyValidationErrors',
    MANAGEMENT_POLICIES,
  ),
  ListHandshakesForAccount: listHandshakesForAccount,
  ListHandshakesForOrganization: listHandshakesForOrganization,
  ListInboundResponsibilityTransfers: unimplemented(
    'ListInboundResponsibilityTransfers',
    TRANSFERS,
  ),
  ListOrganizationalUnitsForParent: listOrganizationalUnitsForParent,
  ListOutboundResponsibilityTransfers: unimplemented(
    'ListOutboundResponsibilityTransfers',
    TRANSFERS,
  ),
  ListParents: listParents,
  ListPolicies: listPolicies,
  ListPoliciesForTarget: listPoliciesForTarget,
  ListRoots: listRoots,
  ListTagsForResource: listTagsForResource,
  ListTargetsForPolicy: listTargetsForPolicy,
  MoveAccount: moveAccount,
  PutResourcePolicy: unimplemented('PutResourcePolicy', RESOURCE_POLICY),
  RegisterDelegatedAdministrator: registerDelegatedAdministrator,
  RemoveAccountFromOrganization: removeAccountFromOrganization,
  TagResource: tagResource,
  TerminateResponsibilityTransfer: unimplemented('TerminateResponsibilityTransfer', TRANSFERS),
  UntagResource: untagResource,
  UpdateOrganizationalUnit: updateOrganizationalUnit,
  UpdatePolicy: updatePolicy,
  UpdateResponsibilityTransfer: unimplemented('UpdateResponsibilityTransfer', TRANSFERS),
};
