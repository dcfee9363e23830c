import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import type { ChildServer } from '../load/child-server.ts';

/** moto_server on a port of its own; undefined, and said so, where it is not there. */
export async function startMoto(): Promise<ChildServer | undefined> {
  const port = 40_000 + (process.pid % 20_000);
  const child = spawn('moto_server', ['-p', String(port)], { stdio: 'ignore' });
  const gone = new Promise<false>((resolve) => child.once('error', () => resolve(false)));
  const stop = async () => {
    child.kill('SIGTERM');
  };
  for (let tries = 0; tries < 100; tries += 1) {
    const answered = fetch(`http://127.0.0.1:${port}/moto-api/`).then(
      ({ ok }) => ok,
      () => new Promise<undefined>((resolve) => setTimeout(() => resolve(undefined), 200)),
    );
    const there = await Promise.race([gone, answered]);
    if (there === true) return { port, pid: realPid(child.pid ?? 0), stop };
    if (there === false) break;
  }
  await stop();
  console.log('moto_server is not here: nothing to compare with');
  return undefined;
}

/** Where a wrapper script has started the program as its child, the child's. */
function realPid(pid: number): number {
  const path = `/proc/${pid}/task/${pid}/children`;
  const [child] = existsSync(path) ? readFileSync(path, 'utf8').trim().split(' ') : [];
  return child ? realPid(Number(child)) : pid;
}
