import { rm } from 'node:fs/promises';
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
import type { Running } from './run-process.ts';
import { endpointOf, ownerOf, type RunSettings, startProgram, UNZIP } from './run-settings.ts';

export interface RunnerOptions extends RunSettings {
  readonly runningMax?: number;
  readonly waitingMax?: number;
}

export interface Runner extends FunctionRunner {
  /** The server's address as functions know it. */
  readonly endpoint: string;
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
      const process = await start(run, one.interpreter, folder.path, options);
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
    endpoint: endpointOf(options),
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
      await languages.idle();
      if (parent !== undefined) await rm(await parent, { recursive: true, force: true });
    },
  };
}

function start(
  run: FunctionRun,
  interpreter: Interpreter,
  folder: string,
  options: RunnerOptions,
): Promise<Running> {
  const isPython = interpreter.language === 'python';
  const megabytes = run.memoryMegabytes + limits.FUNCTION_OVERHEAD_MEGABYTES;
  const program = {
    ...{ interpreter, folder, input: runInput(run), timeoutMillis: run.timeoutSeconds * 1000 },
    arguments: isPython
      ? ['-c', bootstrapPy]
      : [`--max-old-space-size=${run.memoryMegabytes}`, '-e', bootstrapJs],
    ...(isPython && { addressBytesMax: megabytes * MEGABYTE }),
    environment: (inside: string) => runEnvironment(run, endpointOf(options), inside),
    outputBytesMax: limits.FUNCTION_OUTPUT_BYTES_MAX,
    // The answer is a text inside of JSON, where a quote takes two bytes.
    answerBytesMax: 2 * limits.FUNCTION_PAYLOAD_BYTES_MAX + 1024,
  };
  return startProgram(program, options);
}
