import type { Finding, Resource } from '@aws-sdk/client-guardduty';
import Table from 'cli-table3';
import { SCAN_TABLE_ROWS_MAX } from '../limits.ts';
import { type ScanSummary, SEVERITY_BANDS, severityBand } from './scan-summary.ts';

const HEADINGS = [
  'Severity',
  'Finding type',
  'Account',
  'Region',
  'Resource',
  'Count',
  'First / last seen',
  'Why',
];

/** The findings as a table for a terminal; empty text where there are none. */
export function findingsTable(findings: readonly Finding[]): string {
  if (findings.length === 0) return '';
  const table = new Table({
    head: HEADINGS,
    style: { head: [], border: [], compact: true },
    colWidths: [null, 36, null, 16, 28, null, null, 44],
    wordWrap: true,
    wrapOnWordBoundary: false,
  });
  for (const finding of findings.slice(0, SCAN_TABLE_ROWS_MAX)) table.push(rowOf(finding));
  const left = findings.length - SCAN_TABLE_ROWS_MAX;
  const more = left > 0 ? `\n${left} more: --format ndjson prints them all.` : '';
  return `${table.toString()}${more}`;
}

/** The summary as a few lines. */
export function summaryText(summary: ScanSummary): string {
  const bands = SEVERITY_BANDS.toReversed();
  const severities = bands.map((band) => `${summary.findingsBySeverity[band]} ${band}`).join(', ');
  const lines = [
    `Findings: ${summary.findings} (${severities})`,
    `Events: ${summary.events} in ${summary.seconds} s, ${summary.eventsPerSecond} events/s`,
    `Accounts: ${summary.accounts}, Regions: ${summary.regions}`,
    `Files: ${summary.files} read, ${summary.unreadableFiles} unreadable, ` +
      `${summary.otherFiles} no logs`,
  ];
  const unreadable = Object.entries(summary.unreadableRecords);
  if (unreadable.length > 0) {
    const counts = unreadable.map(([reason, count]) => `${count} ${reason}`).join(', ');
    lines.push(`Records that could not be read: ${counts}`);
  }
  if (summary.duplicates > 0) lines.push(`Events that came twice: ${summary.duplicates}`);
  if (summary.lateEvents > 0) lines.push(`Events out of order: ${summary.lateEvents}`);
  if (summary.failedDetections.length > 0) {
    lines.push(`Detections that failed on some event: ${summary.failedDetections.join(', ')}`);
  }
  return lines.join('\n');
}

/** Text from a log or a path, for a terminal: no control character of it gets through. */
export function printable(text: string): string {
  return text.replace(/\p{C}/gu, '\u{fffd}');
}

function rowOf(finding: Finding): string[] {
  const { Severity = 0, Service } = finding;
  return [
    `${severityBand(Severity)} ${Severity}`,
    finding.Type ?? '',
    finding.AccountId ?? '',
    finding.Region ?? '',
    resourceName(finding.Resource),
    String(Service?.Count ?? 1),
    `${seconds(Service?.EventFirstSeen)}\n${seconds(Service?.EventLastSeen)}`,
    finding.Description ?? finding.Title ?? '',
  ].map((cell) => cell.split('\n').map(printable).join('\n'));
}

/** `2024-07-31 13:06:24` of an ISO text. */
function seconds(iso: string | undefined): string {
  return (iso ?? '').slice(0, 19).replace('T', ' ');
}

function resourceName(resource: Resource | undefined): string {
  const buckets = resource?.S3BucketDetails?.map((bucket) => bucket.Name ?? '') ?? [];
  if (buckets.length > 0) return buckets.join('\n');
  const key = resource?.AccessKeyDetails;
  const named = [key?.UserName, key?.AccessKeyId].filter((part) => part !== undefined);
  return named.length > 0 ? named.join('\n') : (resource?.ResourceType ?? '');
}
