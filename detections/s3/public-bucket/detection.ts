import {
  aclExposure,
  at,
  bucketDetails,
  type CloudTrailEvent,
  callerName,
  cloudTrail,
  defineDetection,
  type Exposure,
  hit,
  plainText,
  policyExposure,
  succeeded,
  text,
} from '../../../src/detect/kit.ts';

const TYPES = {
  anonymous: 'Policy:S3/BucketAnonymousAccessGranted',
  authenticated: 'Policy:S3/BucketPublicAccessGranted',
} as const;

const WHO = { anonymous: 'anyone on the internet', authenticated: 'any AWS account' } as const;

export default defineDetection({
  types: [TYPES.anonymous, TYPES.authenticated],
  severity: 8,
  reads: cloudTrail({
    source: 's3.amazonaws.com',
    names: ['PutBucketPolicy', 'PutBucketAcl', 'CreateBucket'],
  }),
  about: {
    title: 'An S3 bucket was opened to the public',
    description:
      'A bucket policy or ACL was set that lets in everyone, or everyone who has an AWS account. ' +
      'Data leaks this way by mistake, and attackers take data out this way on purpose.',
    remediation:
      'Unless the bucket is meant to be public, remove the statement or grant that is named and ' +
      'switch Block Public Access on. Look at access logs for what was read meanwhile, and ask ' +
      'whoever made the call.',
    tactic: 'Exfiltration',
    blindSpots: [
      'Block Public Access of the bucket or the account may still keep the public out: its state ' +
        'is not known here.',
      'Statements for the Actions and Resources are not checked against what the bucket holds.',
      'A Denial counts only where one statement covers all actions and resources of the Allow; ' +
        'NotAction and NotResource in a Denial are not followed.',
      'Access points, object ACLs and presigned URLs open objects in ways not seen here.',
      'Access given to one named foreign account is another matter, and is not reported.',
    ],
  },
  observe(event) {
    const asked = at(event.record, 'requestParameters');
    const bucket = text(asked, 'bucketName');
    if (!succeeded(event) || !bucket) return;
    const isPolicy = event.name === 'PutBucketPolicy';
    const exposure = isPolicy ? policyExposure(at(asked, 'bucketPolicy')) : aclExposure(asked);
    if (exposure.level === 'none') return;
    return publicBucket(event, bucket, exposure.level, exposure);
  },
});

function publicBucket(
  event: CloudTrailEvent,
  bucket: string,
  level: 'anonymous' | 'authenticated',
  exposure: Exposure,
) {
  const name = plainText(bucket);
  return hit(event, {
    type: TYPES[level],
    severity: 8,
    key: bucket,
    title: `The S3 bucket ${name} was opened to ${WHO[level]}.`,
    description:
      `${callerName(event)} called ${event.name} on the bucket ${name} in ${event.region}, which ` +
      `grants access to ${WHO[level]} by ${exposure.because.join(', ')}.`,
    affectedResources: { 'AWS::S3::Bucket': bucket },
    buckets: bucketDetails(event, bucket, { PublicAccess: publicAccess(event, exposure) }),
    additionalInfo: { grantedBy: exposure.because, read: exposure.read, write: exposure.write },
  });
}

/** Block Public Access may stand in the way, so the effective permission is not known. */
function publicAccess(event: CloudTrailEvent, { read, write }: Exposure) {
  const allows = { AllowsPublicReadAccess: read, AllowsPublicWriteAccess: write };
  const member = event.name === 'PutBucketPolicy' ? 'BucketPolicy' : 'AccessControlList';
  return {
    EffectivePermission: 'UNKNOWN',
    PermissionConfiguration: { BucketLevelPermissions: { [member]: allows } },
  };
}
