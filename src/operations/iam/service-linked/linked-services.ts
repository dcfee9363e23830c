/** Services that keep a role of their own in an account, and what it is called. */
export const linkedRoleNames: Readonly<Record<string, string>> = {
  'guardduty.amazonaws.com': 'AWSServiceRoleForAmazonGuardDuty',
  'malware-protection.guardduty.amazonaws.com': 'AWSServiceRoleForAmazonGuardDutyMalwareProtection',
  'organizations.amazonaws.com': 'AWSServiceRoleForOrganizations',
};
