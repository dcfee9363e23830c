/** `npm run bench -- NAME …` runs `bench/NAME.ts` with the rest; without a name, all of them. */
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';

const all = readdirSync('bench')
  .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
  .map((name) => name.slice(0, -'.ts'.length));
const [name, ...args] = process.argv.slice(2);

if (name !== undefined && !all.includes(name)) {
  console.error(`no benchmark ${name}: there are ${all.join(', ')}`);
  process.exitCode = 1;
} else {
  for (const one of name === undefined ? all : [name]) {
    const run = ['--import', 'tsx', `bench/${one}.ts`, ...args];
    if (spawnSync(process.execPath, run, { stdio: 'inherit' }).status !== 0) process.exitCode = 1;
  }
}
