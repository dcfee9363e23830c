import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FunctionOutcome, FunctionRun, FunctionRunner } from '../domain/function-run.ts';
import * as limits from '../limits.ts';
import { bootstrapJs } from './bootstrap-js.ts';
import { bootstrapPy } from './bootstrap-py.ts';
import { confine, type Isolation, NOBODY } from './confinement.ts';
import { createPlaces } from './create-places.ts';
import {
  caveatOf,
  findInterpreter,
  type Interpreter,
  type InterpreterPaths,
  languageOf,
} from './interpreters.ts';
import { outcomeOf } from './outcome-of.ts';
import { runEnvironment, runInput } from './run-environment.ts';
import { makeRunFolder } from './run-folder.ts';
import { type Running, runProcess } from './run-process.ts';

export interface RunnerOptions {
  /** The server's own address: the only one that functions are given. */
  readonly endpoint: string;
  readonly interpreters: InterpreterPaths;
  readonly isolation: Isolation;
  /** Folders that no function may see: the data directory, the master key's. */
  readonly hidden: readonly string[];
  readonly runningMax?: number;
  readonly waitingMax?: number;
}

export interface Runner extends FunctionRunner {
  /** Ends every run, and removes what they left. */
  close(): Promise<void>;
}

const MEGABYTE = 1024 * 1024;
const UNZIP = { files: limits.FUNCTION_FILES_MAX, bytes: limits.FUNCTION_UNPACKED_BYTES_MAX };
const CONFINED = {
  fileBytesMax: limits.FUNCTION_FILE_BYTES_MAX,
  openFilesMax: limits.FUNCTION_OPEN_FILES_MAX,
};

/** A language that was asked for: what runs it, or why nothing does. */
type Found = { readonly interpreter: Interpreter } | { readonly reason: string };

/** Runs functions as processes of this machine. */
export function createRunner(options: RunnerOptions): Runner {
  const { runningMax = limits.FUNCTIONS_RUNNING_MAX } = options;
  const { waitingMax = limits.FUNCTIONS_WAITING_MAX } = options;
  const found = new Map<Interpreter['language'], Promise<Found>>();
  const settled = new Map<Interpreter['language'], Found>();
  const running = new Set<Running>();
  const places = createPlaces({ runningMax, waitingMax });
  let parent: Promise<string> | undefined;

  const find = (language: Interpreter['language']): Promise<Found> => {
    const known = found.get(language) ?? look(language, options);
    found.set(language, known);
    // A shortage that the operator mends is looked for anew.
    known.then((one) => ('reason' in one ? found.delete(language) : settled.set(language, one)));
    return known;
  };

  const carryOut = async (run: FunctionRun): Promise<FunctionOutcome> => {
    const language = languageOf(run.runtime);
    const one = language && (await find(language));
    if (one === undefined || 'reason' in one) throw new Error(one?.reason ?? 'no such runtime');
    parent ??= makeParent();
    const owner = ownerOf(options.isolation);
    const folder = await makeRunFolder(await parent, run.code, UNZIP, owner);
    try {
      const process = start(run, one.interpreter, folder.path, options);
      running.add(process);
      const began = performance.now();
      const end = await process.ended.finally(() => running.delete(process));
      const millis = performance.now() - began;
      return outcomeOf(run, end, millis, limits.FUNCTION_PAYLOAD_BYTES_MAX);
    } finally {
      await folder.remove();
    }
  };

  return {
    async refusal(runtime) {
      const language = languageOf(runtime);
      if (language === undefined) {
        return `The runtime ${runtime} is not supported by this server: it runs Python and Node.js.`;
      }
      const one = await find(language);
      return 'reason' in one ? one.reason : undefined;
    },
    caveat(runtime) {
      const language = languageOf(runtime);
      const one = language && settled.get(language);
      return one && 'interpreter' in one ? caveatOf(runtime, one.interpreter) : undefined;
    },
    run(run, { patient }) {
      return places.take(patient, () => carryOut(run));
    },
    async close() {
      places.close();
      for (const process of running) process.kill();
      await Promise.allSettled([...running].map(({ ended }) => ended));
      await places.idle();
      if (parent !== undefined) await rm(await parent, { recursive: true, force: true });
    },
  };
}

/** Finds the program and starts it once as functions are started: what fails then fails now. */
async function look(language: Interpreter['language'], options: RunnerOptions): Promise<Found> {
  const seconds = limits.INTERPRETER_PROBE_SECONDS;
  const refuse = (why: string): Found => ({
    reason: `This server has no ${language} that can run functions: ${why}.`,
  });
  let interpreter: Interpreter;
  try {
    interpreter = await findInterpreter(language, options.interpreters, seconds);
  } catch (error) {
    return refuse((error as Error).message.split('\n')[0] ?? 'it is not there');
  }
  const parent = await makeParent();
  try {
    const folder = await makeRunFolder(parent, EMPTY, UNZIP, ownerOf(options.isolation));
    const nothing = language === 'python' ? ['-c', 'pass'] : ['-e', ''];
    const line = lineOf(interpreter, nothing, folder.path, undefined, options);
    const { ended } = runProcess({
      ...{ command: line.command, arguments: line.arguments, directory: folder.path, input: '' },
      environment: { PATH: process.env.PATH ?? '' },
      ...{ timeoutMillis: seconds * 1000, outputBytesMax: 1000, answerBytesMax: 1000 },
    });
    const { status, output } = await ended;
    if (status === 'exit status 0') return { interpreter };
    return refuse(`${interpreter.path} could not be started (${output.trim() || status})`);
  } catch (error) {
    return refuse((error as Error).message);
  } finally {
    await rm(parent, { recursive: true, force: true });
  }
}

/** A zip archive without entries. */
const EMPTY = Uint8Array.from([0x50, 0x4b, 5, 6, ...Array.from({ length: 18 }, () => 0)]);

function start(
  run: FunctionRun,
  interpreter: Interpreter,
  folder: string,
  options: RunnerOptions,
): Running {
  const isPython = interpreter.language === 'python';
  const program = isPython
    ? ['-c', bootstrapPy]
    : [`--max-old-space-size=${run.memoryMegabytes}`, '-e', bootstrapJs];
  const megabytes = run.memoryMegabytes + limits.FUNCTION_OVERHEAD_MEGABYTES;
  const addressBytesMax = isPython ? megabytes * MEGABYTE : undefined;
  const line = lineOf(interpreter, program, folder, addressBytesMax, options);
  return runProcess({
    command: line.command,
    arguments: line.arguments,
    directory: join(folder, 'task'),
    environment: runEnvironment(run, options.endpoint, line.folder),
    input: runInput(run),
    timeoutMillis: run.timeoutSeconds * 1000,
    outputBytesMax: limits.FUNCTION_OUTPUT_BYTES_MAX,
    // The answer is a text inside of JSON, where a quote takes two bytes.
    answerBytesMax: 2 * limits.FUNCTION_PAYLOAD_BYTES_MAX + 1024,
  });
}

function lineOf(
  interpreter: Interpreter,
  program: readonly string[],
  folder: string,
  addressBytesMax: number | undefined,
  { isolation, hidden }: RunnerOptions,
) {
  const run = { interpreter, arguments: program, folder, addressBytesMax };
  return confine(isolation, run, hidden, CONFINED);
}

function ownerOf(isolation: Isolation): number | undefined {
  return isolation === 'namespaces' && process.getuid?.() === 0 ? NOBODY : undefined;
}

/** Others may pass through it to their own folder and not look into it. */
async function makeParent(): Promise<string> {
  const parent = await mkdtemp(join(tmpdir(), 'vedette-functions-'));
  await chmod(parent, 0o711);
  return parent;
}
