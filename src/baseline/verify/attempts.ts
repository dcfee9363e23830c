/** A detector and a resource that nobody has: what is let through changes nothing. */
const NOBODYS = '0'.repeat(32);
const ACCOUNT = '000000000000';

/** What stands in the path of a call, by the name of its place. */
export const labels: Readonly<Record<string, string>> = {
  DetectorId: NOBODYS,
  DestinationId: NOBODYS,
  FilterName: 'vedette-verify',
  IpSetId: NOBODYS,
  MalwareProtectionPlanId: NOBODYS,
  ResourceArn: `arn:aws:guardduty:us-east-1:${ACCOUNT}:detector/${NOBODYS}`,
  ThreatEntitySetId: NOBODYS,
  ThreatIntelSetId: NOBODYS,
  TrustedEntitySetId: NOBODYS,
};

const accountIds = { accountIds: [ACCOUNT] };
const findingIds = { findingIds: [NOBODYS] };
const list = {
  name: 'vedette-verify',
  format: 'TXT',
  location: 'https://s3.amazonaws.com/vedette-verify/list.txt',
  activate: false,
};

/**
 * The body of a call of each action that the guard is about, valid and about nothing that there is:
 * who is not denied is told that it does not exist. CreateDetector alone would make something.
 */
export const bodies: Readonly<Record<string, object>> = {
  AcceptAdministratorInvitation: { administratorId: ACCOUNT, invitationId: NOBODYS },
  AcceptInvitation: { masterId: ACCOUNT, invitationId: NOBODYS },
  ArchiveFindings: findingIds,
  CreateDetector: { enable: true },
  CreateFilter: { name: 'vedette-verify', findingCriteria: { criterion: {} } },
  CreateIPSet: list,
  CreateMalwareProtectionPlan: {
    role: `arn:aws:iam::${ACCOUNT}:role/vedette-verify`,
    protectedResource: { s3Bucket: { bucketName: 'vedette-verify' } },
  },
  CreateMembers: { accountDetails: [{ accountId: ACCOUNT, email: 'verify@example.com' }] },
  CreatePublishingDestination: {
    destinationType: 'S3',
    destinationProperties: {
      destinationArn: 'arn:aws:s3:::vedette-verify',
      kmsKeyArn: `arn:aws:kms:us-east-1:${ACCOUNT}:key/00000000-0000-0000-0000-000000000000`,
    },
  },
  CreateThreatEntitySet: list,
  CreateThreatIntelSet: list,
  CreateTrustedEntitySet: list,
  DeclineInvitations: accountIds,
  DeleteDetector: {},
  DeleteFilter: {},
  DeleteIPSet: {},
  DeleteInvitations: accountIds,
  DeleteMalwareProtectionPlan: {},
  DeleteMembers: accountIds,
  DeletePublishingDestination: {},
  DeleteThreatEntitySet: {},
  DeleteThreatIntelSet: {},
  DeleteTrustedEntitySet: {},
  DisableOrganizationAdminAccount: { adminAccountId: ACCOUNT },
  DisassociateFromAdministratorAccount: {},
  DisassociateFromMasterAccount: {},
  DisassociateMembers: accountIds,
  EnableOrganizationAdminAccount: { adminAccountId: ACCOUNT },
  InviteMembers: accountIds,
  StartMonitoringMembers: accountIds,
  StopMonitoringMembers: accountIds,
  TagResource: { tags: { verify: '1' } },
  UnarchiveFindings: findingIds,
  UntagResource: {},
  UpdateDetector: {},
  UpdateFilter: {},
  UpdateFindingsFeedback: { ...findingIds, feedback: 'USEFUL' },
  UpdateIPSet: {},
  UpdateMalwareProtectionPlan: {},
  UpdateMalwareScanSettings: {},
  UpdateMemberDetectors: accountIds,
  UpdateOrganizationConfiguration: { autoEnableOrganizationMembers: 'NONE' },
  UpdatePublishingDestination: {},
  UpdateThreatEntitySet: {},
  UpdateThreatIntelSet: {},
  UpdateTrustedEntitySet: {},
};
