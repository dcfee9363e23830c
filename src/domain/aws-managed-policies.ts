import { createHash } from 'node:crypto';
import { allow, type PolicyContent, reads, servicePolicies } from './aws-service-policies.ts';
import { type ManagedPolicy, type PolicyRef, refOf } from './iam.ts';

/** When AWS made the first of them; here they have no history. */
const MADE_AT = Date.UTC(2015, 1, 6, 18, 39, 46);

const GUARDDUTY = 'guardduty.amazonaws.com';
const MALWARE_PROTECTION = 'malware-protection.guardduty.amazonaws.com';

const readOrganization = allow([
  'organizations:ListDelegatedAdministrators',
  'organizations:ListAWSServiceAccessForOrganization',
  'organizations:DescribeOrganizationalUnit',
  'organizations:DescribeAccount',
  'organizations:DescribeOrganization',
  'organizations:ListAccounts',
]);
const linkGuardDuty = allow('iam:CreateServiceLinkedRole', {
  Condition: { StringLike: { 'iam:AWSServiceName': [GUARDDUTY, MALWARE_PROTECTION] } },
});
const seeMalwareRole = allow('iam:GetRole', {
  Resource: 'arn:*:iam::*:role/*AWSServiceRoleForAmazonGuardDutyMalwareProtection',
});
const passMalwareRole = allow('iam:PassRole', {
  Resource: 'arn:*:iam::*:role/*',
  Condition: {
    StringEquals: { 'iam:PassedToService': 'malware-protection-plan.guardduty.amazonaws.com' },
  },
});
const delegate = [
  'organizations:EnableAWSServiceAccess',
  'organizations:RegisterDelegatedAdministrator',
];

const POLICIES: readonly PolicyContent[] = [
  ['AdministratorAccess', 'Full access to every service.', [allow('*')]],
  [
    'ReadOnlyAccess',
    'Reads in every service that is served here; the policy of AWS names many more.',
    [
      allow([
        ...reads('account', 'cloudformation', 'cloudtrail', 'guardduty', 'iam', 'kms', 'lambda'),
        ...reads('organizations', 's3'),
        'cloudformation:Detect*',
        'cloudtrail:LookupEvents',
        'ec2:Describe*',
        'iam:Simulate*',
        'sts:GetAccessKeyInfo',
        'sts:GetCallerIdentity',
        'sts:GetSessionToken',
      ]),
    ],
  ],
  [
    'AmazonGuardDutyFullAccess',
    'Full access to GuardDuty.',
    [
      allow('guardduty:*'),
      linkGuardDuty,
      allow(delegate),
      readOrganization,
      seeMalwareRole,
      passMalwareRole,
    ],
  ],
  [
    'AmazonGuardDutyFullAccess_v2',
    'Full access to GuardDuty, and to Organizations for GuardDuty only.',
    [
      allow('guardduty:*'),
      linkGuardDuty,
      allow(delegate, {
        Condition: {
          StringEquals: { 'organizations:ServicePrincipal': [GUARDDUTY, MALWARE_PROTECTION] },
        },
      }),
      readOrganization,
      seeMalwareRole,
      passMalwareRole,
    ],
  ],
  [
    'AmazonGuardDutyReadOnlyAccess',
    'Reads everything in GuardDuty.',
    [allow(reads('guardduty')), readOrganization],
  ],
  [
    'AWSOrganizationsFullAccess',
    'Full access to Organizations.',
    [
      allow('organizations:*'),
      allow([
        'account:PutAlternateContact',
        'account:DeleteAlternateContact',
        'account:GetAlternateContact',
        'account:GetContactInformation',
        'account:PutContactInformation',
        'account:ListRegions',
        'account:EnableRegion',
        'account:DisableRegion',
      ]),
      allow('iam:CreateServiceLinkedRole', {
        Condition: { StringEquals: { 'iam:AWSServiceName': 'organizations.amazonaws.com' } },
      }),
    ],
  ],
  ...servicePolicies,
];

/**
 * The policies that AWS keeps for every account, as far as they matter here; their documents are
 * ours, after what AWS documents them to allow.
 */
export const awsManagedPolicies: readonly ManagedPolicy[] = POLICIES.map(
  ([name, description, statements, path = '/']) => ({
    accountId: 'aws',
    name,
    id: idOf(name),
    path,
    description,
    tags: {},
    defaultVersionId: 'v1',
    versions: [
      {
        versionId: 'v1',
        document: JSON.stringify({ Version: '2012-10-17', Statement: statements }),
        createdAt: MADE_AT,
      },
    ],
    lastVersion: 1,
    createdAt: MADE_AT,
    updatedAt: MADE_AT,
  }),
);

const byRef = new Map(awsManagedPolicies.map((policy) => [refOf(policy), policy]));

export function awsManagedPolicy(ref: PolicyRef): ManagedPolicy | undefined {
  return byRef.get(ref);
}

/** 21 characters like every id of IAM, the same in every installation. */
function idOf(name: string): string {
  const digest = createHash('sha256').update(name).digest();
  const letters = [...digest.subarray(0, 17)].map((byte) => String.fromCharCode(65 + (byte % 26)));
  return `ANPA${letters.join('')}`;
}
