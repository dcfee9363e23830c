/**
 * Counts what works from what tests show and writes the coverage page and the numbers that
 * `vedette coverage` prints. `--check` compares instead of writing. What counts is said in
 * CONTRIBUTING.md.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { detectionFolders } from '../detections/index.ts';
import { guardDutyTable } from '../src/operations/guardduty/index.ts';
import { type CoverageFacts, coverageJson, coveragePage } from './coverage/coverage-page.ts';
import { firedTypes } from './coverage/fired-types.ts';
import { shownOperations } from './coverage/shown-operations.ts';

const json = (path: string): unknown => JSON.parse(readFileSync(path, 'utf8'));

/** Paths below `folder` that end so, sorted. */
function filesUnder(folder: string, ending: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith(ending))
    .map((path) => `${folder}/${path}`)
    .sort();
}

function operationFacts(): CoverageFacts['operations'] {
  const files = filesUnder('test/sdk', '.test.ts');
  const tests = files.map((path) => ({ path, text: readFileSync(path, 'utf8') }));
  const { shown, unfounded } = shownOperations(tests);
  if (unfounded.length > 0) throw new Error(unfounded.join('\n'));
  const { guardduty } = json('scripts/data/wire-constraints.json') as {
    guardduty: { inputs: Record<string, unknown> };
  };
  return Object.entries(guardDutyTable)
    .sort(([a], [b]) => a.localeCompare(b, 'en'))
    .map(([name, operation]) => {
      const constrained = name in guardduty.inputs;
      if ('reason' in operation) return { name, constrained, reason: operation.reason };
      const shownBy = shown.get(name);
      return { name, constrained, ...(shownBy ? { shownBy } : {}) };
    });
}

function findingTypeFacts(): CoverageFacts['findingTypes'] {
  const all = json('scripts/data/finding-types.json') as { type: string; status: string }[];
  const fired = firedTypes(
    detectionFolders.map(({ folder, detection, cases }) => ({
      path: `detections/${folder}`,
      types: detection.types,
      cases: cases.cases,
    })),
  );
  const unsupported = unsupportedReasons();
  return all
    .filter(({ status }) => status === 'active')
    .map(({ type }) => type)
    .sort()
    .map((type) => {
      const foundBy = fired.get(type);
      return foundBy ? { type, foundBy } : { type, reason: unsupported.get(type) ?? '' };
    });
}

function unsupportedReasons(): Map<string, string> {
  const rows = json('detections/unsupported.json') as { type: string; reason: string }[];
  return new Map(rows.map((row) => [row.type, row.reason]));
}

const facts = { operations: operationFacts(), findingTypes: findingTypeFacts() };
const outputs = {
  'src/cli/coverage-data.json': coverageJson(facts),
  'docs/reference/coverage.md': coveragePage(facts),
};
const check = process.argv.includes('--check');
for (const [path, text] of Object.entries(outputs)) {
  if (!check) {
    writeFileSync(path, text);
    console.log(`wrote ${path}`);
  } else if (readFileSync(path, 'utf8') !== text) {
    console.error(`${path} is not what the tests show: run npm run generate`);
    process.exitCode = 1;
  }
}
