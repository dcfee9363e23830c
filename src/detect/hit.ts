import type { InstanceDetails, Resource, S3BucketDetail } from '@aws-sdk/client-guardduty';
import type { Listed } from '../lists/known-lists.ts';
import type { CloudTrailEvent } from '../normalise/event.ts';
import { accessKeyResource } from './access-key-resource.ts';
import { apiCallAction, type CallMore } from './api-call-action.ts';
import type { Hit } from './define.ts';
import { threatEvidence, threatInfo } from './threat-evidence.ts';

export interface HitParts extends CallMore {
  readonly type: string;
  readonly severity: number;
  readonly key: string;
  readonly title: string;
  readonly description: string;
  /** `AccessKey` where it is left out. */
  readonly resourceType?: 'S3Bucket';
  readonly buckets?: S3BucketDetail[];
  /** The instance that the credentials were made for. */
  readonly instance?: InstanceDetails;
  readonly more?: Partial<Resource>;
  /** Lists that decided. */
  readonly listed?: readonly Listed[];
  /** What decided, for `service.additionalInfo`. */
  readonly additionalInfo?: Readonly<Record<string, unknown>>;
}

/** A hit about a call: the resource is the credentials that made it, or the bucket it was about. */
export function hit(event: CloudTrailEvent, parts: HitParts): Hit {
  const { listed = [], instance } = parts;
  return {
    type: parts.type,
    severity: parts.severity,
    accountId: event.accountId,
    region: event.region,
    time: event.time,
    key: parts.key,
    title: parts.title,
    description: parts.description,
    resource: {
      ...accessKeyResource(event, parts.buckets, parts.resourceType),
      ...(instance && { InstanceDetails: instance }),
      ...parts.more,
    },
    action: apiCallAction(event, parts),
    resourceRole: 'TARGET',
    ...(listed.length > 0 && { evidence: threatEvidence(listed) }),
    additionalInfo: { ...threatInfo(listed), ...parts.additionalInfo },
  };
}
