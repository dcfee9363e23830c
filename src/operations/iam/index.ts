import { type OperationTable, unimplemented } from '../define.ts';
import { createAccountAlias } from './account/create-account-alias.ts';
import { deleteAccountAlias } from './account/delete-account-alias.ts';
import { deleteAccountPasswordPolicy } from './account/delete-account-password-policy.ts';
import { getAccountPasswordPolicy } from './account/get-account-password-policy.ts';
import { listAccountAliases } from './account/list-account-aliases.ts';
import { updateAccountPasswordPolicy } from './account/update-account-password-policy.ts';
import { attachRolePolicy } from './attachments/attach-role-policy.ts';
import { attachUserPolicy } from './attachments/attach-user-policy.ts';
import { detachRolePolicy } from './attachments/detach-role-policy.ts';
import { detachUserPolicy } from './attachments/detach-user-policy.ts';
import { listAttachedRolePolicies } from './attachments/list-attached-role-policies.ts';
import { listAttachedUserPolicies } from './attachments/list-attached-user-policies.ts';
import { deleteRolePermissionsBoundary } from './boundaries/delete-role-permissions-boundary.ts';
import { deleteUserPermissionsBoundary } from './boundaries/delete-user-permissions-boundary.ts';
import { putRolePermissionsBoundary } from './boundaries/put-role-permissions-boundary.ts';
import { putUserPermissionsBoundary } from './boundaries/put-user-permissions-boundary.ts';
import { deleteRolePolicy } from './inline/delete-role-policy.ts';
import { deleteUserPolicy } from './inline/delete-user-policy.ts';
import { getRolePolicy } from './inline/get-role-policy.ts';
import { getUserPolicy } from './inline/get-user-policy.ts';
import { listRolePolicies } from './inline/list-role-policies.ts';
import { listUserPolicies } from './inline/list-user-policies.ts';
import { putRolePolicy } from './inline/put-role-policy.ts';
import { putUserPolicy } from './inline/put-user-policy.ts';
import { createAccessKey } from './keys/create-access-key.ts';
import { deleteAccessKey } from './keys/delete-access-key.ts';
import { listAccessKeys } from './keys/list-access-keys.ts';
import { updateAccessKey } from './keys/update-access-key.ts';
import type { IamOperations } from './operation-types.ts';
import { createPolicy } from './policies/create-policy.ts';
import { createPolicyVersion } from './policies/create-policy-version.ts';
import { deletePolicy } from './policies/delete-policy.ts';
import { deletePolicyVersion } from './policies/delete-policy-version.ts';
import { getPolicy } from './policies/get-policy.ts';
import { getPolicyVersion } from './policies/get-policy-version.ts';
import { listEntitiesForPolicy } from './policies/list-entities-for-policy.ts';
import { listPolicies } from './policies/list-policies.ts';
import { listPolicyVersions } from './policies/list-policy-versions.ts';
import { setDefaultPolicyVersion } from './policies/set-default-policy-version.ts';
import { addRoleToInstanceProfile } from './profiles/add-role-to-instance-profile.ts';
import { createInstanceProfile } from './profiles/create-instance-profile.ts';
import { deleteInstanceProfile } from './profiles/delete-instance-profile.ts';
import { getInstanceProfile } from './profiles/get-instance-profile.ts';
import { listInstanceProfiles } from './profiles/list-instance-profiles.ts';
import { listInstanceProfilesForRole } from './profiles/list-instance-profiles-for-role.ts';
import { removeRoleFromInstanceProfile } from './profiles/remove-role-from-instance-profile.ts';
import { createRole } from './roles/create-role.ts';
import { deleteRole } from './roles/delete-role.ts';
import { getRole } from './roles/get-role.ts';
import { listRoles } from './roles/list-roles.ts';
import { updateAssumeRolePolicy } from './roles/update-assume-role-policy.ts';
import { updateRole } from './roles/update-role.ts';
import { updateRoleDescription } from './roles/update-role-description.ts';
import { createServiceLinkedRole } from './service-linked/create-service-linked-role.ts';
import { deleteServiceLinkedRole } from './service-linked/delete-service-linked-role.ts';
import { getServiceLinkedRoleDeletionStatus } from './service-linked/get-service-linked-role-deletion-status.ts';
import { listRoleTags } from './tags/list-role-tags.ts';
import { listUserTags } from './tags/list-user-tags.ts';
import { tagRole } from './tags/tag-role.ts';
import { tagUser } from './tags/tag-user.ts';
import { untagRole } from './tags/untag-role.ts';
import { untagUser } from './tags/untag-user.ts';
import { createUser } from './users/create-user.ts';
import { deleteUser } from './users/delete-user.ts';
import { getUser } from './users/get-user.ts';
import { listUsers } from './users/list-users.ts';
import { updateUser } from './users/update-user.ts';

const DELEGATION = 'Delegated access and role templates do not exist yet.';
const GROUPS = 'Groups do not exist: policies are attached to users and roles.';
const FEDERATION = 'Identity providers do not exist yet.';
const MFA = 'Devices for a second factor do not exist yet.';
const OTHER_KEYS = 'Certificates and keys of other services do not exist here.';
const PASSWORDS = 'There is no console to sign in to with a password.';
const ROOT_ACCESS = 'Central management of root access does not exist yet.';
const SIMULATION = 'Policies are evaluated for calls, not yet for simulations.';
const REPORTS = 'Use of credentials and permissions is not reported yet.';
const TAGS = 'Only users and roles can be tagged after they were made.';
const SETTINGS = 'Summaries and settings of the account do not exist yet.';

export const iamTable: OperationTable<IamOperations> = {
  AcceptDelegationRequest: unimplemented('AcceptDelegationRequest', DELEGATION),
  AcquireRole: unimplemented('AcquireRole', DELEGATION),
  AddClientIDToOpenIDConnectProvider: unimplemented(
    'AddClientIDToOpenIDConnectProvider',
    FEDERATION,
  ),
  AddRoleToInstanceProfile: addRoleToInstanceProfile,
  AddUserToGroup: unimplemented('AddUserToGroup', GROUPS),
  AssociateDelegationRequest: unimplemented('AssociateDelegationRequest', DELEGATION),
  AttachGroupPolicy: unimplemented('AttachGroupPolicy', GROUPS),
  AttachRolePolicy: attachRolePolicy,
  AttachUserPolicy: attachUserPolicy,
  ChangePassword: unimplemented('ChangePassword', PASSWORDS),
  CreateAccessKey: createAccessKey,
  CreateAccountAlias: createAccountAlias,
  CreateDelegationRequest: unimplemented('CreateDelegationRequest', DELEGATION),
  CreateGroup: unimplemented('CreateGroup', GROUPS),
  CreateInstanceProfile: createInstanceProfile,
  CreateLoginProfile: unimplemented('CreateLoginProfile', PASSWORDS),
  CreateOpenIDConnectProvider: unimplemented('CreateOpenIDConnectProvider', FEDERATION),
  CreatePolicy: createPolicy,
  CreatePolicyVersion: createPolicyVersion,
  CreateRole: createRole,
  CreateSAMLProvider: unimplemented('CreateSAMLProvider', FEDERATION),
  CreateServiceLinkedRole: createServiceLinkedRole,
  CreateServiceSpecificCredential: unimplemented('CreateServiceSpecificCredential', OTHER_KEYS),
  CreateUser: createUser,
  CreateVirtualMFADevice: unimplemented('CreateVirtualMFADevice', MFA),
  DeactivateMFADevice: unimplemented('DeactivateMFADevice', MFA),
  DeleteAccessKey: deleteAccessKey,
  DeleteAccountAlias: deleteAccountAlias,
  DeleteAccountPasswordPolicy: deleteAccountPasswordPolicy,
  DeleteGroup: unimplemented('DeleteGroup', GROUPS),
  DeleteGroupPolicy: unimplemented('DeleteGroupPolicy', GROUPS),
  DeleteInstanceProfile: deleteInstanceProfile,
  DeleteLoginProfile: unimplemented('DeleteLoginProfile', PASSWORDS),
  DeleteOpenIDConnectProvider: unimplemented('DeleteOpenIDConnectProvider', FEDERATION),
  DeletePolicy: deletePolicy,
  DeletePolicyVersion: deletePolicyVersion,
  DeleteRole: deleteRole,
  DeleteRolePermissionsBoundary: deleteRolePermissionsBoundary,
  DeleteRolePolicy: deleteRolePolicy,
  DeleteSAMLProvider: unimplemented('DeleteSAMLProvider', FEDERATION),
  DeleteSSHPublicKey: unimplemented('DeleteSSHPublicKey', OTHER_KEYS),
  DeleteServerCertificate: unimplemented('DeleteServerCertificate', OTHER_KEYS),
  DeleteServiceLinkedRole: deleteServiceLinkedRole,
  DeleteServiceSpecificCredential: unimplemented('DeleteServiceSpecificCredential', OTHER_KEYS),
  DeleteSigningCertificate: unimplemented('DeleteSigningCertificate', OTHER_KEYS),
  DeleteUser: deleteUser,
  DeleteUserPermissionsBoundary: deleteUserPermissionsBoundary,
  DeleteUserPolicy: deleteUserPolicy,
  DeleteVirtualMFADevice: unimplemented('DeleteVirtualMFADevice', MFA),
  DetachGroupPolicy: unimplemented('DetachGroupPolicy', GROUPS),
  DetachRolePolicy: detachRolePolicy,
  DetachUserPolicy: detachUserPolicy,
  DisableOrganizationsRootCredentialsManagement: unimplemented(
    'DisableOrganizationsRootCredentialsManagement',
    ROOT_ACCESS,
  ),
  DisableOrganizationsRootSessions: unimplemented('DisableOrganizationsRootSessions', ROOT_ACCESS),
  DisableOutboundWebIdentityFederation: unimplemented(
    'DisableOutboundWebIdentityFederation',
    FEDERATION,
  ),
  EnableMFADevice: unimplemented('EnableMFADevice', MFA),
  EnableOrganizationsRootCredentialsManagement: unimplemented(
    'EnableOrganizationsRootCredentialsManagement',
    ROOT_ACCESS,
  ),
  EnableOrganizationsRootSessions: unimplemented('EnableOrganizationsRootSessions', ROOT_ACCESS),
  EnableOutboundWebIdentityFederation: unimplemented(
    'EnableOutboundWebIdentityFederation',
    FEDERATION,
  ),
  GenerateCredentialReport: unimplemented('GenerateCredentialReport', REPORTS),
  GenerateOrganizationsAccessReport: unimplemented(
    'GenerateOrganizationsAccessReport',
    ROOT_ACCESS,
  ),
  GenerateServiceLastAccessedDetails: unimplemented('GenerateServiceLastAccessedDetails', REPORTS),
  GetAccessKeyLastUsed: unimplemented('GetAccessKeyLastUsed', REPORTS),
  GetAccountAuthorizationDetails: unimplemented('GetAccountAuthorizationDetails', SETTINGS),
  GetAccountPasswordPolicy: getAccountPasswordPolicy,
  GetAccountProperties: unimplemented('GetAccountProperties', DELEGATION),
  GetAccountSummary: unimplemented('GetAccountSummary', SETTINGS),
  GetContextKeysForCustomPolicy: unimplemented('GetContextKeysForCustomPolicy', SIMULATION),
  GetContextKeysForPrincipalPolicy: unimplemented('GetContextKeysForPrincipalPolicy', SIMULATION),
  GetCredentialReport: unimplemented('GetCredentialReport', REPORTS),
  GetDelegationRequest: unimplemented('GetDelegationRequest', DELEGATION),
  GetGroup: unimplemented('GetGroup', GROUPS),
  GetGroupPolicy: unimplemented('GetGroupPolicy', GROUPS),
  GetHumanReadableSummary: unimplemented('GetHumanReadableSummary', DELEGATION),
  GetInstanceProfile: getInstanceProfile,
  GetLoginProfile: unimplemented('GetLoginProfile', PASSWORDS),
  GetMFADevice: unimplemented('GetMFADevice', MFA),
  GetOpenIDConnectProvider: unimplemented('GetOpenIDConnectProvider', FEDERATION),
  GetOrganizationsAccessReport: unimplemented('GetOrganizationsAccessReport', ROOT_ACCESS),
  GetOutboundWebIdentityFederationInfo: unimplemented(
    'GetOutboundWebIdentityFederationInfo',
    FEDERATION,
  ),
  GetPolicy: getPolicy,
  GetPolicyVersion: getPolicyVersion,
  GetRole: getRole,
  GetRolePolicy: getRolePolicy,
  GetRoleTemplateVersion: unimplemented('GetRoleTemplateVersion', DELEGATION),
  GetSAMLProvider: unimplemented('GetSAMLProvider', FEDERATION),
  GetSSHPublicKey: unimplemented('GetSSHPublicKey', OTHER_KEYS),
  GetServerCertificate: unimplemented('GetServerCertificate', OTHER_KEYS),
  GetServiceLastAccessedDetails: unimplemented('GetServiceLastAccessedDetails', REPORTS),
  GetServiceLastAccessedDetailsWithEntities: unimplemented(
    'GetServiceLastAccessedDetailsWithEntities',
    REPORTS,
  ),
  GetServiceLinkedRoleDeletionStatus: getServiceLinkedRoleDeletionStatus,
  GetUser: getUser,
  GetUserPolicy: getUserPolicy,
  ListAccessKeys: listAccessKeys,
  ListAccountAliases: listAccountAliases,
  ListAttachedGroupPolicies: unimplemented('ListAttachedGroupPolicies', GROUPS),
  ListAttachedRolePolicies: listAttachedRolePolicies,
  ListAttachedUserPolicies: listAttachedUserPolicies,
  ListDelegationRequests: unimplemented('ListDelegationRequests', DELEGATION),
  ListEntitiesForPolicy: listEntitiesForPolicy,
  ListGroupPolicies: unimplemented('ListGroupPolicies', GROUPS),
  ListGroups: unimplemented('ListGroups', GROUPS),
  ListGroupsForUser: unimplemented('ListGroupsForUser', GROUPS),
  ListInstanceProfileTags: unimplemented('ListInstanceProfileTags', TAGS),
  ListInstanceProfiles: listInstanceProfiles,
  ListInstanceProfilesForRole: listInstanceProfilesForRole,
  ListMFADeviceTags: unimplemented('ListMFADeviceTags', MFA),
  ListMFADevices: unimplemented('ListMFADevices', MFA),
  ListOpenIDConnectProviderTags: unimplemented('ListOpenIDConnectProviderTags', FEDERATION),
  ListOpenIDConnectProviders: unimplemented('ListOpenIDConnectProviders', FEDERATION),
  ListOrganizationsFeatures: unimplemented('ListOrganizationsFeatures', ROOT_ACCESS),
  ListPolicies: listPolicies,
  ListPoliciesGrantingServiceAccess: unimplemented('ListPoliciesGrantingServiceAccess', REPORTS),
  ListPolicyTags: unimplemented('ListPolicyTags', TAGS),
  ListPolicyVersions: listPolicyVersions,
  ListRolePolicies: listRolePolicies,
  ListRoleTags: listRoleTags,
  ListRoles: listRoles,
  ListSAMLProviderTags: unimplemented('ListSAMLProviderTags', FEDERATION),
  ListSAMLProviders: unimplemented('ListSAMLProviders', FEDERATION),
  ListSSHPublicKeys: unimplemented('ListSSHPublicKeys', OTHER_KEYS),
  ListServerCertificateTags: unimplemented('ListServerCertificateTags', OTHER_KEYS),
  ListServerCertificates: unimplemented('ListServerCertificates', OTHER_KEYS),
  ListServiceSpecificCredentials: unimplemented('ListServiceSpecificCredentials', OTHER_KEYS),
  ListSigningCertificates: unimplemented('ListSigningCertificates', OTHER_KEYS),
  ListUserPolicies: listUserPolicies,
  ListUserTags: listUserTags,
  ListUsers: listUsers,
  ListVirtualMFADevices: unimplemented('ListVirtualMFADevices', MFA),
  PutAccountProperties: unimplemented('PutAccountProperties', DELEGATION),
  PutGroupPolicy: unimplemented('PutGroupPolicy', GROUPS),
  PutRolePermissionsBoundary: putRolePermissionsBoundary,
  PutRolePolicy: putRolePolicy,
  PutUserPermissionsBoundary: putUserPermissionsBoundary,
  PutUserPolicy: putUserPolicy,
  RejectDelegationRequest: unimplemented('RejectDelegationRequest', DELEGATION),
  RemoveClientIDFromOpenIDConnectProvider: unimplemented(
    'RemoveClientIDFromOpenIDConnectProvider',
    FEDERATION,
  ),
  RemoveRoleFromInstanceProfile: removeRoleFromInstanceProfile,
  RemoveUserFromGroup: unimplemented('RemoveUserFromGroup', GROUPS),
  ResetServiceSpecificCredential: unimplemented('ResetServiceSpecificCredential', OTHER_KEYS),
  ResyncMFADevice: unimplemented('ResyncMFADevice', MFA),
  SendDelegationToken: unimplemented('SendDelegationToken', DELEGATION),
  SetDefaultPolicyVersion: setDefaultPolicyVersion,
  SetSecurityTokenServicePreferences: unimplemented('SetSecurityTokenServicePreferences', SETTINGS),
  SimulateCustomPolicy: unimplemented('SimulateCustomPolicy', SIMULATION),
  SimulatePrincipalPolicy: unimplemented('SimulatePrincipalPolicy', SIMULATION),
  TagInstanceProfile: unimplemented('TagInstanceProfile', TAGS),
  TagMFADevice: unimplemented('TagMFADevice', MFA),
  TagOpenIDConnectProvider: unimplemented('TagOpenIDConnectProvider', FEDERATION),
  TagPolicy: unimplemented('TagPolicy', TAGS),
  TagRole: tagRole,
  TagSAMLProvider: unimplemented('TagSAMLProvider', FEDERATION),
  TagServerCertificate: unimplemented('TagServerCertificate', OTHER_KEYS),
  TagUser: tagUser,
  UntagInstanceProfile: unimplemented('UntagInstanceProfile', SETTINGS),
  UntagMFADevice: unimplemented('UntagMFADevice', MFA),
  UntagOpenIDConnectProvider: unimplemented('UntagOpenIDConnectProvider', FEDERATION),
  UntagPolicy: unimplemented('UntagPolicy', SETTINGS),
  UntagRole: untagRole,
  UntagSAMLProvider: unimplemented('UntagSAMLProvider', FEDERATION),
  UntagServerCertificate: unimplemented('UntagServerCertificate', OTHER_KEYS),
  UntagUser: untagUser,
  UpdateAccessKey: updateAccessKey,
  UpdateAccountPasswordPolicy: updateAccountPasswordPolicy,
  UpdateAssumeRolePolicy: updateAssumeRolePolicy,
  UpdateDelegationRequest: unimplemented('UpdateDelegationRequest', DELEGATION),
  UpdateGroup: unimplemented('UpdateGroup', GROUPS),
  UpdateLoginProfile: unimplemented('UpdateLoginProfile', PASSWORDS),
  UpdateOpenIDConnectProviderThumbprint: unimplemented(
    'UpdateOpenIDConnectProviderThumbprint',
    FEDERATION,
  ),
  UpdateRole: updateRole,
  UpdateRoleDescription: updateRoleDescription,
  UpdateSAMLProvider: unimplemented('UpdateSAMLProvider', FEDERATION),
  UpdateSSHPublicKey: unimplemented('UpdateSSHPublicKey', OTHER_KEYS),
  UpdateServerCertificate: unimplemented('UpdateServerCertificate', OTHER_KEYS),
  UpdateServiceSpecificCredential: unimplemented('UpdateServiceSpecificCredential', OTHER_KEYS),
  UpdateSigningCertificate: unimplemented('UpdateSigningCertificate', OTHER_KEYS),
  UpdateUser: updateUser,
  UploadSSHPublicKey: unimplemented('UploadSSHPublicKey', OTHER_KEYS),
  UploadServerCertificate: unimplemented('UploadServerCertificate', OTHER_KEYS),
  UploadSigningCertificate: unimplemented('UploadSigningCertificate', OTHER_KEYS),
};
