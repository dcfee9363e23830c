/**
 * Runs every `scripts/generate-*.ts` whose output is committed. With `--check` each compares what
 * it would write with what is committed, and the run fails where they differ.
 */
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';

/** Generates what an operator wants, not what is committed. */
const notOurs = ['generate-logs.ts'];
/** Counts what the others have written. */
const last = 'generate-coverage.ts';

const found = readdirSync('scripts')
  .filter((name) => /^generate-.+\.ts$/.test(name))
  .filter((name) => !notOurs.includes(name) && name !== last);
const generators = [...found.sort(), last];

const args = process.argv.slice(2);
const failed = generators.filter((generator) => {
  console.log(['generate:', generator, ...args].join(' '));
  const options = { stdio: 'inherit' } as const;
  const run = spawnSync(
    process.execPath,
    ['--import', 'tsx', `scripts/${generator}`, ...args],
    options,
  );
  return run.status !== 0;
});
if (failed.length > 0) console.error(`failed: ${failed.join(', ')}`);
process.exitCode = failed.length > 0 ? 1 : 0;
