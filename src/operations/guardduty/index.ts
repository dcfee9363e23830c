import { type OperationTable, unimplemented } from '../define.ts';
import { disassociateFromAdministratorAccount } from './administrator/disassociate-from-administrator-account.ts';
import { disassociateFromMasterAccount } from './administrator/disassociate-from-master-account.ts';
import { getAdministratorAccount } from './administrator/get-administrator-account.ts';
import { getMasterAccount } from './administrator/get-master-account.ts';
import { getCoverageStatistics } from './coverage/get-coverage-statistics.ts';
import { listCoverage } from './coverage/list-coverage.ts';
import { createCustomDetectionRuleAssociation } from './custom-detection-rules/create-custom-detection-rule-association.ts';
import { createCustomDetectionRuleOrgConfiguration } from './custom-detection-rules/create-custom-detection-rule-org-configuration.ts';
import { deleteCustomDetectionRuleAssociation } from './custom-detection-rules/delete-custom-detection-rule-association.ts';
import { deleteCustomDetectionRuleOrgConfiguration } from './custom-detection-rules/delete-custom-detection-rule-org-configuration.ts';
import { getCustomDetectionRule } from './custom-detection-rules/get-custom-detection-rule.ts';
import { getCustomDetectionRuleAssociation } from './custom-detection-rules/get-custom-detection-rule-association.ts';
import { getCustomDetectionRuleOrgConfiguration } from './custom-detection-rules/get-custom-detection-rule-org-configuration.ts';
import { listCustomDetectionRuleAssociations } from './custom-detection-rules/list-custom-detection-rule-associations.ts';
import { listCustomDetectionRuleOrgConfigurations } from './custom-detection-rules/list-custom-detection-rule-org-configurations.ts';
import { listCustomDetectionRules } from './custom-detection-rules/list-custom-detection-rules.ts';
import { updateCustomDetectionRuleAssociation } from './custom-detection-rules/update-custom-detection-rule-association.ts';
import { updateCustomDetectionRuleOrgConfiguration } from './custom-detection-rules/update-custom-detection-rule-org-configuration.ts';
import { createPublishingDestination } from './destinations/create-publishing-destination.ts';
import { deletePublishingDestination } from './destinations/delete-publishing-destination.ts';
import { describePublishingDestination } from './destinations/describe-publishing-destination.ts';
import { listPublishingDestinations } from './destinations/list-publishing-destinations.ts';
import { updatePublishingDestination } from './destinations/update-publishing-destination.ts';
import { createDetector } from './detectors/create-detector.ts';
import { deleteDetector } from './detectors/delete-detector.ts';
import { getDetector } from './detectors/get-detector.ts';
import { listDetectors } from './detectors/list-detectors.ts';
import { updateDetector } from './detectors/update-detector.ts';
import { createFilter } from './filters/create-filter.ts';
import { deleteFilter } from './filters/delete-filter.ts';
import { getFilter } from './filters/get-filter.ts';
import { listFilters } from './filters/list-filters.ts';
import { updateFilter } from './filters/update-filter.ts';
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
import { createIPSet } from './lists/create-ip-set.ts';
import { createThreatEntitySet } from './lists/create-threat-entity-set.ts';
import { createThreatIntelSet } from './lists/create-threat-intel-set.ts';
import { createTrustedEntitySet } from './lists/create-trusted-entity-set.ts';
import { deleteIPSet } from './lists/delete-ip-set.ts';
import { deleteThreatEntitySet } from './lists/delete-threat-entity-set.ts';
import { deleteThreatIntelSet } from './lists/delete-threat-intel-set.ts';
import { deleteTrustedEntitySet } from './lists/delete-trusted-entity-set.ts';
import { getIPSet } from './lists/get-ip-set.ts';
import { getThreatEntitySet } from './lists/get-threat-entity-set.ts';
import { getThreatIntelSet } from './lists/get-threat-intel-set.ts';
import { getTrustedEntitySet } from './lists/get-trusted-entity-set.ts';
import { listIPSets } from './lists/list-ip-sets.ts';
import { listThreatEntitySets } from './lists/list-threat-entity-sets.ts';
import { listThreatIntelSets } from './lists/list-threat-intel-sets.ts';
import { listTrustedEntitySets } from './lists/list-trusted-entity-sets.ts';
import { updateIPSet } from './lists/update-ip-set.ts';
import { updateThreatEntitySet } from './lists/update-threat-entity-set.ts';
import { updateThreatIntelSet } from './lists/update-threat-intel-set.ts';
import { updateTrustedEntitySet } from './lists/update-trusted-entity-set.ts';
import { createMalwareProtectionPlan } from './malware/create-malware-protection-plan.ts';
import { deleteMalwareProtectionPlan } from './malware/delete-malware-protection-plan.ts';
import { describeMalwareScans } from './malware/describe-malware-scans.ts';
import { getMalwareProtectionPlan } from './malware/get-malware-protection-plan.ts';
import { getMalwareScan } from './malware/get-malware-scan.ts';
import { getMalwareScanSettings } from './malware/get-malware-scan-settings.ts';
import { listMalwareProtectionPlans } from './malware/list-malware-protection-plans.ts';
import { listMalwareScans } from './malware/list-malware-scans.ts';
import { sendObjectMalwareScan } from './malware/send-object-malware-scan.ts';
import { startMalwareScan } from './malware/start-malware-scan.ts';
import { updateMalwareProtectionPlan } from './malware/update-malware-protection-plan.ts';
import { updateMalwareScanSettings } from './malware/update-malware-scan-settings.ts';
import { getMemberDetectors } from './member-detectors/get-member-detectors.ts';
import { updateMemberDetectors } from './member-detectors/update-member-detectors.ts';
import { createMembers } from './members/create-members.ts';
import { deleteMembers } from './members/delete-members.ts';
import { disassociateMembers } from './members/disassociate-members.ts';
import { getMembers } from './members/get-members.ts';
import { inviteMembers } from './members/invite-members.ts';
import { listMembers } from './members/list-members.ts';
import { startMonitoringMembers } from './members/start-monitoring-members.ts';
import { stopMonitoringMembers } from './members/stop-monitoring-members.ts';
import type { GuardDutyOperations } from './operation-types.ts';
import { describeOrganizationConfiguration } from './organization/describe-organization-configuration.ts';
import { disableOrganizationAdminAccount } from './organization/disable-organization-admin-account.ts';
import { enableOrganizationAdminAccount } from './organization/enable-organization-admin-account.ts';
import { getOrganizationStatistics } from './organization/get-organization-statistics.ts';
import { listOrganizationAdminAccounts } from './organization/list-organization-admin-accounts.ts';
import { updateOrganizationConfiguration } from './organization/update-organization-configuration.ts';
import { listTagsForResource } from './tags/list-tags-for-resource.ts';
import { tagResource } from './tags/tag-resource.ts';
import { untagResource } from './tags/untag-resource.ts';
import { getRemainingFreeTrialDays } from './usage/get-remaining-free-trial-days.ts';
import { getUsageStatistics } from './usage/get-usage-statistics.ts';

const INVESTIGATIONS = 'Investigations do not exist yet.';

/** Every operation of GuardDuty: its behaviour, or why it has none yet. */
export const guardDutyTable: OperationTable<GuardDutyOperations> = {
  AcceptAdministratorInvitation: acceptAdministratorInvitation,
  AcceptInvitation: acceptInvitation,
  ArchiveFindings: archiveFindings,
  CreateCustomDetectionRuleAssociation: createCustomDetectionRuleAssociation,
  CreateCustomDetectionRuleOrgConfiguration: createCustomDetectionRuleOrgConfiguration,
  CreateDetector: createDetector,
  CreateFilter: createFilter,
  CreateIPSet: createIPSet,
  CreateInvestigation: unimplemented('CreateInvestigation', INVESTIGATIONS),
  CreateMalwareProtectionPlan: createMalwareProtectionPlan,
  CreateMembers: createMembers,
  CreatePublishingDestination: createPublishingDestination,
  CreateSampleFindings: createSampleFindings,
  CreateThreatEntitySet: createThreatEntitySet,
  CreateThreatIntelSet: createThreatIntelSet,
  CreateTrustedEntitySet: createTrustedEntitySet,
  DeclineInvitations: declineInvitations,
  DeleteCustomDetectionRuleAssociation: deleteCustomDetectionRuleAssociation,
  DeleteCustomDetectionRuleOrgConfiguration: deleteCustomDetectionRuleOrgConfiguration,
  DeleteDetector: deleteDetector,
  DeleteFilter: deleteFilter,
  DeleteIPSet: deleteIPSet,
  DeleteInvitations: deleteInvitations,
  DeleteMalwareProtectionPlan: deleteMalwareProtectionPlan,
  DeleteMembers: deleteMembers,
  DeletePublishingDestination: deletePublishingDestination,
  DeleteThreatEntitySet: deleteThreatEntitySet,
  DeleteThreatIntelSet: deleteThreatIntelSet,
  DeleteTrustedEntitySet: deleteTrustedEntitySet,
  DescribeMalwareScans: describeMalwareScans,
  DescribeOrganizationConfiguration: describeOrganizationConfiguration,
  DescribePublishingDestination: describePublishingDestination,
  DisableOrganizationAdminAccount: disableOrganizationAdminAccount,
  DisassociateFromAdministratorAccount: disassociateFromAdministratorAccount,
  DisassociateFromMasterAccount: disassociateFromMasterAccount,
  DisassociateMembers: disassociateMembers,
  EnableOrganizationAdminAccount: enableOrganizationAdminAccount,
  GetAdministratorAccount: getAdministratorAccount,
  GetCoverageStatistics: getCoverageStatistics,
  GetCustomDetectionRule: getCustomDetectionRule,
  GetCustomDetectionRuleAssociation: getCustomDetectionRuleAssociation,
  GetCustomDetectionRuleOrgConfiguration: getCustomDetectionRuleOrgConfiguration,
  GetDetector: getDetector,
  GetFilter: getFilter,
  GetFindings: getFindings,
  GetFindingsStatistics: getFindingsStatistics,
  GetIPSet: getIPSet,
  GetInvestigation: unimplemented('GetInvestigation', INVESTIGATIONS),
  GetInvitationsCount: getInvitationsCount,
  GetMalwareProtectionPlan: getMalwareProtectionPlan,
  GetMalwareScan: getMalwareScan,
  GetMalwareScanSettings: getMalwareScanSettings,
  GetMasterAccount: getMasterAccount,
  GetMemberDetectors: getMemberDetectors,
  GetMembers: getMembers,
  GetOrganizationStatistics: getOrganizationStatistics,
  GetRemainingFreeTrialDays: getRemainingFreeTrialDays,
  GetThreatEntitySet: getThreatEntitySet,
  GetThreatIntelSet: getThreatIntelSet,
  GetTrustedEntitySet: getTrustedEntitySet,
  GetUsageStatistics: getUsageStatistics,
  InviteMembers: inviteMembers,
  ListCoverage: listCoverage,
  ListCustomDetectionRuleAssociations: listCustomDetectionRuleAssociations,
  ListCustomDetectionRuleOrgConfigurations: listCustomDetectionRuleOrgConfigurations,
  ListCustomDetectionRules: listCustomDetectionRules,
  ListDetectors: listDetectors,
  ListFilters: listFilters,
  ListFindings: listFindings,
  ListIPSets: listIPSets,
  ListInvestigationRecords: unimplemented('ListInvestigationRecords', INVESTIGATIONS),
  ListInvestigations: unimplemented('ListInvestigations', INVESTIGATIONS),
  ListInvitations: listInvitations,
  ListMalwareProtectionPlans: listMalwareProtectionPlans,
  ListMalwareScans: listMalwareScans,
  ListMembers: listMembers,
  ListOrganizationAdminAccounts: listOrganizationAdminAccounts,
  ListPublishingDestinations: listPublishingDestinations,
  ListTagsForResource: listTagsForResource,
  ListThreatEntitySets: listThreatEntitySets,
  ListThreatIntelSets: listThreatIntelSets,
  ListTrustedEntitySets: listTrustedEntitySets,
  SendObjectMalwareScan: sendObjectMalwareScan,
  StartMalwareScan: startMalwareScan,
  StartMonitoringMembers: startMonitoringMembers,
  StopMonitoringMembers: stopMonitoringMembers,
  TagResource: tagResource,
  UnarchiveFindings: unarchiveFindings,
  UntagResource: untagResource,
  UpdateCustomDetectionRuleAssociation: updateCustomDetectionRuleAssociation,
  UpdateCustomDetectionRuleOrgConfiguration: updateCustomDetectionRuleOrgConfiguration,
  UpdateDetector: updateDetector,
  UpdateFilter: updateFilter,
  UpdateFindingsFeedback: updateFindingsFeedback,
  UpdateIPSet: updateIPSet,
  UpdateMalwareProtectionPlan: updateMalwareProtectionPlan,
  UpdateMalwareScanSettings: updateMalwareScanSettings,
  UpdateMemberDetectors: updateMemberDetectors,
  UpdateOrganizationConfiguration: updateOrganizationConfiguration,
  UpdatePublishingDestination: updatePublishingDestination,
  UpdateThreatEntitySet: updateThreatEntitySet,
  UpdateThreatIntelSet: updateThreatIntelSet,
  UpdateTrustedEntitySet: updateTrustedEntitySet,
};
