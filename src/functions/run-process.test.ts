import { spawnSync } from 'node:child_process';
import { expect, it } from 'vitest';

/** Opens all files that it may, then asks for a process. */
const FULL = `
import { openSync } from 'node:fs';
import { runProcess } from './src/functions/run-process.ts';
try { for (;;) openSync('/dev/null', 'r'); } catch (error) { console.log(error.code); }
const nothing = { arguments: [], directory: '/', environment: {}, input: '' };
const limits = { timeoutMillis: 1000, outputBytesMax: 10, answerBytesMax: 10 };
try {
  runProcess({ command: 'true', ...nothing, ...limits });
} catch (error) { console.log(error.message); }
setImmediate(() => setImmediate(() => console.log('goes on')));
`;

it('refuses where no more files may be open, and the server goes on', () => {
  const command = 'ulimit -n 64; exec "$0" --import tsx --input-type=module -e "$1"';
  const ran = spawnSync('sh', ['-c', command, process.execPath, FULL], { encoding: 'utf8' });
  expect(ran.stdout.split('\n'), ran.stderr).toEqual([
    'EMFILE',
    'a process of its own could not be begun: too many files are open',
    'goes on',
    '',
  ]);
});
