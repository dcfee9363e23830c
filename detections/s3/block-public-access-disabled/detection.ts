import {
  at,
  bucketDetails,
  type CloudTrailEvent,
  callerName,
  cloudTrail,
  defineDetection,
  flag,
  hit,
  plainText,
  succeeded,
  text,
} from '../../../src/detect/kit.ts';

/** The four settings of Block Public Access. */
const SETTINGS = [
  'BlockPublicAcls',
  'IgnorePublicAcls',
  'BlockPublicPolicy',
  'RestrictPublicBuckets',
] as const;

const BUCKET = 'Policy:S3/BucketBlockPublicAccessDisabled';
const ACCOUNT = 'Policy:S3/AccountBlockPublicAccessDisabled';

export default defineDetection({
  types: [BUCKET, ACCOUNT],
  severity: 2,
  reads: cloudTrail({
    names: [
      'PutBucketPublicAccessBlock',
      'DeleteBucketPublicAccessBlock',
      'PutAccountPublicAccessBlock',
      'DeleteAccountPublicAccessBlock',
    ],
  }),
  about: {
    title: 'S3 Block Public Access was switched off',
    description:
      'The guard that keeps a bucket, or all buckets of an account, from being public was taken ' +
      'away in full or in part. It is the step before data is put before everyone.',
    remediation:
      'Switch all four settings on again unless the bucket is meant to be public. If nobody ' +
      'planned the change, disable the credentials that made it and look for policies and ACLs ' +
      'that they changed afterwards.',
    tactic: 'Defense Evasion',
    blindSpots: [
      'A call that repeats settings which were off before is reported as well.',
      'Access points and organisation policies have guards of their own, which are not watched.',
    ],
  },
  observe(event) {
    // S3 Control, which serves the account forms, writes its own or S3's name as the source.
    if (!/^s3(-control|control)?\.amazonaws\.com$/.test(event.source)) return;
    const off = settingsOff(event);
    if (!succeeded(event) || off.length === 0) return;
    return event.name.includes('Account') ? accountHit(event, off) : bucketHit(event, off);
  },
});

/** S3 takes a setting that a request leaves out as off. */
function settingsOff(event: CloudTrailEvent): readonly string[] {
  if (event.name.startsWith('Delete')) return SETTINGS;
  const asked = at(event.record, 'requestParameters', 'PublicAccessBlockConfiguration');
  if (typeof asked !== 'object' || asked === null) return [];
  return SETTINGS.filter((setting) => flag(asked, setting) !== true);
}

function bucketHit(event: CloudTrailEvent, off: readonly string[]) {
  const bucket = text(event.record, 'requestParameters', 'bucketName');
  if (!bucket) return;
  const name = plainText(bucket);
  return hit(event, {
    type: BUCKET,
    severity: 2,
    key: bucket,
    title: `Block Public Access was disabled for the S3 bucket ${name}.`,
    description:
      `${callerName(event)} called ${event.name} on the bucket ${name} in ${event.region}. ` +
      `Now off: ${off.join(', ')}.`,
    affectedResources: { 'AWS::S3::Bucket': bucket },
    buckets: bucketDetails(event, bucket, {
      PublicAccess: {
        EffectivePermission: 'UNKNOWN',
        PermissionConfiguration: { BucketLevelPermissions: { BlockPublicAccess: blocks(off) } },
      },
    }),
    additionalInfo: { settingsOff: off },
  });
}

function accountHit(event: CloudTrailEvent, off: readonly string[]) {
  return hit(event, {
    type: ACCOUNT,
    severity: 2,
    key: 'account',
    title: `Block Public Access was disabled for all S3 buckets of account ${event.accountId}.`,
    description:
      `${callerName(event)} called ${event.name} for account ${event.accountId} in ` +
      `${event.region}. Now off: ${off.join(', ')}.`,
    additionalInfo: { settingsOff: off },
  });
}

function blocks(off: readonly string[]) {
  return Object.fromEntries(SETTINGS.map((setting) => [setting, !off.includes(setting)]));
}
