import { type Call, type CallPlace, callOf, s3Details } from './calls.ts';
import { attacker, LISTED_ADDRESSES } from './geography.ts';
import type { LogEntry } from './log-file.ts';
import { cloudTrailEntry, placedWorld } from './quiet-cloud-trail.ts';
import { objectCall } from './quiet-data.ts';
import type { Story, StoryPlace } from './story.ts';
import { type Caller, iamUser, rootUser, session } from './world.ts';

const STEP = 31_000;
/** As the AWS CLI of that distribution names itself. */
const KALI =
  'aws-cli/2.23.6 md/awscrt#1.0.0.dev0 ua/2.0 os/linux#6.11.2-amd64 md/arch#x86_64 ' +
  'lang/python#3.13.2 md/pyimpl#CPython md/distrib#kali.2025 cfg/retry-mode#standard ' +
  'md/installer#source md/prompt#off';

type Calls = (place: CallPlace, bucket: string) => readonly Call[];
type Who = (place: StoryPlace) => Caller;

function told(who: Who, calls: Calls): Story['entries'] {
  return (story) => {
    const { estate, at, random, seed } = story;
    const place = { world: placedWorld(estate, seed), region: estate.region, random };
    const caller = who(story);
    const bucket = place.world.buckets[0] ?? 'example-bucket';
    return calls(place, bucket).map(
      (one, index): LogEntry => cloudTrailEntry(one, caller, at + index * STEP, place),
    );
  };
}

/** A user of the account whose keys somebody else has. */
const intruder =
  (from: (story: StoryPlace) => string = ({ estate }) => estate.office, agent?: string): Who =>
  (story) => ({
    ...iamUser(story.estate.accountId, 'mallory', story.random),
    sourceIPAddress: from(story),
    ...(agent && { userAgent: agent }),
  });

const listed = (kind: 'custom' | 'tor-exit') => intruder(() => LISTED_ADDRESSES[kind]);

const bucketCall = (
  { region, random, world }: CallPlace,
  bucketName: string,
  name: string,
  parameters: Call['parameters'],
): Call => ({
  ...callOf('s3', name, {
    ...parameters,
    bucketName,
    Host: `${bucketName}.s3.${region}.amazonaws.com`,
  }),
  resources: [
    { accountId: world.accountId, type: 'AWS::S3::Bucket', ARN: `arn:aws:s3:::${bucketName}` },
  ],
  additional: s3Details(random),
});

const policyOf = (bucket: string, who: Readonly<Record<string, unknown>>) => ({
  policy: '',
  bucketPolicy: {
    Version: '2012-10-17',
    Statement: [
      { Effect: 'Allow', Action: 's3:GetObject', Resource: `arn:aws:s3:::${bucket}/*`, ...who },
    ],
  },
});

const PUBLIC = {
  BlockPublicAcls: false,
  IgnorePublicAcls: false,
  BlockPublicPolicy: false,
  RestrictPublicBuckets: false,
};
const S3_NAMES = { xmlns: 'http://s3.amazonaws.com/doc/2006-03-01/' };

/** The credentials of an instance, on another machine. */
const thief: Who = ({ estate, random }) => ({
  userIdentity: session(
    estate.accountId,
    'order-service',
    estate.instances[0]?.instanceId ?? '',
    random,
  ),
  userAgent: 'Boto3/1.34.131 md/Botocore#1.34.131',
  sourceIPAddress: attacker(random),
  kind: 'machine',
});

export const CALL_STORIES = {
  'kali-user': {
    types: ['PenTest:IAMUser/KaliLinux'],
    tester: 'iam/KaliLinux.sh',
    entries: told(intruder(undefined, KALI), () => [
      callOf('sts', 'GetCallerIdentity'),
      callOf('ec2', 'DescribeInstances', { instancesSet: {}, filterSet: {} }),
    ]),
  },
  'listed-recon': {
    types: ['Recon:IAMUser/MaliciousIPCaller.Custom'],
    tester: 'iam/ReconMaliciousIPCaller-Custom.sh',
    entries: told(listed('custom'), () => [callOf('s3', 'ListBuckets')]),
  },
  'tor-recon': {
    types: ['Recon:IAMUser/TorIPCaller'],
    tester: 'iam/ReconTorIPCaller.sh',
    entries: told(listed('tor-exit'), () => [callOf('s3', 'ListBuckets')]),
  },
  'listed-caller': {
    types: ['UnauthorizedAccess:IAMUser/MaliciousIPCaller.Custom'],
    tester: 'iam/UnauthMaliciousIPCaller-Custom.sh',
    entries: told(listed('custom'), () => [callOf('iam', 'GetUser', { userName: 'mallory' })]),
  },
  'tor-caller': {
    types: ['UnauthorizedAccess:IAMUser/TorIPCaller'],
    tester: 'iam/InstanceCredentialExfiltration-OutsideAWS.sh',
    entries: told(listed('tor-exit'), () => [callOf('iam', 'GetUser', { userName: 'mallory' })]),
  },
  'trail-stopped': {
    types: ['Stealth:IAMUser/CloudTrailLoggingDisabled'],
    tester: 'iam/CloudTrailLoggingDisabled.sh',
    entries: told(intruder(), () => [
      callOf('cloudtrail', 'CreateTrail', { name: 'tested', s3BucketName: 'example-trail' }),
      callOf('cloudtrail', 'StartLogging', { name: 'tested' }),
      callOf('cloudtrail', 'StopLogging', { name: 'tested' }),
      callOf('cloudtrail', 'DeleteTrail', { name: 'tested' }),
    ]),
  },
  'weak-passwords': {
    types: ['Stealth:IAMUser/PasswordPolicyChange'],
    tester: 'iam/PasswordPolicyChange.sh',
    entries: told(intruder(), () => [
      callOf('iam', 'GetAccountPasswordPolicy'),
      callOf('iam', 'UpdateAccountPasswordPolicy', { minimumPasswordLength: 6 }),
    ]),
  },
  'stolen-instance-credentials': {
    types: ['UnauthorizedAccess:IAMUser/InstanceCredentialExfiltration.OutsideAWS'],
    tester: 'iam/InstanceCredentialExfiltration-OutsideAWS.sh',
    entries: told(thief, () => [
      callOf('sts', 'GetCallerIdentity'),
      callOf('iam', 'GetUser', { userName: 'mallory' }),
    ]),
  },
  'account-block-off': {
    types: ['Policy:S3/AccountBlockPublicAccessDisabled'],
    tester: 's3/AccountBlockPublicAccessDisabled.sh',
    entries: told(intruder(), ({ world }) => [
      {
        ...callOf('s3', 'PutAccountPublicAccessBlock', {
          publicAccessBlock: '',
          accountId: world.accountId,
          PublicAccessBlockConfiguration: { ...S3_NAMES, ...PUBLIC },
        }),
        readOnly: false,
      },
    ]),
  },
  'bucket-block-off': {
    types: ['Policy:S3/BucketBlockPublicAccessDisabled'],
    tester: 's3/BucketBlockPublicAccessDisabled.sh',
    entries: told(intruder(), (place, bucket) => [
      bucketCall(place, bucket, 'DeleteBucketPublicAccessBlock', { publicAccessBlock: '' }),
    ]),
  },
  'bucket-anonymous': {
    types: ['Policy:S3/BucketAnonymousAccessGranted'],
    tester: 's3/BucketAnonymousAccessGranted.sh',
    entries: told(intruder(), (place, bucket) => [
      bucketCall(place, bucket, 'PutBucketPolicy', policyOf(bucket, { Principal: '*' })),
    ]),
  },
  'bucket-public': {
    types: ['Policy:S3/BucketPublicAccessGranted'],
    tester: 's3/BucketPublicAccessGranted.sh',
    entries: told(intruder(), (place, bucket) => [
      bucketCall(
        place,
        bucket,
        'PutBucketPolicy',
        policyOf(bucket, {
          Principal: { AWS: '*' },
          Condition: { StringLike: { 'aws:PrincipalArn': 'arn:aws:iam::*' } },
        }),
      ),
    ]),
  },
  'bucket-logging-off': {
    types: ['Stealth:S3/ServerAccessLoggingDisabled'],
    tester: 's3/ServerAccessLoggingDisabled.sh',
    entries: told(intruder(), (place, bucket) => [
      bucketCall(place, bucket, 'PutBucketLogging', {
        logging: '',
        BucketLoggingStatus: {
          LoggingEnabled: { TargetBucket: bucket, TargetPrefix: 'tester' },
          ...S3_NAMES,
        },
      }),
      bucketCall(place, bucket, 'PutBucketLogging', { logging: '', BucketLoggingStatus: S3_NAMES }),
    ]),
  },
  'listed-objects': {
    types: ['Discovery:S3/MaliciousIPCaller.Custom'],
    tester: 's3/DiscoveryMaliciousIPCaller-Custom.sh',
    entries: told(listed('custom'), (place, bucket) => [objectCall(place, 'ListObjects', bucket)]),
  },
  'tor-objects': {
    types: ['Discovery:S3/TorIPCaller'],
    tester: 's3/DiscoveryTorIPCaller.sh',
    entries: told(listed('tor-exit'), (place, bucket) => [
      objectCall(place, 'ListObjects', bucket),
    ]),
  },
  'kali-objects': {
    types: ['PenTest:S3/KaliLinux'],
    tester: 's3/KaliLinux.sh',
    entries: told(intruder(undefined, KALI), (place, bucket) => [
      objectCall(place, 'ListObjects', bucket),
      objectCall(place, 'GetObject', bucket),
    ]),
  },
  'listed-read': {
    types: ['UnauthorizedAccess:S3/MaliciousIPCaller.Custom'],
    tester: 's3/UnauthMaliciousIPCaller-Custom.sh',
    entries: told(listed('custom'), (place, bucket) => [objectCall(place, 'GetObject', bucket)]),
  },
  'tor-read': {
    types: ['UnauthorizedAccess:S3/TorIPCaller'],
    tester: 's3/UnauthTorIPCaller.sh',
    entries: told(listed('tor-exit'), (place, bucket) => [objectCall(place, 'GetObject', bucket)]),
  },
  'root-used': {
    types: ['Policy:IAMUser/RootCredentialUsage'],
    entries: told(
      ({ estate, random }) => ({
        ...rootUser(estate.accountId, random),
        sourceIPAddress: estate.office,
      }),
      () => [callOf('iam', 'GetAccountSummary'), callOf('iam', 'CreateAccessKey')],
    ),
  },
} as const satisfies Readonly<Record<string, Story>>;
