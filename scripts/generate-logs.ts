/**
 * Writes logs of all kinds, quiet but for the attacks that are asked for, in the folders that AWS
 * uses; beside the folder, what an operator of these accounts would know (`…-known/`), and
 * `…-truth.json`: the findings that must come of it.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { SingleBar } from 'cli-progress';
import { knowledgeFiles } from '../bench/generate/knowledge.ts';
import { LOG_KINDS } from '../bench/generate/log-file.ts';
import { STORY_NAMES } from '../bench/generate/stories.ts';
import { generateTraffic, type StoryPlan, type Traffic } from '../bench/generate/traffic.ts';
import { parseIso } from '../src/lib/clock.ts';

const HELP = `npm run generate:logs -- --out FOLDER [options]

  --accounts N           how many accounts, or their ids with commas between (default 3)
  --days N               default 7
  --seed N               the same seed writes the same bytes (default 1)
  --from DATE            first day (default 2024-01-01)
  --region R             default eu-central-1
  --logs KIND,KIND       ${LOG_KINDS.join(', ')} (default all)
  --volume N             N times the traffic (default 1: some 90,000 records of an account a day)
  --stories NAME,NAME    attacks, in the second account, from the last day's noon, ten minutes
                         apart; all or none (default all):
${columns(STORY_NAMES)}

Beside the folder: FOLDER-truth.json, the findings that must come of it, and FOLDER-known, the
feeds, places and inventory to scan it with.

Example:
  npm run generate:logs -- --accounts 3 --days 7 --seed 1 --out ./logs
  vedette scan ./logs --feeds ./logs-known/feeds.json --inventory ./logs-known/inventory.json`;

/** Account ids of AWS's own examples; further ones begin with zeros, as no real account's does. */
const EXAMPLE_ACCOUNTS = ['111122223333', '444455556666', '123456789012', '999999999999'];
const DAY = 86_400_000;

const { values } = parseArgs({
  options: {
    accounts: { type: 'string', default: '3' },
    days: { type: 'string', default: '7' },
    seed: { type: 'string', default: '1' },
    from: { type: 'string', default: '2024-01-01' },
    region: { type: 'string', default: 'eu-central-1' },
    logs: { type: 'string', default: 'all' },
    volume: { type: 'string', default: '1' },
    stories: { type: 'string', default: 'all' },
    out: { type: 'string' },
    help: { type: 'boolean', short: 'h', default: false },
  },
});

function columns(names: readonly string[]): string {
  const rows = Array.from({ length: Math.ceil(names.length / 4) }, (_, row) =>
    names.slice(row * 4, row * 4 + 4).join(', '),
  );
  return rows.map((row) => `                         ${row}`).join('\n');
}

function wholeNumber(name: 'days' | 'seed' | 'volume', least: number, most: number): number {
  const value = Number(values[name]);
  if (Number.isInteger(value) && value >= least && value <= most) return value;
  throw new Error(`--${name} must be a whole number from ${least} to ${most}.`);
}

function accountIds(): string[] {
  const ids = values.accounts.split(',');
  if (ids.every((id) => /^\d{12}$/.test(id))) return ids;
  const count = Number(values.accounts);
  if (!Number.isInteger(count) || count < 1 || count > 10_000) {
    throw new Error('--accounts must be a number from 1 to 10000, or account ids.');
  }
  return Array.from(
    { length: count },
    (_, index) => EXAMPLE_ACCOUNTS[index] ?? `00000000${String(index).padStart(4, '0')}`,
  );
}

/** Those of `known` that an option names. */
function chosen<T extends string>(name: 'logs' | 'stories', known: readonly T[]): readonly T[] {
  if (values[name] === 'all') return known;
  if (values[name] === 'none') return [];
  return values[name].split(',').map((asked) => {
    const found = known.find((one) => one === asked);
    if (found === undefined) throw new Error(`--${name}: there is no ${asked}.`);
    return found;
  });
}

function storyPlans(accounts: readonly string[], from: number, days: number): StoryPlan[] {
  const accountId = accounts[1] ?? accounts[0] ?? '';
  return chosen('stories', STORY_NAMES).map((story, index) => ({
    story,
    accountId,
    at: from + (days - 0.5) * DAY + index * 600_000,
  }));
}

/** One file after the other, each written before the next is made. */
async function write(traffic: Traffic, out: string, hours: number): Promise<void> {
  const bar = process.stderr.isTTY ? new SingleBar({ clearOnComplete: true }) : undefined;
  bar?.start(hours * traffic.estates.length, 0);
  const counts = new Map<string, number>();
  let [files, last] = [0, ''];
  for (const file of traffic.files()) {
    const path = join(out, file.path);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, file.body());
    files += 1;
    counts.set(file.log, (counts.get(file.log) ?? 0) + file.records);
    const hour = `${file.accountId} ${file.hour}`;
    if (hour !== last) bar?.increment();
    last = hour;
  }
  bar?.stop();
  for (const [log, records] of counts) console.log(`${String(records).padStart(12)} ${log}`);
  console.log(`in ${files} files in ${out}; ${traffic.truth.length} findings are to be found`);
}

async function main(): Promise<void> {
  if (values.help) {
    console.log(HELP);
    return;
  }
  const out = values.out?.replace(/\/+$/, '');
  if (out === undefined) throw new Error('--out is missing: the folder to write to.');
  const from = parseIso(values.from);
  if (from === undefined) throw new Error('--from must be a date such as 2024-01-01.');
  const [accounts, days] = [accountIds(), wholeNumber('days', 1, 3660)];
  const traffic = generateTraffic({
    accounts,
    from,
    days,
    seed: wholeNumber('seed', 0, 2 ** 31 - 1),
    region: values.region,
    logs: chosen('logs', LOG_KINDS),
    volume: wholeNumber('volume', 1, 100_000),
    stories: storyPlans(accounts, from, days),
  });
  await mkdir(`${out}-known`, { recursive: true });
  for (const { name, body } of knowledgeFiles(traffic.estates, from)) {
    await writeFile(join(`${out}-known`, name), body);
  }
  await write(traffic, out, days * 24);
  await writeFile(`${out}-truth.json`, `${JSON.stringify(traffic.truth, null, 2)}\n`);
}

try {
  await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
