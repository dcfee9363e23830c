import type { CloudTrailEvent } from '../normalise/event.ts';
import { bucketDetails, objectDetails } from './access-key-resource.ts';
import { callerKey } from './caller.ts';
import type { Hit } from './define.ts';
import { type HitParts, hit } from './hit.ts';

/** A hit about a data event of S3: the resource is the bucket. A caller and bucket, a finding. */
export function s3Hit(
  event: CloudTrailEvent,
  bucket: string,
  parts: Omit<HitParts, 'key' | 'buckets' | 'resourceType' | 'affectedResources'>,
): Hit {
  const objects = objectDetails(event, bucket);
  const [object] = objects;
  return hit(event, {
    ...parts,
    key: `${bucket}|${callerKey(event)}`,
    resourceType: 'S3Bucket',
    buckets: bucketDetails(event, bucket, object ? { S3ObjectDetails: objects } : {}),
    affectedResources: {
      'AWS::S3::Bucket': bucket,
      ...(object?.ObjectArn && { 'AWS::S3::Object': object.ObjectArn }),
    },
  });
}
