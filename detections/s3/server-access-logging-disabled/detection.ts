import {
  at,
  bucketDetails,
  callerName,
  cloudTrail,
  defineDetection,
  hit,
  plainText,
  succeeded,
  text,
} from '../../../src/detect/kit.ts';

export default defineDetection({
  types: ['Stealth:S3/ServerAccessLoggingDisabled'],
  severity: 2,
  reads: cloudTrail({ source: 's3.amazonaws.com', names: ['PutBucketLogging'] }),
  about: {
    title: 'Server access logging of a bucket was switched off',
    description:
      'A bucket no longer writes down who reads and changes its objects. Attackers do this ' +
      'before they take data.',
    remediation:
      'Switch logging on again. If nobody planned the change, disable the credentials that made ' +
      'it and look at what else they did to the bucket.',
    tactic: 'Defense Evasion',
    blindSpots: [
      'A bucket that never logged looks the same when the call is repeated on it.',
      'Logging that is sent to another bucket, or to one that refuses the files, is not reported.',
    ],
  },
  observe(event) {
    const asked = at(event.record, 'requestParameters');
    const bucket = text(asked, 'bucketName');
    const status = at(asked, 'BucketLoggingStatus');
    // CloudTrail leaves the member out where it had no room for the request: that says nothing.
    if (!succeeded(event) || !bucket || status === undefined) return;
    const target = at(status, 'LoggingEnabled');
    if (target !== undefined && target !== null && target !== '') return;
    const name = plainText(bucket);
    return hit(event, {
      type: 'Stealth:S3/ServerAccessLoggingDisabled',
      severity: 2,
      key: bucket,
      title: `Server access logging was disabled for the S3 bucket ${name}.`,
      description:
        `${callerName(event)} called PutBucketLogging without a target for the bucket ${name} in ` +
        `${event.region}: reads and changes of its objects are no longer logged.`,
      affectedResources: { 'AWS::S3::Bucket': bucket },
      buckets: bucketDetails(event, bucket),
    });
  },
});
