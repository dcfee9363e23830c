import { createHash } from 'node:crypto';
import type { Finding, Service } from '@aws-sdk/client-guardduty';
import type { Hit } from '../detect/define.ts';
import { isoMillis } from '../lib/clock.ts';

/** Where a finding lives: the detector of the hit's account and Region. */
export interface FindingHome {
  readonly detectorId: string;
  readonly partition: string;
  /** When the finding is written, milliseconds: not the time of the event. */
  readonly now: number;
}

/** The first occurrence of a hit as the finding that GetFindings answers with. */
export function buildFinding(hit: Hit, { detectorId, partition, now }: FindingHome): Finding {
  const { accountId, region, type } = hit;
  const id = findingId(detectorId, type, hit.key);
  return {
    SchemaVersion: '2.0',
    AccountId: accountId,
    Region: region,
    Partition: partition,
    Id: id,
    Arn: findingArn({ accountId, region, partition, detectorId, id }),
    Type: type,
    Severity: hit.severity,
    Title: hit.title,
    Description: hit.description,
    CreatedAt: isoMillis(now),
    UpdatedAt: isoMillis(now),
    Resource: hit.resource,
    Service: {
      ServiceName: 'guardduty',
      DetectorId: detectorId,
      ...occurrence(hit),
      EventFirstSeen: isoMillis(hit.time),
      EventLastSeen: isoMillis(hit.time),
      Archived: false,
      Count: 1,
    },
  };
}

/** What the latest occurrence says: who did what to what, and why it counts. */
export function occurrence(hit: Hit): Service {
  return {
    ...(hit.action && { Action: hit.action }),
    ...(hit.evidence && { Evidence: hit.evidence }),
    ResourceRole: hit.resourceRole,
    AdditionalInfo: { Type: 'default', Value: JSON.stringify(hit.additionalInfo) },
  };
}

/**
 * 32 hex digits that follow from what makes a finding the same one, so that a run that is repeated
 * makes the same finding. JSON keeps the parts apart, whatever a key holds.
 */
export function findingId(detectorId: string, type: string, key: string, sample = false): string {
  const parts = JSON.stringify([detectorId, type, key, sample]);
  return createHash('sha256').update(parts).digest('hex').slice(0, 32);
}

export function findingArn(of: {
  readonly partition: string;
  readonly region: string;
  readonly accountId: string;
  readonly detectorId: string;
  readonly id: string;
}): string {
  const detector = `arn:${of.partition}:guardduty:${of.region}:${of.accountId}:detector`;
  return `${detector}/${of.detectorId}/finding/${of.id}`;
}
