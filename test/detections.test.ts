import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { detectionFolders, detections } from '../detections/index.ts';
import unsupported from '../detections/unsupported.json' with { type: 'json' };
import { createEngine } from '../src/detect/create-engine.ts';
import type { CaseFile, Detection, DetectionCase, Hit } from '../src/detect/define.ts';
import { findingTypes } from '../src/findings/finding-types.ts';
import { isRepeated } from '../src/pipeline/case-records.ts';
import { runCase } from '../src/pipeline/firing-hits.ts';
import { mutantsOf } from './support/detection-mutants.ts';
import { fieldsThatDiffer } from './support/fields-that-differ.ts';

const QUIET_CASES_MIN = 2;
/** Of a repeated record in the loop over all wrong types: what differs is how often, not what. */
const ODD_RECORDS_MAX = 20;
/** Nobody may be named: documentation accounts, and addresses of those or of private networks. */
const RESERVED_ACCOUNTS = ['111122223333', '444455556666', '123456789012', '999999999999'];
const RESERVED_ADDRESS = /^(192\.0\.2|198\.51\.100|203\.0\.113|10\.\d+\.\d+)\.\d+$|^2001:db8:/;

/** What a hit is judged by: the members that the case names. */
function judged(hits: readonly Hit[], { hits: expected }: DetectionCase): unknown[] {
  return hits.map((hit, index) => ({
    type: hit.type,
    severity: hit.severity,
    key: hit.key,
    ...(expected[index]?.titleHas && { titleHas: titleHas(hit, expected[index].titleHas) }),
    ...(expected[index]?.additionalInfo && {
      additionalInfo: Object.fromEntries(
        Object.keys(expected[index].additionalInfo).map((name) => [name, hit.additionalInfo[name]]),
      ),
    }),
  }));
}

/** All that a case puts before a detection; a line of text by its words. */
function givenTo({ records, lists, source }: DetectionCase): unknown {
  const words = records.map((one) => {
    if (isRepeated(one)) return { ...one, record: wordsOf(one.record) };
    return wordsOf(one);
  });
  return { records: words, lists, source };
}

function wordsOf(record: unknown): unknown {
  return typeof record === 'string' ? record.split(' ') : record;
}

function titleHas(hit: Hit, words: readonly string[]): readonly string[] {
  return words.filter((word) => hit.title.includes(word));
}

async function agrees(detection: Detection, one: DetectionCase): Promise<boolean> {
  const { hits, health } = await runCase(detection, one);
  return health.failures === 0 && JSON.stringify(judged(hits, one)) === JSON.stringify(one.hits);
}

const firing = (cases: CaseFile['cases']) => cases.filter((one) => one.hits.length > 0);
const quiet = (cases: CaseFile['cases']) => cases.filter((one) => one.hits.length === 0);

describe.each(detectionFolders)('$folder', ({ folder, detection, cases: { cases } }) => {
  it.each(cases)('$name', async (one) => {
    const { hits, health } = await runCase(detection, one);
    expect(health.failures).toBe(0);
    expect(judged(hits, one)).toEqual(one.hits);
  });

  it('fires a case for every type, and stays quiet in enough', () => {
    const fired = new Set(firing(cases).flatMap((one) => one.hits.map((hit) => hit.type)));
    expect([...fired].sort()).toEqual([...detection.types].sort());
    expect(quiet(cases).length).toBeGreaterThanOrEqual(QUIET_CASES_MIN);
  });

  it('has a quiet case that differs from a firing one in a single field', () => {
    const pairs = firing(cases).flatMap((loud) =>
      quiet(cases).map((still) => fieldsThatDiffer(givenTo(loud), givenTo(still))),
    );
    expect(pairs.filter((fields) => fields.length === 1)).not.toEqual([]);
  });

  it('notices a detection that says nothing, and one that reports all it reads', async () => {
    const silent = { ...detection, observe: () => undefined };
    const heard = await Promise.all(cases.map((one) => agrees(silent, one)));
    expect(heard.filter((agreed) => !agreed)).toHaveLength(firing(cases).length);
    const read = await Promise.all(quiet(cases).map((one) => runCase(detection, one)));
    expect(read.filter(({ health }) => health.observed > 0).length).toBeGreaterThanOrEqual(1);
  });

  it('notices each condition that is taken out', async () => {
    const survivors: string[] = [];
    for await (const mutant of mutantsOf(`detections/${folder}/detection.ts`)) {
      let noticed = false;
      for (const one of cases) noticed ||= !(await agrees(mutant.detection, one));
      if (!noticed) survivors.push(mutant.condition);
    }
    expect(survivors).toEqual([]);
  }, 120_000);

  it('names nobody who exists', () => {
    const text = JSON.stringify(cases);
    const accounts = text.match(/(?<=[":])\d{12}(?=[":])/g) ?? [];
    expect(accounts.filter((account) => !RESERVED_ACCOUNTS.includes(account))).toEqual([]);
    const addresses = [...text.matchAll(/"sourceIPAddress":"([^"]*)"/g)].map(([, found]) => found);
    const real = addresses.filter((found) => /^[\d.]+$|:/.test(found ?? ''));
    expect(real.filter((found) => !RESERVED_ADDRESS.test(found ?? ''))).toEqual([]);
  });

  it('says what a responder needs', () => {
    const { title, description, remediation, tactic, blindSpots } = detection.about;
    for (const text of [title, description, remediation, tactic]) expect(text).not.toBe('');
    expect(blindSpots.length).toBeGreaterThan(0);
  });

  it('does not fail on records in which every value is of another type', async () => {
    for (const one of cases) {
      for (const [index, record] of one.records.entries()) {
        const inner = isRepeated(record) ? record.record : record;
        if (typeof inner === 'string') continue;
        for (const name of Object.keys(inner)) {
          for (const value of [null, 7, 'text', [], {}, [null], { constructor: 1 }]) {
            const odd = { ...inner, [name]: value };
            const records = one.records.with(
              index,
              isRepeated(record)
                ? { repeat: Math.min(record.repeat, ODD_RECORDS_MAX), record: odd }
                : odd,
            );
            const { health } = await runCase(detection, { ...one, records });
            expect(health.failures, `${one.name}: ${name}`).toBe(0);
          }
        }
      }
    }
  });
});

it('together claim each type once, and account for every active type', () => {
  const claimed = createEngine(detections).types;
  const accounted = [...claimed, ...unsupported.map((one) => one.type)].sort();
  expect(accounted).toEqual(findingTypes.map((one) => one.type).sort());
  for (const { reason } of unsupported) expect(reason.length).toBeGreaterThan(20);
});

it('share no event id within a case, so that none of its records is taken for a repeat', () => {
  // Logs without an id of their own (database logins, say) are told apart by their content.
  const ids = detectionFolders.flatMap(({ cases }) =>
    cases.cases.map((one) =>
      one.records.flatMap((record) =>
        typeof record === 'string' || isRepeated(record)
          ? []
          : [record.eventID ?? record.auditID].filter((id) => id !== undefined),
      ),
    ),
  );
  expect(ids.flat().length).toBeGreaterThan(0);
  for (const inCase of ids) expect(new Set(inCase).size).toBe(inCase.length);
});

it('say in their about nothing that reads like an unfinished note', () => {
  for (const { folder } of detectionFolders) {
    const source = readFileSync(`detections/${folder}/detection.ts`, 'utf8');
    expect(source).not.toMatch(/TODO|FIXME|XXX/);
  }
});
