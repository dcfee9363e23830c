import { type Call, type CallPlace, callOf, s3Details } from './calls.ts';
import { type Caller, iamUser, rootUser } from './world.ts';

/** A story: its calls in order, who makes them, and the finding types that they amount to. */
export interface Attack {
  readonly types: readonly string[];
  /** IAM and sign-in are recorded where their endpoint is. */
  readonly region?: string;
  caller(place: CallPlace): Caller;
  calls(place: CallPlace): readonly Call[];
}

const GLOBAL_REGION = 'us-east-1';
const KALI =
  'aws-cli/2.23.6 md/awscrt#1.0.0.dev0 ua/2.0 os/linux#6.11.2-amd64 md/arch#x86_64 ' +
  'lang/python#3.13.2 md/pyimpl#CPython md/distrib#kali.2025 cfg/retry-mode#standard ' +
  'md/installer#source md/prompt#off';

const intruder = ({ world, random }: CallPlace): Caller =>
  iamUser(world.accountId, 'mallory', random);

function bucketCall(place: CallPlace, name: string, parameters: Call['parameters']): Call {
  const bucketName = place.world.buckets[0] ?? 'example-bucket';
  const Host = `${bucketName}.s3.${place.region}.amazonaws.com`;
  const resource = { accountId: place.world.accountId, type: 'AWS::S3::Bucket' };
  return {
    ...callOf('s3', name, { ...parameters, bucketName, Host }),
    resources: [{ ...resource, ARN: `arn:aws:s3:::${bucketName}` }],
    additional: s3Details(place.random),
  };
}

const rootUsage: Attack = {
  types: ['Policy:IAMUser/RootCredentialUsage'],
  region: GLOBAL_REGION,
  caller: ({ world, random }) => rootUser(world.accountId, random),
  calls: () => [
    callOf('iam', 'GetAccountSummary'),
    callOf('iam', 'ListUsers', { maxItems: 100 }),
    { ...callOf('iam', 'CreateAccessKey'), response: { accessKey: { status: 'Active' } } },
  ],
};

const stopLogging: Attack = {
  types: ['Stealth:IAMUser/CloudTrailLoggingDisabled'],
  caller: intruder,
  calls: ({ world, region }) => [
    callOf('cloudtrail', 'DescribeTrails'),
    callOf('cloudtrail', 'StopLogging', {
      name: `arn:aws:cloudtrail:${region}:${world.accountId}:trail/organization-trail`,
    }),
  ],
};

const weakPasswords: Attack = {
  types: ['Stealth:IAMUser/PasswordPolicyChange'],
  region: GLOBAL_REGION,
  caller: intruder,
  calls: () => [
    callOf('iam', 'GetAccountPasswordPolicy'),
    callOf('iam', 'UpdateAccountPasswordPolicy', {
      minimumPasswordLength: 6,
      requireSymbols: false,
      requireNumbers: false,
      requireUppercaseCharacters: false,
      requireLowercaseCharacters: false,
      allowUsersToChangePassword: false,
      hardExpiry: false,
    }),
  ],
};

const publicBucket: Attack = {
  types: ['Policy:S3/BucketBlockPublicAccessDisabled', 'Policy:S3/BucketAnonymousAccessGranted'],
  caller: intruder,
  calls: (place) => [
    callOf('s3', 'ListBuckets'),
    bucketCall(place, 'PutBucketPublicAccessBlock', {
      publicAccessBlock: '',
      PublicAccessBlockConfiguration: {
        xmlns: 'http://s3.amazonaws.com/doc/2006-03-01/',
        RestrictPublicBuckets: false,
        BlockPublicPolicy: false,
        BlockPublicAcls: false,
        IgnorePublicAcls: false,
      },
    }),
    bucketCall(place, 'PutBucketPolicy', {
      bucketPolicy: {
        Version: '2012-10-17',
        Statement: [
          {
            Effect: 'Allow',
            Principal: '*',
            Action: 's3:GetObject',
            Resource: `arn:aws:s3:::${place.world.buckets[0]}/*`,
          },
        ],
      },
      policy: '',
    }),
  ],
};

const bucketLoggingOff: Attack = {
  types: ['Stealth:S3/ServerAccessLoggingDisabled'],
  caller: intruder,
  calls: (place) => [
    bucketCall(place, 'GetBucketLogging', { logging: '' }),
    bucketCall(place, 'PutBucketLogging', {
      logging: '',
      BucketLoggingStatus: { xmlns: 'http://s3.amazonaws.com/doc/2006-03-01/' },
    }),
  ],
};

const kaliAgent: Attack = {
  types: ['PenTest:IAMUser/KaliLinux'],
  caller: (place) => ({ ...intruder(place), userAgent: KALI }),
  calls: () => [
    callOf('sts', 'GetCallerIdentity'),
    callOf('ec2', 'DescribeInstances', { instancesSet: {}, filterSet: {} }),
    callOf('secretsmanager', 'ListSecrets', { maxResults: 100 }),
  ],
};

export const ATTACKS = {
  'root-usage': rootUsage,
  'stop-logging': stopLogging,
  'weak-passwords': weakPasswords,
  'public-bucket': publicBucket,
  'bucket-logging-off': bucketLoggingOff,
  'kali-agent': kaliAgent,
} as const satisfies Readonly<Record<string, Attack>>;

export type AttackName = keyof typeof ATTACKS;
export const ATTACK_NAMES = Object.keys(ATTACKS) as AttackName[];
