import { expect, it } from 'vitest';
import type { AuthorisableCall, ResourceLookups } from './authorisable-call.ts';
import { asksOf } from './request-resources.ts';
import { callOf, MANAGEMENT, MEMBER, ORGANIZATION, ROOT_ID, rootOf, UNIT } from './testing.ts';

const D = { DetectorId: 'd1' };
const detector = (rest = '') => `arn:aws:guardduty:us-east-1:${MEMBER}:detector/d1${rest}`;
const iam = (rest: string) => `arn:aws:iam::${MEMBER}:${rest}`;
const org = (kind: string, rest: string) =>
  `arn:aws:organizations::${MANAGEMENT}:${kind}/${ORGANIZATION}/${rest}`;
const BOX = { InstanceProfileName: 'box' };
const OWN = `arn:aws:iam::${MEMBER}:policy/team/own`;

/** What IAM knows: one role under a path. */
const lookups: ResourceLookups = {
  iamEntity: async (kind, _accountId, name) =>
    kind === 'role' && name === 'Ops' ? { path: '/team/', tags: {} } : undefined,
  tagsOf: async () => ({}),
};

const organization = {
  organizationId: ORGANIZATION,
  rootId: ROOT_ID,
  managementAccountId: MANAGEMENT,
  featureSet: 'ALL',
  createdAt: 0,
} as const;

async function resourcesOf(
  action: string,
  input: object,
  change: Partial<AuthorisableCall> = {},
): Promise<readonly string[] | undefined> {
  const [service = '', operation = ''] = action.split(':');
  const call = { ...callOf(rootOf(MEMBER), service, operation, input), organization, ...change };
  const asks = await asksOf(call, lookups);
  expect(asks[0]?.action).toBe(action);
  return asks[0]?.resources;
}

it.each<[string, object, string[]]>([
  ['guardduty:ListDetectors', {}, ['*']],
  ['guardduty:CreateMembers', D, ['*']],
  ['guardduty:GetDetector', D, [detector()]],
  ['guardduty:CreateFilter', { ...D, Name: 'f1' }, [detector('/filter/f1')]],
  ['guardduty:UpdateFilter', { ...D, FilterName: 'f1' }, [detector('/filter/f1')]],
  ['guardduty:GetIPSet', { ...D, IpSetId: 'i1' }, [detector('/ipset/i1')]],
  [
    'guardduty:DeleteThreatIntelSet',
    { ...D, ThreatIntelSetId: 't' },
    [detector('/threatintelset/t')],
  ],
  [
    'guardduty:UpdatePublishingDestination',
    { ...D, DestinationId: 'p1' },
    [detector('/publishingDestination/p1')],
  ],
  ['guardduty:TagResource', { ResourceArn: detector(), Tags: {} }, [detector()]],
  [
    'guardduty:ListTagsForResource',
    { ResourceArn: detector('/filter/f') },
    [detector('/filter/f')],
  ],
  [
    'guardduty:GetMalwareProtectionPlan',
    { MalwareProtectionPlanId: 'm1' },
    [`arn:aws:guardduty:us-east-1:${MEMBER}:malware-protection-plan/m1`],
  ],
  ['iam:ListUsers', {}, ['*']],
  ['iam:GetRole', { RoleName: 'Ops' }, [iam('role/team/Ops')]],
  ['iam:GetRole', { RoleName: 'absent' }, [iam('role/absent')]],
  ['iam:CreateRole', { RoleName: 'Ops', Path: '/new/' }, [iam('role/new/Ops')]],
  ['iam:CreateUser', { UserName: 'anna' }, [iam('user/anna')]],
  ['iam:GetUser', {}, [iam('user/*')]],
  ['iam:AttachRolePolicy', { RoleName: 'Ops', PolicyArn: OWN }, [iam('role/team/Ops')]],
  ['iam:GetPolicy', { PolicyArn: OWN }, [OWN]],
  ['iam:CreatePolicy', { PolicyName: 'own', Path: '/team/' }, [OWN]],
  ['iam:AddRoleToInstanceProfile', { ...BOX, RoleName: 'Ops' }, [iam('instance-profile/box')]],
  [
    'iam:CreateServiceLinkedRole',
    { AWSServiceName: 'guardduty.amazonaws.com' },
    [iam('role/aws-service-role/guardduty.amazonaws.com/*')],
  ],
  ['iam:SimulatePrincipalPolicy', { PolicySourceArn: iam('user/a') }, [iam('user/a')]],
  ['iam:CreateGroup', { GroupName: 'g' }, [iam('group/*')]],
  ['organizations:ListAccounts', {}, ['*']],
  ['organizations:DescribeAccount', { AccountId: MEMBER }, [org('account', MEMBER)]],
  ['organizations:CreateOrganizationalUnit', { ParentId: ROOT_ID }, [org('root', ROOT_ID)]],
  ['organizations:ListChildren', { ParentId: UNIT, ChildType: 'ACCOUNT' }, [org('ou', UNIT)]],
  [
    'organizations:MoveAccount',
    { AccountId: MEMBER, SourceParentId: ROOT_ID, DestinationParentId: UNIT },
    [org('account', MEMBER), org('root', ROOT_ID), org('ou', UNIT)],
  ],
  [
    'organizations:AttachPolicy',
    { PolicyId: 'p-FullAWSAccess', TargetId: UNIT },
    [org('ou', UNIT), 'arn:aws:organizations::aws:policy/service_control_policy/p-FullAWSAccess'],
  ],
  [
    'organizations:DeletePolicy',
    { PolicyId: 'p-example1' },
    [org('policy', 'service_control_policy/p-example1')],
  ],
  ['organizations:CreatePolicy', {}, [org('policy', 'service_control_policy/*')]],
  [
    'organizations:InviteAccountToOrganization',
    { Target: { Id: MEMBER, Type: 'ACCOUNT' } },
    [org('account', MEMBER)],
  ],
  [
    'organizations:InviteAccountToOrganization',
    { Target: { Id: 'a@example.com', Type: 'EMAIL' } },
    ['*'],
  ],
  ['organizations:AcceptHandshake', { HandshakeId: 'h-1' }, [org('handshake', '*/h-1')]],
  ['sts:AssumeRole', { RoleArn: iam('role/Ops') }, [iam('role/Ops')]],
  ['sts:GetAccessKeyInfo', { AccessKeyId: 'AKIA' }, ['*']],
  ['account:ListRegions', {}, [`arn:aws:account::${MEMBER}:account`]],
  [
    'account:EnableRegion',
    { AccountId: MEMBER, RegionName: 'af-south-1' },
    [`arn:aws:account::${MANAGEMENT}:account/${ORGANIZATION}/${MEMBER}`],
  ],
  ['ec2:DescribeRegions', {}, ['*']],
  ['vedette:PutRecords', {}, ['*']],
])('%s %o is about %o', async (action, input, resources) => {
  expect((await resourcesOf(action, input))?.toSorted()).toEqual(resources.toSorted());
});

it('a user who names nobody is about itself', async () => {
  const principal = { ...rootOf(MEMBER), kind: 'user', userName: 'anna' } as const;
  expect(await resourcesOf('iam:GetUser', {}, { principal })).toEqual([iam('user/anna')]);
});

it('what is about an organisation is about nothing outside of one', async () => {
  const input = { AccountId: MEMBER };
  const outside = { organization: undefined };
  expect(await resourcesOf('organizations:DescribeAccount', input, outside)).toEqual(['*']);
});

it('ARNs are of the partition and the Region of the call', async () => {
  const change = { partition: 'aws-cn', region: 'cn-north-1' } as const;
  expect(await resourcesOf('guardduty:GetDetector', D, change)).toEqual([
    `arn:aws-cn:guardduty:cn-north-1:${MEMBER}:detector/d1`,
  ]);
});
