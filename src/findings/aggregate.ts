import { createHash } from 'node:crypto';
import type { Finding } from '@aws-sdk/client-guardduty';
import type { Hit } from '../detect/define.ts';
import { buildFinding } from './build-finding.ts';
import { mergeFinding } from './merge-finding.ts';
import { type PlaceOf, placeHit } from './place-hit.ts';

export interface AggregateOptions {
  /** The partition that a Region belongs to; `aws` where it answers nothing. */
  readonly partitionOf: (region: string) => string | undefined;
  readonly placeOf: PlaceOf;
  /** When the findings are written, milliseconds. */
  readonly now: number;
}

/** Findings in memory, for a scan of logs without a server. */
export interface Aggregate {
  add(hit: Hit): void;
  /** Most severe first, then the latest, then by id. */
  findings(): Finding[];
}

export function createAggregate({ partitionOf, placeOf, now }: AggregateOptions): Aggregate {
  const byIdentity = new Map<string, Finding>();
  return {
    add(found) {
      const hit = placeHit(found, placeOf);
      const identity = JSON.stringify([hit.accountId, hit.region, hit.type, hit.key]);
      const existing = byIdentity.get(identity);
      const partition = partitionOf(hit.region) ?? 'aws';
      const detectorId = impliedDetectorId(hit.accountId, hit.region);
      const finding = existing
        ? mergeFinding(existing, hit, now)
        : buildFinding(hit, { detectorId, partition, now });
      byIdentity.set(identity, finding);
    },
    findings: () => [...byIdentity.values()].sort(bySeverityThenTime),
  };
}

/** A scan has no detectors: one is implied for each account and Region, the same in every scan. */
export function impliedDetectorId(accountId: string, region: string): string {
  return createHash('sha256').update(`${accountId} ${region}`).digest('hex').slice(0, 32);
}

function bySeverityThenTime(a: Finding, b: Finding): number {
  const bySeverity = (b.Severity ?? 0) - (a.Severity ?? 0);
  if (bySeverity !== 0) return bySeverity;
  const latest = (finding: Finding) => finding.Service?.EventLastSeen ?? '';
  return latest(b).localeCompare(latest(a)) || (a.Id ?? '').localeCompare(b.Id ?? '');
}
