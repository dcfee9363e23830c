import type { Finding } from '@aws-sdk/client-guardduty';
import type { DetectionHealth } from '../detect/create-engine.ts';
import { SCAN_NAMES_MAX } from '../limits.ts';
import type { Head, LogKind } from '../normalise/event.ts';
import type { Skipped } from '../normalise/log-reader.ts';
import type { UnreadableReason } from '../normalise/unreadable.ts';

export const SEVERITY_BANDS = ['low', 'medium', 'high', 'critical'] as const;
export type SeverityBand = (typeof SEVERITY_BANDS)[number];

/** GuardDuty's bands: low below 4, medium below 7, high below 9, critical from 9. */
export function severityBand(severity: number): SeverityBand {
  if (severity < 4) return 'low';
  if (severity < 7) return 'medium';
  return severity < 9 ? 'high' : 'critical';
}

/** `summary` of `--format json`. */
export interface ScanSummary {
  /** Records whose head was read, in all files. */
  readonly events: number;
  readonly eventsPerSecond: number;
  readonly seconds: number;
  /** Files read to their end. */
  readonly files: number;
  /** Files of which some or all could not be read, and paths that could not be opened. */
  readonly unreadableFiles: number;
  /** Files below a directory that are no logs by name nor by content. */
  readonly otherFiles: number;
  /** Single records that could not be read, by reason. */
  readonly unreadableRecords: Readonly<Partial<Record<UnreadableReason, number>>>;
  /** Records read, by the kind of log. */
  readonly eventsByLog: Readonly<Partial<Record<LogKind, number>>>;
  /** Records of no use here, and how many of each kind. */
  readonly skippedRecords: number;
  readonly skippedByKind: Readonly<Partial<Record<Skipped, number>>>;
  /** Bytes of text, after decompression. */
  readonly bytes: number;
  readonly accounts: number;
  readonly regions: number;
  /** Events that a detection looked at. */
  readonly eventsExamined: number;
  /** Events that came a second time, which counted once. */
  readonly duplicates: number;
  /** Events that were further out of order than is held. */
  readonly lateEvents: number;
  readonly findings: number;
  readonly findingsBySeverity: Readonly<Record<SeverityBand, number>>;
  /** Finding types whose detection failed on some event, and so may have missed something. */
  readonly failedDetections: readonly string[];
  /** Finding types that could not fire for want of a feed. */
  readonly sleepingTypes?: readonly string[];
}

/** Counts while a scan runs. */
export class ScanTally {
  events = 0;
  files = 0;
  unreadableFiles = 0;
  otherFiles = 0;
  bytes = 0;
  eventsExamined = 0;
  duplicates = 0;
  late = 0;

  private readonly byLog: Record<LogKind, number> = {
    cloudtrail: 0,
    flow: 0,
    dns: 0,
    kubernetes: 0,
    'database-login': 0,
  };
  private readonly skipped = new Map<Skipped, number>();
  private readonly unreadable = new Map<UnreadableReason, number>();
  private readonly accounts = new Set<string>();
  private readonly regions = new Set<string>();
  /** Most records have both of the record before. */
  private lastAccount = '';
  private lastRegion = '';

  see(head: Head): void {
    this.byLog[head.kind] += 1;
    const { accountId, region } = head;
    if (accountId === this.lastAccount && region === this.lastRegion) return;
    this.lastAccount = accountId;
    this.lastRegion = region;
    if (accountId !== '' && this.accounts.size < SCAN_NAMES_MAX) this.accounts.add(accountId);
    if (region !== '' && this.regions.size < SCAN_NAMES_MAX) this.regions.add(region);
  }

  skip(what: Skipped): void {
    this.skipped.set(what, (this.skipped.get(what) ?? 0) + 1);
  }

  addUnreadable(reason: UnreadableReason, count: number): void {
    this.unreadable.set(reason, (this.unreadable.get(reason) ?? 0) + count);
  }

  summary(
    findings: readonly Finding[],
    millis: number,
    health: readonly DetectionHealth[],
  ): ScanSummary {
    const bySeverity = { low: 0, medium: 0, high: 0, critical: 0 };
    for (const { Severity } of findings) bySeverity[severityBand(Severity ?? 0)] += 1;
    return {
      events: this.events,
      eventsPerSecond: Math.round(this.events / (Math.max(millis, 1) / 1000)),
      seconds: millis / 1000,
      files: this.files,
      unreadableFiles: this.unreadableFiles,
      otherFiles: this.otherFiles,
      unreadableRecords: Object.fromEntries(this.unreadable),
      eventsByLog: Object.fromEntries(Object.entries(this.byLog).filter(([, count]) => count > 0)),
      skippedRecords: [...this.skipped.values()].reduce((sum, count) => sum + count, 0),
      skippedByKind: Object.fromEntries(this.skipped),
      bytes: this.bytes,
      accounts: this.accounts.size,
      regions: this.regions.size,
      eventsExamined: this.eventsExamined,
      duplicates: this.duplicates,
      lateEvents: this.late,
      findings: findings.length,
      findingsBySeverity: bySeverity,
      failedDetections: health.filter((one) => !one.healthy).flatMap((one) => one.types),
    };
  }
}
