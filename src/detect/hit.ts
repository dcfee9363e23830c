import type { S3BucketDetail } from '@aws-sdk/client-guardduty';
import type { CloudTrailEvent } from '../normalise/event.ts';
import { accessKeyResource } from './access-key-resource.ts';
import { apiCallAction } from './api-call-action.ts';
import type { Hit } from './define.ts';

export interface HitParts {
  readonly type: string;
  readonly severity: number;
  readonly key: string;
  readonly title: string;
  readonly description: string;
  /** CloudFormation type → name or ARN of what the call changed. */
  readonly affectedResources?: Readonly<Record<string, string>>;
  readonly buckets?: S3BucketDetail[];
  /** What decided, for `service.additionalInfo`. */
  readonly additionalInfo?: Readonly<Record<string, unknown>>;
}

/** A hit about a management call: the resource is the credentials that made it. */
export function hit(event: CloudTrailEvent, parts: HitParts): Hit {
  return {
    type: parts.type,
    severity: parts.severity,
    accountId: event.accountId,
    region: event.region,
    time: event.time,
    key: parts.key,
    title: parts.title,
    description: parts.description,
    resource: accessKeyResource(event, parts.buckets),
    action: apiCallAction(event, parts.affectedResources),
    resourceRole: 'TARGET',
    additionalInfo: parts.additionalInfo ?? {},
  };
}
