import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

/** Is the program there and does it start? Says on standard error what is skipped where not. */
export function programIsThere(program: string, args: readonly string[], what: string): boolean {
  const there = spawnSync(program, [...args], { stdio: 'ignore' }).status === 0;
  return there || skipped(what, `\`${[program, ...args].join(' ')}\` does not work here`);
}

export function pathIsThere(path: string, what: string): boolean {
  return existsSync(path) || skipped(what, `there is no ${path}`);
}

/** The first of the folders that is there. */
export function anyFolderIsThere(paths: readonly string[], what: string): string | undefined {
  const found = paths.find((path) => existsSync(path));
  if (!found) skipped(what, `there is none of the folders ${paths.join(', ')}`);
  return found;
}

function skipped(what: string, why: string): false {
  process.stderr.write(`\n*** SKIPPED: ${what}: ${why} ***\n\n`);
  return false;
}
