/**
 * Generated traffic in which nobody attacks, through the reader and all detections: what is found
 * is found by mistake. Prints false findings per account and day, by type and severity.
 * `npm run bench -- quiet-month [--accounts 20] [--days 30] [--seed 77001] [--first 0] [--logs …]`;
 * accounts and logs are independent of each other, so that `--accounts 5 --first 5` is the second
 * quarter of twenty.
 */
import { parseArgs } from 'node:util';
import type { Finding } from '@aws-sdk/client-guardduty';
import { createJudge } from './generate/judge.ts';
import { LOG_KINDS } from './generate/log-file.ts';
import { withKnowledge } from './generate/open-knowledge.ts';
import { generateTraffic } from './generate/traffic.ts';

const { values } = parseArgs({
  options: {
    accounts: { type: 'string', default: '20' },
    days: { type: 'string', default: '30' },
    seed: { type: 'string', default: '77001' },
    first: { type: 'string', default: '0' },
    logs: { type: 'string', default: LOG_KINDS.join(',') },
  },
});
const [accounts = 0, days = 0, seed = 0, first = 0] = [
  values.accounts,
  values.days,
  values.seed,
  values.first,
].map(Number);
/** A Monday in March: no month is special. */
const FROM = Date.UTC(2026, 2, 2);
const SHOWN_PER_TYPE = 2;

function band({ Severity = 0 }: Finding): string {
  return Severity >= 7 ? 'High' : Severity >= 4 ? 'Medium' : 'Low';
}

function grouped<T>(all: readonly T[], key: (one: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const one of all) groups.set(key(one), [...(groups.get(key(one)) ?? []), one]);
  return groups;
}

const traffic = generateTraffic({
  accounts: Array.from(
    { length: accounts },
    (_, n) => `0000000${String(first + n).padStart(5, '0')}`,
  ),
  region: 'eu-central-1',
  from: FROM,
  days,
  seed,
  firstNumber: first,
  logs: LOG_KINDS.filter((log) => values.logs.split(',').includes(log)),
});

await withKnowledge(traffic.estates, FROM, async (lists) => {
  const judge = createJudge(lists);
  const startedAt = performance.now();
  const byLog = new Map<string, number>();
  let hour = FROM;
  for (const file of traffic.files()) {
    if (file.hour !== hour) judge.endHour();
    if (file.hour !== hour && file.hour % 86_400_000 === 0) {
      console.error(`day ${(file.hour - FROM) / 86_400_000}: ${judge.counts.records} records`);
    }
    hour = file.hour;
    byLog.set(file.log, (byLog.get(file.log) ?? 0) + file.records);
    await judge.read(file);
  }
  judge.endHour();
  const { records, unreadable } = judge.counts;
  const seconds = Math.round((performance.now() - startedAt) / 1000);
  console.log(`${accounts} accounts, ${days} days, seed ${seed}: ${records} records, ${seconds} s`);
  for (const [log, count] of byLog) console.log(`${String(count).padStart(12)} ${log}`);
  console.log(`unreadable: ${unreadable}`);
  const failed = judge.health().filter(({ healthy }) => !healthy);
  for (const { types, lastFailure } of failed) console.log(`failed: ${types[0]} ${lastFailure}`);
  const found = judge.findings();
  const rate = (count: number) => (count / accounts / days).toFixed(4);
  for (const name of ['High', 'Medium', 'Low']) {
    const count = found.filter((one) => band(one) === name).length;
    console.log(
      `${name.padEnd(7)} ${String(count).padStart(5)} false, ${rate(count)} an account-day`,
    );
  }
  for (const [type, all] of grouped(found, ({ Type = '' }) => Type)) {
    console.log(`  ${type}: ${all.length} (${rate(all.length)})`);
    for (const { Title, Service } of all.slice(0, SHOWN_PER_TYPE)) {
      console.log(`      ${Service?.Count} × ${Title}`);
    }
  }
});
