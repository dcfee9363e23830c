import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

/** A server in a process of its own. */
export interface ChildServer {
  readonly port: number;
  readonly pid: number;
  stop(): Promise<void>;
}

/** Servers run bundled, as they are shipped: tsx wraps every function and that costs a fifth. */
export async function bundle(entry: string, name: string): Promise<string> {
  const outfile = fileURLToPath(new URL(`../../dist/bench/${name}.js`, import.meta.url));
  await build({
    ...{ entryPoints: [entry], outfile, bundle: true, platform: 'node', format: 'esm' },
    ...{ target: 'node20', packages: 'external', logLevel: 'warning' },
  });
  return outfile;
}

/** Starts a script that sends its port to its parent. */
export async function startChild(file: string, args: readonly string[]): Promise<ChildServer> {
  const child = spawn(process.execPath, [...process.execArgv.filter(isPlain), file, ...args], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const port = await new Promise<number>((resolve, reject) => {
    child.once('message', (message) => resolve(Number(message)));
    child.once('exit', (code) => reject(new Error(`${args.join(' ')} ended with ${code}`)));
  });
  return { port, pid: child.pid ?? 0, stop: () => stopped(child) };
}

/** The child's side: says where it listens, and ends when the parent says so, or is gone. */
export function tellParent(port: number, close = async (): Promise<void> => {}): void {
  process.on('disconnect', () => process.exit());
  process.on('SIGTERM', () => void close().then(() => process.exit()));
  process.send?.(port);
}

/**
 * Milliseconds of processor that a process has had, by what Linux counts in hundredths of a second;
 * not a number elsewhere. Unlike time, it is the same on a machine that others use as well.
 */
export function processorMillis(pid: number): number {
  if (process.platform !== 'linux') return Number.NaN;
  // Behind the program's name, which may hold blanks: the 14th and 15th field of all.
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  return (Number(fields[11]) + Number(fields[12])) * 10;
}

/** Of the parent's own arguments those that a bundled child understands. */
function isPlain(argument: string): boolean {
  return argument.startsWith('--cpu-prof');
}

async function stopped(child: ChildProcess): Promise<void> {
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  await ended;
}
