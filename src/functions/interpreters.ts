import { execFile } from 'node:child_process';
import { realpathSync } from 'node:fs';
import { promisify } from 'node:util';

export interface Interpreter {
  readonly language: 'python' | 'nodejs';
  /** The program itself, with no link or shim before it. */
  readonly path: string;
  /** `3.11.7` */
  readonly version: string;
}

/** Which programs run functions, as the operator has them. */
export interface InterpreterPaths {
  readonly python: string;
  readonly node: string;
}

const run = promisify(execFile);

/** `python3.9` is Python; undefined for a runtime that nothing here runs. */
export function languageOf(runtime: string): Interpreter['language'] | undefined {
  if (/^python3\.\d+$/.test(runtime)) return 'python';
  return /^nodejs\d+\.x$/.test(runtime) ? 'nodejs' : undefined;
}

/** Asks the program for itself and its version. Throws an Error where it does not answer. */
export async function findInterpreter(
  language: Interpreter['language'],
  { python, node }: InterpreterPaths,
  seconds: number,
): Promise<Interpreter> {
  const asked: readonly [string, readonly string[]] =
    language === 'python'
      ? [python, ['-c', 'import sys; print(sys.executable); print(sys.version.split()[0])']]
      : [node, ['-p', 'process.execPath + "\\n" + process.versions.node']];
  const { stdout } = await run(asked[0], asked[1], { timeout: seconds * 1000 });
  const [path, version] = stdout.trim().split('\n');
  if (!path || !version) throw new Error(`${asked[0]} does not say what it is`);
  return { language, path: realpathSync(path), version };
}

/** What the owner of a function should know: another version runs it than it names. */
export function caveatOf(runtime: string, { language, version }: Interpreter): string | undefined {
  const called = language === 'python' ? 'Python' : 'Node.js';
  const wanted = runtime.replace(/^(python|nodejs)/, '').replace(/\.x$/, '');
  if (version === wanted || version.startsWith(`${wanted}.`)) return undefined;
  return `a function of the runtime ${runtime} is run by ${called} ${version} of this machine`;
}
