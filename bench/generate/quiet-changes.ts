import { type Call, type CallPlace, type MakeCall, s3Details } from './calls.ts';

const change = (service: string, name: string, parameters?: Call['parameters']): MakeCall => {
  const call = { source: `${service}.amazonaws.com`, name, readOnly: false };
  return () => (parameters ? { ...call, parameters } : call);
};

const bucketChange =
  (name: string, make: (place: CallPlace, bucket: string) => Call['parameters']): MakeCall =>
  (place) => {
    const bucketName = place.random.pick(place.world.buckets);
    const Host = `${bucketName}.s3.${place.region}.amazonaws.com`;
    return {
      source: 's3.amazonaws.com',
      name,
      readOnly: false,
      parameters: { bucketName, Host, ...make(place, bucketName) },
      additional: s3Details(place.random),
    };
  };

type Statement = Readonly<Record<string, unknown>>;

const policy = (make: (place: CallPlace, objects: string) => Statement): MakeCall =>
  bucketChange('PutBucketPolicy', (place, bucket) => ({
    policy: '',
    bucketPolicy: {
      Version: '2012-10-17',
      Statement: [make(place, `arn:aws:s3:::${bucket}/*`)],
    },
  }));

const reads = (Resource: string, more: Statement): Statement => ({
  Effect: 'Allow',
  Action: 's3:GetObject',
  Resource,
  ...more,
});

const settings = (isOn: boolean) => ({
  BlockPublicAcls: isOn,
  IgnorePublicAcls: isOn,
  BlockPublicPolicy: isOn,
  RestrictPublicBuckets: isOn,
});

const strongPasswords = {
  minimumPasswordLength: 14,
  requireSymbols: true,
  requireNumbers: true,
  requireUppercaseCharacters: true,
  requireLowercaseCharacters: true,
  allowUsersToChangePassword: true,
  maxPasswordAge: 90,
  passwordReusePrevention: 24,
};

/** What a deployment changes, much of it like what an intruder would, and none of it harmful. */
export const QUIET_CHANGES: readonly MakeCall[] = [
  bucketChange('PutBucketPublicAccessBlock', () => ({
    publicAccessBlock: '',
    PublicAccessBlockConfiguration: {
      xmlns: 'http://s3.amazonaws.com/doc/2006-03-01/',
      ...settings(true),
    },
  })),
  bucketChange('CreateBucket', () => ({})),
  bucketChange('CreateBucket', () => ({ 'x-amz-acl': 'private' })),
  bucketChange('DeleteBucket', () => ({})),
  bucketChange('PutBucketAcl', () => ({ acl: '', 'x-amz-acl': 'log-delivery-write' })),
  bucketChange('PutBucketLogging', (_, bucket) => ({
    logging: '',
    BucketLoggingStatus: {
      LoggingEnabled: { TargetBucket: `${bucket}-logs`, TargetPrefix: 'access/' },
    },
  })),
  bucketChange('PutBucketEncryption', () => ({ encryption: '' })),
  // Everybody must use TLS: a principal of all that nobody is let in by.
  policy((_, Resource) => ({
    Effect: 'Deny',
    Principal: '*',
    Action: 's3:*',
    Resource,
    Condition: { Bool: { 'aws:SecureTransport': 'false' } },
  })),
  policy((_, objects) =>
    reads(objects, {
      Principal: '*',
      Condition: { StringEquals: { 'aws:SourceVpce': 'vpce-0123456789abcdef0' } },
    }),
  ),
  policy((_, objects) =>
    reads(objects, {
      Principal: { AWS: '*' },
      Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-exampleorgid' } },
    }),
  ),
  policy(({ world }, objects) =>
    reads(objects, {
      Principal: { Service: 'cloudfront.amazonaws.com' },
      Condition: {
        StringEquals: {
          'AWS:SourceArn': `arn:aws:cloudfront::${world.accountId}:distribution/E1EXAMPLE`,
        },
      },
    }),
  ),
  policy((_, objects) =>
    reads(objects, {
      Principal: '*',
      Condition: { IpAddress: { 'aws:SourceIp': ['203.0.113.0/25'] } },
    }),
  ),
  policy((_, objects) => reads(objects, { Principal: { AWS: 'arn:aws:iam::444455556666:root' } })),
  change('cloudtrail', 'PutEventSelectors', { trailName: 'organization-trail' }),
  change('cloudtrail', 'UpdateTrail', {
    name: 'organization-trail',
    isMultiRegionTrail: true,
    enableLogFileValidation: true,
  }),
  change('cloudtrail', 'StartLogging', { name: 'organization-trail' }),
  change('iam', 'UpdateAccountPasswordPolicy', strongPasswords),
  change('iam', 'CreateRole', { roleName: 'report-writer' }),
  change('iam', 'AttachRolePolicy', { roleName: 'report-writer' }),
  change('bedrock', 'PutModelInvocationLoggingConfiguration', {
    loggingConfig: {
      s3Config: { bucketName: 'example-model-log' },
      textDataDeliveryEnabled: true,
    },
  }),
  change('ec2', 'AuthorizeSecurityGroupIngress', { groupId: 'sg-0123456789abcdef0' }),
  change('ec2', 'DeleteFlowLogs', { DeleteFlowLogsRequest: { FlowLogId: 'fl-0123456789abcdef0' } }),
  change('ecs', 'UpdateService', { service: 'web', forceNewDeployment: true }),
];
