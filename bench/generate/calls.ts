import type { Random } from './random.ts';
import type { AccountWorld } from './world.ts';

/** One API call as a record shows it, without who, when and where. */
export interface Call {
  readonly source: string;
  readonly name: string;
  readonly readOnly: boolean;
  readonly parameters?: Readonly<Record<string, unknown>>;
  readonly response?: Readonly<Record<string, unknown>>;
  readonly resources?: readonly Readonly<Record<string, unknown>>[];
  readonly errorCode?: string;
  readonly errorMessage?: string;
  readonly additional?: Readonly<Record<string, unknown>>;
  readonly eventType?: string;
  /** A data event, such as the read of an object. */
  readonly isData?: true;
}

export interface CallPlace {
  readonly world: AccountWorld;
  readonly region: string;
  readonly random: Random;
}

export type MakeCall = (place: CallPlace) => Call;

/** A call that reads or writes, as its name says. */
export const callOf = (service: string, name: string, parameters?: Call['parameters']): Call => ({
  source: `${service}.amazonaws.com`,
  name,
  readOnly: /^(Get|List|Describe)/.test(name),
  ...(parameters && { parameters }),
});

const read = (service: string, name: string, parameters?: Call['parameters']): MakeCall => {
  const call = { ...callOf(service, name, parameters), readOnly: true };
  return () => call;
};

const describeInstances: MakeCall = ({ random }) => ({
  source: 'ec2.amazonaws.com',
  name: 'DescribeInstances',
  readOnly: true,
  parameters: {
    instancesSet: { items: [{ instanceId: `i-0${random.hex(16)}` }] },
    filterSet: { items: [{ name: 'tag:environment', valueSet: { items: [{ value: 'prod' }] } }] },
  },
});

const assumeRole: MakeCall = ({ world, random }) => {
  const role = random.pick(world.roles);
  const roleArn = `arn:aws:iam::${world.accountId}:role/${role}`;
  const roleSessionName = `session-${random.hex(8)}`;
  return {
    source: 'sts.amazonaws.com',
    name: 'AssumeRole',
    readOnly: true,
    parameters: { roleArn, roleSessionName, durationSeconds: 3600 },
    response: {
      credentials: {
        accessKeyId: `ASIA${random.id(9)}EXAMPLE`,
        sessionToken: random.hex(160),
        expiration: 'Jan 1, 2024, 1:00:00 AM',
      },
      assumedRoleUser: {
        assumedRoleId: `AROA${random.id(17)}:${roleSessionName}`,
        arn: `arn:aws:sts::${world.accountId}:assumed-role/${role}/${roleSessionName}`,
      },
    },
    resources: [{ accountId: world.accountId, type: 'AWS::IAM::Role', ARN: roleArn }],
  };
};

/** A call about one key: KMS records name it twice and carry the encryption context. */
const kms =
  (name: string): MakeCall =>
  ({ world, region, random }) => {
    const arn = `arn:aws:kms:${region}:${world.accountId}:key/${random.uuid()}`;
    return {
      source: 'kms.amazonaws.com',
      name,
      readOnly: true,
      parameters: {
        keyId: arn,
        encryptionAlgorithm: 'SYMMETRIC_DEFAULT',
        encryptionContext: { 'aws:s3:arn': `arn:aws:s3:::${random.pick(world.buckets)}` },
      },
      resources: [{ accountId: world.accountId, type: 'AWS::KMS::Key', ARN: arn }],
    };
  };

const bucketRead =
  (name: string, subresource: string): MakeCall =>
  ({ world, region, random }) => {
    const bucketName = random.pick(world.buckets);
    return {
      source: 's3.amazonaws.com',
      name,
      readOnly: true,
      parameters: {
        bucketName,
        Host: `${bucketName}.s3.${region}.amazonaws.com`,
        [subresource]: '',
      },
      resources: [
        { accountId: world.accountId, type: 'AWS::S3::Bucket', ARN: `arn:aws:s3:::${bucketName}` },
      ],
      additional: s3Details(random),
    };
  };

/** Looks like opening a bucket, and is not: the account itself is let in. */
const ownBucketPolicy: MakeCall = ({ world, region, random }) => {
  const bucketName = random.pick(world.buckets);
  const statement = {
    Sid: 'OwnAccount',
    Effect: 'Allow',
    Principal: { AWS: `arn:aws:iam::${world.accountId}:root` },
    Action: ['s3:GetObject', 's3:ListBucket'],
    Resource: [`arn:aws:s3:::${bucketName}`, `arn:aws:s3:::${bucketName}/*`],
  };
  return {
    source: 's3.amazonaws.com',
    name: 'PutBucketPolicy',
    readOnly: false,
    parameters: {
      bucketPolicy: { Version: '2012-10-17', Statement: [statement] },
      bucketName,
      Host: `${bucketName}.s3.${region}.amazonaws.com`,
      policy: '',
    },
    additional: s3Details(random),
  };
};

const refused: MakeCall = ({ world, random }) => ({
  source: 'iam.amazonaws.com',
  name: 'ListAttachedRolePolicies',
  readOnly: true,
  errorCode: 'AccessDenied',
  errorMessage:
    'User is not authorized to perform: iam:ListAttachedRolePolicies on resource: role ' +
    random.pick(world.roles),
});

const logStream: MakeCall = ({ random }) => ({
  source: 'logs.amazonaws.com',
  name: 'CreateLogStream',
  readOnly: false,
  parameters: {
    logGroupName: `/aws/lambda/example-${random.pick(['orders', 'images', 'reports'])}`,
    logStreamName: `2024/01/01/[$LATEST]${random.hex(32)}`,
  },
});

const consoleLogin: MakeCall = () => ({
  source: 'signin.amazonaws.com',
  name: 'ConsoleLogin',
  readOnly: false,
  response: { ConsoleLogin: 'Success' },
  additional: {
    LoginTo: 'https://console.aws.amazon.com/console/home',
    MobileVersion: 'No',
    MFAUsed: 'Yes',
  },
  eventType: 'AwsConsoleSignIn',
});

export function s3Details(random: Random): Record<string, unknown> {
  return {
    SignatureVersion: 'SigV4',
    CipherSuite: 'TLS_AES_128_GCM_SHA256',
    bytesTransferredIn: 0,
    AuthenticationMethod: 'AuthHeader',
    'x-amz-id-2': random.hex(76),
    bytesTransferredOut: random.below(4000),
  };
}

/** What a quiet account's log is made of, by who calls; more frequent calls stand more often. */
export const QUIET_CALLS: Readonly<Record<'person' | 'machine' | 'service', readonly MakeCall[]>> =
  {
    person: [
      describeInstances,
      describeInstances,
      read('ec2', 'DescribeSecurityGroups', { securityGroupSet: {}, filterSet: {} }),
      read('iam', 'ListRoles', { maxItems: 100 }),
      read('iam', 'GetAccountSummary'),
      read('cloudwatch', 'DescribeAlarms', { maxRecords: 100 }),
      read('cloudtrail', 'DescribeTrails', { trailNameList: [], includeShadowTrails: true }),
      bucketRead('GetBucketPolicy', 'policy'),
      bucketRead('GetBucketLogging', 'logging'),
      ownBucketPolicy,
      consoleLogin,
      refused,
    ],
    machine: [
      assumeRole,
      assumeRole,
      kms('GenerateDataKey'),
      kms('Decrypt'),
      kms('Decrypt'),
      describeInstances,
      read('sts', 'GetCallerIdentity'),
      read('iam', 'GetRole', { roleName: 'deployment' }),
      read('ecr', 'GetAuthorizationToken'),
      bucketRead('GetBucketAcl', 'acl'),
      bucketRead('GetBucketLocation', 'location'),
      logStream,
    ],
    service: [
      assumeRole,
      kms('Decrypt'),
      kms('GenerateDataKey'),
      describeInstances,
      read('ec2', 'DescribeVolumes', { volumeSet: {}, filterSet: {} }),
      read('cloudtrail', 'GetTrailStatus', { name: 'organization-trail' }),
      bucketRead('GetBucketPublicAccessBlock', 'publicAccessBlock'),
      bucketRead('GetBucketAcl', 'acl'),
      logStream,
    ],
  };
