import { type OperationTable, unimplemented } from '../define.ts';
import { disassociateFromAdministratorAccount } from './administrator/disassociate-from-administrator-account.ts';
import { disassociateFromMasterAccount } from './administrator/disassociate-from-master-account.ts';
import { getAdministratorAccount } from './administrator/get-administrator-account.ts';
import { getMasterAccount } from './administrator/get-master-account.ts';
import { createDetector } from './detectors/create-detector.ts';
import { deleteDetector } from './detectors/delete-detector.ts';
import { getDetector } from './detectors/get-detector.ts';
import { listDetectors } from './detectors/list-detectors.ts';
import { updateDetector } from './detectors/update-detector.ts';
import { archiveFindings } from './findings/archive-findings.ts';
import { createSampleFindings } from './findings/create-sample-findings.ts';
import { getFindings } from './findings/get-findings.ts';
import { getFindingsStatistics } from './findings/get-findings-statistics.ts';
import { listFindings } from './findings/list-findings.ts';
import { unarchiveFindings } from './findings/unarchive-findings.ts';
import { updateFindingsFeedback } from './findings/update-findings-feedback.ts';
import { acceptAdministratorInvitation } from './invitations/accept-administrator-invitation.ts';
import { acceptInvitation } from './invitations/accept-invitation.ts';
import { declineInvitations } from './invitations/decline-invitations.ts';
import { deleteInvitations } from './invitations/delete-invitations.ts';
import { getInvitationsCount } from './invitations/get-invitations-count.ts';
import { listInvitations } from './invitations/list-invitations.ts';
import { createMembers } from './members/create-members.ts';
import { deleteMembers } from './members/delete-members.ts';
import { disassociateMembers } from './members/disassociate-members.ts';
import { getMembers } from './members/get-members.ts';
import { inviteMembers } from './members/invite-members.ts';
import { listMembers } from './members/list-members.ts';
import { startMonitoringMembers } from './members/start-monitoring-members.ts';
import { stopMonitoringMembers } from './members/stop-monitoring-members.ts';
import type { GuardDutyOperations } from './operation-types.ts';
import { listTagsForResource } from './tags/list-tags-for-resource.ts';
import { tagResource } from './tags/tag-resource.ts';
import { untagResource } from './tags/untag-resource.ts';

const CUSTOM_RULES = 'Detection rules of your own do not exist yet.';
const INVESTIGATIONS = 'Investigations do not exist yet.';
const FILTERS = 'Filters and suppression rules do not exist yet.';
const LISTS = 'Trusted and threat lists do not exist yet.';
const EXPORT = 'Findings are not exported yet.';
const MALWARE = 'Nothing scans for malware yet.';
const COVERAGE = 'No runtime agent reports yet, so there is no coverage to tell of.';
const ORGANIZATION = 'Members join by invitation; delegated administrators do not exist yet.';
const MEMBER_FEATURES = 'Features of members cannot be changed by their administrator yet.';
const USAGE = 'Usage is not metered yet.';

/** Every operation of GuardDuty: its behaviour, or why it has none yet. */
export const guardDutyTable: OperationTable<GuardDutyOperations> = {
  AcceptAdministratorInvitation: acceptAdministratorInvitation,
  AcceptInvitation: acceptInvitation,
  ArchiveFindings: archiveFindings,
  CreateCustomDetectionRuleAssociation: unimplemented(
    'CreateCustomDetectionRuleAssociation',
    CUSTOM_RULES,
  ),
  CreateCustomDetectionRuleOrgConfiguration: unimplemented(
    'CreateCustomDetectionRuleOrgConfiguration',
    CUSTOM_RULES,
  ),
  CreateDetector: createDetector,
  CreateFilter: unimplemented('CreateFilter', FILTERS),
  CreateIPSet: unimplemented('CreateIPSet', LISTS),
  CreateInvestigation: unimplemented('CreateInvestigation', INVESTIGATIONS),
  CreateMalwareProtectionPlan: unimplemented('CreateMalwareProtectionPlan', MALWARE),
  CreateMembers: createMembers,
  CreatePublishingDestination: unimplemented('CreatePublishingDestination', EXPORT),
  CreateSampleFindings: createSampleFindings,
  CreateThreatEntitySet: unimplemented('CreateThreatEntitySet', LISTS),
  CreateThreatIntelSet: unimplemented('CreateThreatIntelSet', LISTS),
  CreateTrustedEntitySet: unimplemented('CreateTrustedEntitySet', LISTS),
  DeclineInvitations: declineInvitations,
  DeleteCustomDetectionRuleAssociation: unimplemented(
    'DeleteCustomDetectionRuleAssociation',
    CUSTOM_RULES,
  ),
  DeleteCustomDetectionRuleOrgConfiguration: unimplemented(
    'DeleteCustomDetectionRuleOrgConfiguration',
    CUSTOM_RULES,
  ),
  DeleteDetector: deleteDetector,
  DeleteFilter: unimplemented('DeleteFilter', FILTERS),
  DeleteIPSet: unimplemented('DeleteIPSet', LISTS),
  DeleteInvitations: deleteInvitations,
  DeleteMalwareProtectionPlan: unimplemented('DeleteMalwareProtectionPlan', MALWARE),
  DeleteMembers: deleteMembers,
  DeletePublishingDestination: unimplemented('DeletePublishingDestination', EXPORT),
  DeleteThreatEntitySet: unimplemented('DeleteThreatEntitySet', LISTS),
  DeleteThreatIntelSet: unimplemented('DeleteThreatIntelSet', LISTS),
  DeleteTrustedEntitySet: unimplemented('DeleteTrustedEntitySet', LISTS),
  DescribeMalwareScans: unimplemented('DescribeMalwareScans', MALWARE),
  DescribeOrganizationConfiguration: unimplemented(
    'DescribeOrganizationConfiguration',
    ORGANIZATION,
  ),
  DescribePublishingDestination: unimplemented('DescribePublishingDestination', EXPORT),
  DisableOrganizationAdminAccount: unimplemented('DisableOrganizationAdminAccount', ORGANIZATION),
  DisassociateFromAdministratorAccount: disassociateFromAdministratorAccount,
  DisassociateFromMasterAccount: disassociateFromMasterAccount,
  DisassociateMembers: disassociateMembers,
  EnableOrganizationAdminAccount: unimplemented('EnableOrganizationAdminAccount', ORGANIZATION),
  GetAdministratorAccount: getAdministratorAccount,
  GetCoverageStatistics: unimplemented('GetCoverageStatistics', COVERAGE),
  GetCustomDetectionRule: unimplemented('GetCustomDetectionRule', CUSTOM_RULES),
  GetCustomDetectionRuleAssociation: unimplemented(
    'GetCustomDetectionRuleAssociation',
    CUSTOM_RULES,
  ),
  GetCustomDetectionRuleOrgConfiguration: unimplemented(
    'GetCustomDetectionRuleOrgConfiguration',
    CUSTOM_RULES,
  ),
  GetDetector: getDetector,
  GetFilter: unimplemented('GetFilter', FILTERS),
  GetFindings: getFindings,
  GetFindingsStatistics: getFindingsStatistics,
  GetIPSet: unimplemented('GetIPSet', LISTS),
  GetInvestigation: unimplemented('GetInvestigation', INVESTIGATIONS),
  GetInvitationsCount: getInvitationsCount,
  GetMalwareProtectionPlan: unimplemented('GetMalwareProtectionPlan', MALWARE),
  GetMalwareScan: unimplemented('GetMalwareScan', MALWARE),
  GetMalwareScanSettings: unimplemented('GetMalwareScanSettings', MALWARE),
  GetMasterAccount: getMasterAccount,
  GetMemberDetectors: unimplemented('GetMemberDetectors', MEMBER_FEATURES),
  GetMembers: getMembers,
  GetOrganizationStatistics: unimplemented('GetOrganizationStatistics', ORGANIZATION),
  GetRemainingFreeTrialDays: unimplemented('GetRemainingFreeTrialDays', USAGE),
  GetThreatEntitySet: unimplemented('GetThreatEntitySet', LISTS),
  GetThreatIntelSet: unimplemented('GetThreatIntelSet', LISTS),
  GetTrustedEntitySet: unimplemented('GetTrustedEntitySet', LISTS),
  GetUsageStatistics: unimplemented('GetUsageStatistics', USAGE),
  InviteMembers: inviteMembers,
  ListCoverage: unimplemented('ListCoverage', COVERAGE),
  ListCustomDetectionRuleAssociations: unimplemented(
    'ListCustomDetectionRuleAssociations',
    CUSTOM_RULES,
  ),
  ListCustomDetectionRuleOrgConfigurations: unimplemented(
    'ListCustomDetectionRuleOrgConfigurations',
    CUSTOM_RULES,
  ),
  ListCustomDetectionRules: unimplemented('ListCustomDetectionRules', CUSTOM_RULES),
  ListDetectors: listDetectors,
  ListFilters: unimplemented('ListFilters', FILTERS),
  ListFindings: listFindings,
  ListIPSets: unimplemented('ListIPSets', LISTS),
  ListInvestigationRecords: unimplemented('ListInvestigationRecords', INVESTIGATIONS),
  ListInvestigations: unimplemented('ListInvestigations', INVESTIGATIONS),
  ListInvitations: listInvitations,
  ListMalwareProtectionPlans: unimplemented('ListMalwareProtectionPlans', MALWARE),
  ListMalwareScans: unimplemented('ListMalwareScans', MALWARE),
  ListMembers: listMembers,
  ListOrganizationAdminAccounts: unimplemented('ListOrganizationAdminAccounts', ORGANIZATION),
  ListPublishingDestinations: unimplemented('ListPublishingDestinations', EXPORT),
  ListTagsForResource: listTagsForResource,
  ListThreatEntitySets: unimplemented('ListThreatEntitySets', LISTS),
  ListThreatIntelSets: unimplemented('ListThreatIntelSets', LISTS),
  ListTrustedEntitySets: unimplemented('ListTrustedEntitySets', LISTS),
  SendObjectMalwareScan: unimplemented('SendObjectMalwareScan', MALWARE),
  StartMalwareScan: unimplemented('StartMalwareScan', MALWARE),
  StartMonitoringMembers: startMonitoringMembers,
  StopMonitoringMembers: stopMonitoringMembers,
  TagResource: tagResource,
  UnarchiveFindings: unarchiveFindings,
  UntagResource: untagResource,
  UpdateCustomDetectionRuleAssociation: unimplemented(
    'UpdateCustomDetectionRuleAssociation',
    CUSTOM_RULES,
  ),
  UpdateCustomDetectionRuleOrgConfiguration: unimplemented(
    'UpdateCustomDetectionRuleOrgConfiguration',
    CUSTOM_RULES,
  ),
  UpdateDetector: updateDetector,
  UpdateFilter: unimplemented('UpdateFilter', FILTERS),
  UpdateFindingsFeedback: updateFindingsFeedback,
  UpdateIPSet: unimplemented('UpdateIPSet', LISTS),
  UpdateMalwareProtectionPlan: unimplemented('UpdateMalwareProtectionPlan', MALWARE),
  UpdateMalwareScanSettings: unimplemented('UpdateMalwareScanSettings', MALWARE),
  UpdateMemberDetectors: unimplemented('UpdateMemberDetectors', MEMBER_FEATURES),
  UpdateOrganizationConfiguration: unimplemented('UpdateOrganizationConfiguration', ORGANIZATION),
  UpdatePublishingDestination: unimplemented('UpdatePublishingDestination', EXPORT),
  UpdateThreatEntitySet: unimplemented('UpdateThreatEntitySet', LISTS),
  UpdateThreatIntelSet: unimplemented('UpdateThreatIntelSet', LISTS),
  UpdateTrustedEntitySet: unimplemented('UpdateTrustedEntitySet', LISTS),
};
