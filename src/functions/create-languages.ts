import { rm } from 'node:fs/promises';
import * as limits from '../limits.ts';
import { findInterpreter, type Interpreter, languageOf } from './interpreters.ts';
import { makeParent, makeRunFolder } from './run-folder.ts';
import { ownerOf, type RunSettings, startProgram, UNZIP } from './run-settings.ts';

/** A language that was asked for: what runs it, or why nothing does. */
export type Found = { readonly interpreter: Interpreter } | { readonly reason: string };

export interface Languages {
  find(runtime: string): Promise<Found>;
  /** What is known by now to run it. */
  known(runtime: string): Interpreter | undefined;
  /** Resolves when nothing is looked for. */
  idle(): Promise<void>;
}

/** The interpreters of this machine, each looked for when it is first asked for. */
export function createLanguages(settings: RunSettings): Languages {
  const found = new Map<Interpreter['language'], Promise<Found>>();
  const known = new Map<Interpreter['language'], Interpreter>();
  return {
    async find(runtime) {
      const language = languageOf(runtime);
      if (language === undefined) {
        const has = 'it runs Python and Node.js';
        return { reason: `The runtime ${runtime} is not supported by this server: ${has}.` };
      }
      const looking = found.get(language) ?? look(language, settings);
      found.set(language, looking);
      const one = await looking;
      // A shortage that the operator mends is looked for anew.
      if ('reason' in one) found.delete(language);
      else known.set(language, one.interpreter);
      return one;
    },
    known(runtime) {
      const language = languageOf(runtime);
      return language && known.get(language);
    },
    async idle() {
      await Promise.allSettled(found.values());
    },
  };
}

/** Finds the program and starts it once as functions are started: what fails then fails now. */
async function look(language: Interpreter['language'], options: RunSettings): Promise<Found> {
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
    const { ended } = await startProgram(
      {
        ...{ interpreter, arguments: nothing, folder: folder.path, input: '' },
        environment: () => ({ PATH: process.env.PATH ?? '' }),
        ...{ timeoutMillis: seconds * 1000, outputBytesMax: 1000, answerBytesMax: 1000 },
      },
      options,
    );
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
