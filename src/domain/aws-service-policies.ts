type Statement = Readonly<Record<string, unknown>>;

/** What a managed policy says, and the path that its ARN has; `/` unless given. */
export type PolicyContent = readonly [
  name: string,
  description: string,
  statements: readonly Statement[],
  path?: string,
];

export const allow = (Action: string | readonly string[], more: Statement = {}): Statement => ({
  Effect: 'Allow',
  Action,
  Resource: '*',
  ...more,
});

/** Whatever looks at these services and changes nothing. */
export const reads = (...services: readonly string[]): string[] =>
  services.flatMap((service) => ['Describe', 'Get', 'List'].map((verb) => `${service}:${verb}*`));

const readPolicyTargets = [
  'organizations:DescribeAccount',
  'organizations:DescribeOrganization',
  'organizations:DescribeOrganizationalUnit',
  'organizations:DescribePolicy',
  'organizations:ListChildren',
  'organizations:ListParents',
  'organizations:ListPoliciesForTarget',
  'organizations:ListRoots',
  'organizations:ListPolicies',
  'organizations:ListTargetsForPolicy',
];

/** Policies of the services that stand around GuardDuty, as templates and guides name them. */
export const servicePolicies: readonly PolicyContent[] = [
  [
    'AWSOrganizationsReadOnlyAccess',
    'Reads everything in Organizations.',
    [
      allow(reads('organizations')),
      allow([
        'account:GetAlternateContact',
        'account:GetContactInformation',
        'account:ListRegions',
      ]),
    ],
  ],
  [
    'PowerUserAccess',
    'Full access but for accounts, organizations and IAM.',
    [
      { Effect: 'Allow', NotAction: ['iam:*', 'organizations:*', 'account:*'], Resource: '*' },
      allow([
        'account:GetAccountInformation',
        'account:ListRegions',
        'iam:CreateServiceLinkedRole',
        'iam:DeleteServiceLinkedRole',
        'iam:ListRoles',
        'organizations:DescribeOrganization',
      ]),
    ],
  ],
  [
    'SecurityAudit',
    'Reads how everything that is served here is set up, not what it holds.',
    [
      allow([
        ...reads('cloudtrail', 'guardduty', 'iam', 'organizations'),
        'account:GetContactInformation',
        'cloudformation:Describe*',
        'cloudformation:GetTemplate',
        'cloudformation:List*',
        'ec2:Describe*',
        'iam:Simulate*',
        'kms:Describe*',
        'kms:GetKeyPolicy',
        'kms:GetKeyRotationStatus',
        'kms:List*',
        'lambda:GetPolicy',
        'lambda:List*',
        's3:GetBucket*',
        's3:GetEncryptionConfiguration',
        's3:ListAllMyBuckets',
      ]),
    ],
  ],
  ['IAMFullAccess', 'Full access to IAM.', [allow(['iam:*', ...readPolicyTargets])]],
  ['IAMReadOnlyAccess', 'Reads everything in IAM.', [allow([...reads('iam'), 'iam:Simulate*'])]],
  ['AmazonS3FullAccess', 'Full access to S3.', [allow(['s3:*', 's3-object-lambda:*'])]],
  [
    'AmazonS3ReadOnlyAccess',
    'Reads everything in S3.',
    [allow([...reads('s3'), 's3-object-lambda:Get*', 's3-object-lambda:List*'])],
  ],
  ['AWSCloudFormationFullAccess', 'Full access to CloudFormation.', [allow('cloudformation:*')]],
  [
    'AWSCloudFormationReadOnlyAccess',
    'Reads everything in CloudFormation.',
    [
      allow([
        ...reads('cloudformation'),
        'cloudformation:EstimateTemplateCost',
        'cloudformation:ValidateTemplate',
        'cloudformation:Detect*',
      ]),
    ],
  ],
  [
    'AWSKeyManagementServicePowerUser',
    'Makes and looks at keys; what a key may be used for is for its policy to say.',
    [
      allow([
        'kms:CreateAlias',
        'kms:CreateKey',
        'kms:DeleteAlias',
        'kms:Describe*',
        'kms:GenerateRandom',
        'kms:Get*',
        'kms:List*',
        'kms:TagResource',
        'kms:UntagResource',
        'iam:ListGroups',
        'iam:ListRoles',
        'iam:ListUsers',
      ]),
    ],
  ],
  [
    'AWSLambda_FullAccess',
    'Full access to Lambda, and passing roles to it.',
    [
      allow(['lambda:*', 'cloudformation:DescribeStacks', 'iam:GetRole', 'iam:ListRoles']),
      allow('iam:PassRole', {
        Condition: { StringEquals: { 'iam:PassedToService': 'lambda.amazonaws.com' } },
      }),
    ],
  ],
  [
    'AWSLambdaBasicExecutionRole',
    'Lets a function write its logs.',
    [allow(['logs:CreateLogGroup', 'logs:CreateLogStream', 'logs:PutLogEvents'])],
    '/service-role/',
  ],
];
