import { expect, test } from 'vitest';
import { CloudTrailScanner } from './cloud-trail-scanner.ts';

/**
 * Goal: whatever is done to a file, nothing is lost that is not named. Method: valid files are
 * changed at random places by a seeded generator, and what the scanner says is held against
 * JSON.parse where that can still read the file, and against the untouched records where it cannot.
 */
const ROUNDS = 1500;

interface Scanned {
  readonly records: string[];
  readonly problems: string[];
  readonly skipped: number;
}

function scan(bytes: Buffer, cuts: readonly number[] = []): Scanned {
  const scanner = new CloudTrailScanner();
  const scanned = { records: [] as string[], problems: [] as string[], skipped: 0 };
  const drain = () => {
    for (let step = scanner.next(); ; step = scanner.next()) {
      if (step === 'record') {
        const text = scanner.recordText();
        expect(bytes.subarray(scanner.recordOffset).toString().startsWith(text)).toBe(true);
        scanned.records.push(text);
      } else if (step === 'problem') scanned.problems.push(JSON.stringify(scanner.problem));
      else if (step === 'skipped') scanned.skipped += 1;
      else if (step === 'container') continue;
      else return step;
    }
  };
  let from = 0;
  for (const cut of [...cuts, bytes.length].sort((a, b) => a - b)) {
    scanner.feed(bytes.subarray(from, cut));
    drain();
    from = cut;
  }
  scanner.finish();
  expect(drain()).toBe('end');
  scanner.close();
  return scanned;
}

function seeded(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

const record = (id: number) => ({
  eventName: `Name${id}`,
  userIdentity: { type: 'Root', nested: { type: ['}', '{', '\\', '"'] } },
  requestParameters: { text: 'a "quoted" \\ text', list: [1, [2, { three: null }]] },
  eventSource: 's3.amazonaws.com',
  id,
});
const RECORDS = [1, 2, 3, 4, 5].map(record);

const FORMS: Record<string, string> = {
  Records: JSON.stringify({ Records: RECORDS }),
  pretty: JSON.stringify({ a: 1, Records: RECORDS }, null, 1),
  array: JSON.stringify(RECORDS),
  lines: RECORDS.map((one) => `${JSON.stringify(one)}\n`).join(''),
};

const CHANGES = '{}[]",:\\\n 0a\u0000é';

function mutate(text: string, below: (below: number) => number): { bytes: Buffer; first: number } {
  const bytes = Buffer.from(text);
  // Not at the very start: an empty file is a file that nothing is wrong with.
  const at = 1 + below(bytes.length - 1);
  const inserted = Buffer.from(CHANGES.charAt(below(CHANGES.length)));
  const kind = below(4);
  const after = kind === 0 ? at + 1 : kind === 1 ? at + below(40) : kind === 2 ? bytes.length : at;
  const middle = kind === 2 ? Buffer.alloc(0) : inserted;
  return {
    bytes: Buffer.concat([bytes.subarray(0, at), middle, bytes.subarray(after)]),
    first: at,
  };
}

/** The records that JSON.parse finds, in the two forms that it can read whole. */
function parsed(bytes: Buffer): unknown[] | undefined {
  try {
    const value: unknown = JSON.parse(bytes.toString());
    if (Array.isArray(value)) return value;
    const { Records } = value as { Records?: unknown };
    return Array.isArray(Records) ? Records : undefined;
  } catch {
    return undefined;
  }
}

for (const [form, text] of Object.entries(FORMS)) {
  test(`changed at random, loses nothing that is not named: ${form}`, () => {
    const below = seeded(form.length);
    let readable = 0;
    for (let round = 0; round < ROUNDS; round += 1) {
      const { bytes, first } = mutate(text, below);
      const scanned = scan(bytes);
      const cuts = [below(bytes.length), below(bytes.length), first];
      expect(scan(bytes, cuts)).toEqual(scanned);

      const oracle = parsed(bytes);
      if (oracle !== undefined) {
        readable += 1;
        const objects = oracle.filter((one) => typeof one === 'object' && !Array.isArray(one));
        expect(scanned.records.map((one) => JSON.parse(one))).toEqual(objects);
      }
      const untouched = RECORDS.filter((one) => {
        const end = text.indexOf(`"id":${form === 'pretty' ? ' ' : ''}${one.id}`) + 20;
        return end < first;
      });
      const ids = scanned.records.map(idOf);
      for (const { id } of untouched) expect(ids).toContain(id);
      if (RECORDS.some(({ id }) => !ids.includes(id)) && oracle === undefined) {
        // A cut between two lines leaves a shorter file that nothing is wrong with.
        const isWholeLines = form === 'lines' && /\}\s*$/.test(bytes.toString());
        if (!isWholeLines) expect(scanned.problems.length + broken(scanned)).toBeGreaterThan(0);
      }
    }
    if (form !== 'lines') expect(readable).toBeGreaterThan(50);
  });
}

function idOf(text: string): unknown {
  try {
    return JSON.parse(text).id;
  } catch {
    return undefined;
  }
}

/** Records that the scanner hands out and the reader then names, since they do not parse. */
function broken({ records }: Scanned): number {
  return records.filter((one) => idOf(one) === undefined).length;
}

test('random bytes never trip it', () => {
  const below = seeded(99);
  for (let round = 0; round < ROUNDS; round += 1) {
    const alphabet = '{}[]",:\\ \n"Records"1é';
    let text = '';
    for (let length = below(60); length > 0; length -= 1) {
      text += alphabet.charAt(below(alphabet.length));
    }
    const bytes = Buffer.from(text);
    expect(scan(bytes, [below(bytes.length + 1)])).toEqual(scan(bytes));
  }
});

test('a hundred thousand brackets cost a counter, not the stack', () => {
  const deep = '['.repeat(100_000);
  expect(scan(Buffer.from(`[{"a":${deep}`)).problems).toHaveLength(1);
  const closed = `[{"a":${deep}${']'.repeat(100_000)}},{"b":1}]`;
  expect(scan(Buffer.from(closed))).toMatchObject({ records: ['{"b":1}'] });
});
