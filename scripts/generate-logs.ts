/**
 * Writes CloudTrail logs of quiet accounts with attacks in them, in the folders that AWS uses, and
 * beside the folder `…-truth.json`: the findings that must come of them.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { ATTACK_NAMES } from '../bench/generate/attacks.ts';
import { type AttackPlan, generateCloudTrail } from '../bench/generate/cloud-trail.ts';
import { parseIso } from '../src/lib/clock.ts';

const HELP = `npm run generate:logs -- --out FOLDER [options]

  --accounts N           how many accounts, or their ids with commas between (default 3)
  --days N               default 7
  --seed N               the same seed writes the same bytes (default 1)
  --from DATE            first day (default 2024-01-01)
  --regions R,R          default eu-central-1,us-east-1
  --events-per-day N     quiet events of each account in a day (default 2000)
  --attacks NAME,NAME    ${ATTACK_NAMES.join(', ')},
                         all or none (default all); in the second account, from the last day's noon

Example:
  npm run generate:logs -- --accounts 3 --days 7 --seed 1 --out ./logs`;

/** Account ids of AWS's own examples; further ones begin with zeros, as no real account's does. */
const EXAMPLE_ACCOUNTS = ['111122223333', '444455556666', '123456789012', '999999999999'];
const DAY = 86_400_000;

const { values } = parseArgs({
  options: {
    accounts: { type: 'string', default: '3' },
    days: { type: 'string', default: '7' },
    seed: { type: 'string', default: '1' },
    from: { type: 'string', default: '2024-01-01' },
    regions: { type: 'string', default: 'eu-central-1,us-east-1' },
    'events-per-day': { type: 'string', default: '2000' },
    attacks: { type: 'string', default: 'all' },
    out: { type: 'string' },
    help: { type: 'boolean', short: 'h', default: false },
  },
});

function wholeNumber(name: 'days' | 'seed' | 'events-per-day', most: number): number {
  const value = Number(values[name]);
  if (Number.isInteger(value) && value >= 0 && value <= most) return value;
  throw new Error(`--${name} must be a whole number from 0 to ${most}.`);
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

function attackPlans(accounts: readonly string[], from: number, days: number): AttackPlan[] {
  const accountId = accounts[1] ?? accounts[0];
  if (accountId === undefined || values.attacks === 'none') return [];
  const asked = values.attacks === 'all' ? ATTACK_NAMES : values.attacks.split(',');
  return asked.map((name, index) => {
    const story = ATTACK_NAMES.find((known) => known === name);
    if (story === undefined) throw new Error(`--attacks: there is no attack ${name}.`);
    return { story, accountId, at: from + (days - 0.5) * DAY + index * 600_000 };
  });
}

async function main(): Promise<void> {
  if (values.help) {
    console.log(HELP);
    return;
  }
  const { out } = values;
  if (out === undefined) throw new Error('--out is missing: the folder to write to.');
  const from = parseIso(values.from);
  if (from === undefined) throw new Error('--from must be a date such as 2024-01-01.');
  const [accounts, days] = [accountIds(), wholeNumber('days', 3660)];
  const logs = generateCloudTrail({
    accounts,
    from,
    days,
    seed: wholeNumber('seed', 2 ** 31 - 1),
    regions: values.regions.split(','),
    eventsPerDay: wholeNumber('events-per-day', 10_000_000),
    attacks: attackPlans(accounts, from, days),
  });
  let [files, records] = [0, 0];
  for (const file of logs.files()) {
    const path = join(out, file.path);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, file.body());
    files += 1;
    records += file.records.length;
  }
  const truthPath = `${out.replace(/\/+$/, '')}-truth.json`;
  await writeFile(truthPath, `${JSON.stringify(logs.truth, null, 2)}\n`);
  console.log(
    `${records} records in ${files} files in ${out}; ` +
      `${logs.truth.length} findings to be found in ${truthPath}`,
  );
}

try {
  await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
