import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { FunctionOutcome, FunctionRun, FunctionRunner } from '../domain/function-run.ts';
import * as limits from '../limits.ts';
import { bootstrapJs } from './bootstrap-js.ts';
import { bootstrapPy } from './bootstrap-py.ts';
import { createLanguages } from './create-languages.ts';
import { createPlaces } from './create-places.ts';
import { caveatOf, type Interpreter } from './interpreters.ts';
import { outcomeOf } from './outcome-of.ts';
import { runEnvironment, runInput } from './run-environment.ts';
import { makeParent, makeRunFolder } from './run-folder.ts';
import { type Running, runProcess } from './run-process.ts';
import { lineOf, ownerOf, type RunSettings, UNZIP } from './run-settings.ts';

export interface RunnerOptions extends RunSettings {
  /** The server's own address: the only one that functions are given. */
  readonly endpoint: string;
  readonly runningMax?: number;
  readonly waitingMax?: number;
}

export interface Runner extends FunctionRunner {
  /** Ends every run, and removes what they left. */
  close(): Promise<void>;
}

const MEGABYTE = 1024 * 1024;

/** Runs functions as processes of this machine. */
export function createRunner(options: RunnerOptions): Runner {
  const { runningMax = limits.FUNCTIONS_RUNNING_MAX } = options;
  const { waitingMax = limits.FUNCTIONS_WAITING_MAX } = options;
  const languages = createLanguages(options);
  const running = new Set<Running>();
  const places = createPlaces({ runningMax, waitingMax });
  let parent: Promise<string> | undefined;
  let closing = false;

  const carryOut = async (run: FunctionRun): Promise<FunctionOutcome> => {
    const one = await languages.find(run.runtime);
    if ('reason' in one) throw new Error(one.reason);
    parent ??= makeParent();
    const owner = ownerOf(options.isolation);
    const folder = await makeRunFolder(await parent, run.code, UNZIP, owner);
    try {
      if (closing) throw new Error('the server is closing');
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
      const one = await languages.find(runtime);
      return 'reason' in one ? one.reason : undefined;
    },
    caveat: (runtime) => {
      const interpreter = languages.known(runtime);
      return interpreter && caveatOf(runtime, interpreter);
    },
    run(run, { patient }) {
      return places.take(patient, () => carryOut(run));
    },
    async close() {
      closing = true;
      places.close();
      for (const process of running) process.kill();
      await Promise.allSettled([...running].map(({ ended }) => ended));
      await places.idle();
      if (parent !== undefined) await rm(await parent, { recursive: true, force: true });
    },
  };
}

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
