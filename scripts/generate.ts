/**
 * Runs every `scripts/generate-*.ts`. With `--check` each compares what it would write with what is
 * committed, and the run fails where they differ.
 */
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';

/** Counts what the others have written. */
const last = 'generate-coverage.ts';

const found = readdirSync('scripts').filter((name) => /^generate-.+\.ts$/.test(name));
const generators = [...found.filter((name) => name !== last).sort(), last];

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
