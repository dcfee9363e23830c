import type { Finding, Resource } from '@aws-sdk/client-guardduty';
import Table from 'cli-table3';
import { SCAN_TABLE_ROWS_MAX } from '../limits.ts';
import { type ScanSummary, SEVERITY_BANDS, severityBand } from './scan-summary.ts';

const HEADINGS = ['Severity', 'Finding', 'Account', 'Seen'];
/** Width without a terminal to ask, and the narrowest at which no finding type has to be cut. */
const WIDTH_DEFAULT = 120;
const WIDTH_MIN = 100;
/** What the borders and the other three columns take at their widest. */
const WIDTH_OF_THE_REST = 64;

/** The findings as a table for a terminal of this many columns; empty text where there are none. */
export function findingsTable(findings: readonly Finding[], columns = WIDTH_DEFAULT): string {
  if (findings.length === 0) return '';
  const table = new Table({ head: HEADINGS, style: { head: [], border: [] } });
  const width = Math.max(columns, WIDTH_MIN) - WIDTH_OF_THE_REST;
  for (const finding of findings.slice(0, SCAN_TABLE_ROWS_MAX)) table.push(rowOf(finding, width));
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
  const logs = Object.entries(summary.eventsByLog);
  if (logs.length > 1 || (logs[0] && logs[0][0] !== 'cloudtrail')) {
    lines.push(`Events by log: ${logs.map(([log, count]) => `${count} ${log}`).join(', ')}`);
  }
  const skipped = Object.entries(summary.skippedByKind);
  if (skipped.length > 0) {
    const counts = skipped.map(([what, count]) => `${count} ${what}`).join(', ');
    lines.push(`Records of no use here: ${counts}`);
  }
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
  const { sleepingTypes: { length: sleeping } = [] } = summary;
  if (sleeping > 0) {
    lines.push(`Finding types that sleep for want of a feed: ${sleeping} (vedette lists show)`);
  }
  return lines.join('\n');
}

/** Text from a log or a path, for a terminal: no control character of it gets through. */
export function printable(text: string): string {
  return text.replace(/\p{C}/gu, '\u{fffd}');
}

function rowOf(finding: Finding, width: number): string[] {
  const { Severity = 0, Service } = finding;
  const first = seconds(Service?.EventFirstSeen);
  const last = seconds(Service?.EventLastSeen);
  const count = Service?.Count ?? 1;
  const why = wrap(printable(finding.Description ?? finding.Title ?? ''), width);
  return [
    [severityBand(Severity), String(Severity)],
    [finding.Type ?? '', resourceName(finding.Resource), ...why],
    [finding.AccountId ?? '', finding.Region ?? ''],
    count === 1 ? ['once', first] : [`${count} times`, first, last],
  ].map((lines) => lines.map(printable).join('\n'));
}

/** Lines of at most `width` characters, broken between words; a longer word is cut. */
function wrap(text: string, width: number): string[] {
  const words = text
    .split(' ')
    .flatMap((word) => word.match(new RegExp(`.{1,${width}}`, 'gu')) ?? []);
  const lines: string[] = [];
  for (const word of words) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + word.length < width) {
      lines[lines.length - 1] = `${last} ${word}`;
    } else {
      lines.push(word);
    }
  }
  return lines;
}

/** `2024-07-31 13:06:24` of an ISO text. */
function seconds(iso: string | undefined): string {
  return (iso ?? '').slice(0, 19).replace('T', ' ');
}

function resourceName(resource: Resource | undefined): string {
  const buckets = resource?.S3BucketDetails?.map((bucket) => bucket.Name ?? '') ?? [];
  if (buckets.length > 0) return buckets.join(', ');
  const key = resource?.AccessKeyDetails;
  const named = [key?.UserName, key?.AccessKeyId].filter((part) => part !== undefined);
  return named.length > 0 ? named.join(' ') : (resource?.ResourceType ?? '');
}
