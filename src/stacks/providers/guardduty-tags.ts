import { putTags } from './properties.ts';
import type { TagChange, Work } from './provider.ts';

/** Tags of what an ARN of GuardDuty names: `place` is its end, such as `detector/…/filter/…`. */
export function retagGuardDuty(
  { call, partition, region, accountId }: Work,
  place: string,
  change: TagChange,
): Promise<void> {
  const ResourceArn = `arn:${partition}:guardduty:${region}:${accountId}:${place}`;
  return putTags(
    change,
    (Tags) => call('guardduty', 'TagResource', { ResourceArn, Tags }),
    (TagKeys) => call('guardduty', 'UntagResource', { ResourceArn, TagKeys }),
  );
}
