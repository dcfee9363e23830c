import type { Finding } from '@aws-sdk/client-guardduty';
import { expect, test } from 'vitest';
import { SCAN_TABLE_ROWS_MAX } from '../limits.ts';
import { findingsTable, printable, summaryText } from './scan-report.ts';
import { ScanTally, severityBand } from './scan-summary.ts';

const finding: Finding = {
  SchemaVersion: '2.0',
  Id: 'a',
  Arn: 'arn:aws:guardduty:eu-central-1:111122223333:detector/d/finding/a',
  CreatedAt: '2024-01-01T01:05:00.000Z',
  UpdatedAt: '2024-01-01T01:05:00.000Z',
  AccountId: '111122223333',
  Region: 'eu-central-1',
  Type: 'Policy:S3/BucketAnonymousAccessGranted',
  Severity: 8,
  Description: 'Anyone may read \u001b[31mthe bucket.',
  Resource: { ResourceType: 'S3Bucket', S3BucketDetails: [{ Name: 'example-bucket' }] },
  Service: { Count: 3, EventFirstSeen: '2024-01-01T01:02:03.000Z' },
};

test('severities fall into the bands of GuardDuty', () => {
  expect([1, 3.9, 4, 6.9, 7, 8.9, 9, 10].map(severityBand)).toEqual([
    ...['low', 'low', 'medium', 'medium', 'high', 'high', 'critical', 'critical'],
  ]);
});

test('the table says what was found, and no control character of a log gets through', () => {
  const table = findingsTable([finding]);
  for (const cell of ['high', '111122223333', 'eu-central-1', 'example-bucket', '2024-01-01 01:']) {
    expect(table).toContain(cell);
  }
  expect(table).not.toContain('\u001b');
  expect(printable('a\u001b]0;x\u0007\u202eb\n')).toBe('a\ufffd]0;x\ufffd\ufffdb\ufffd');
  expect(findingsTable([])).toBe('');
});

test('a long table ends and says how to see the rest', () => {
  const table = findingsTable(Array(SCAN_TABLE_ROWS_MAX + 5).fill(finding));
  expect(table).toMatch(/\n5 more: --format ndjson prints them all\.$/);
});

test('the summary names what could not be read and which detections failed', () => {
  const tally = new ScanTally();
  tally.events = 1500;
  tally.addUnreadable('no-time', 2);
  const health = { types: ['A:B/C'], healthy: false, observed: 1, hits: 0, failures: 1 };
  const text = summaryText(tally.summary([finding], 500, [health]));
  expect(text).toContain('Findings: 1 (0 critical, 1 high, 0 medium, 0 low)');
  expect(text).toContain('Events: 1500 in 0.5 s, 3000 events/s');
  expect(text).toContain('Records that could not be read: 2 no-time');
  expect(text).toContain('Detections that failed on some event: A:B/C');
});

test('no line is wider than the terminal, and a long word of a log is cut', () => {
  const long = { ...finding, Description: `${'x'.repeat(300)} and a few words more` };
  const widths = findingsTable([long], 110)
    .split('\n')
    .map((line) => line.length);
  expect(Math.max(...widths)).toBeLessThanOrEqual(110);
});

test('the summary says how many finding types want a feed', () => {
  const summary = new ScanTally().summary([], 1, []);
  const sleepingTypes = ['Recon:IAMUser/TorIPCaller', 'Recon:IAMUser/MaliciousIPCaller'];
  expect(summaryText({ ...summary, sleepingTypes })).toContain('for want of a feed: 2 (');
  expect(summaryText({ ...summary, sleepingTypes: [] })).not.toContain('feed');
});
