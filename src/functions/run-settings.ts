import { chown, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as limits from '../limits.ts';
import { confine, ENVIRONMENT_FILE, type Isolation, NOBODY } from './confinement.ts';
import { insideUrl, portOf, serveGate } from './gate.ts';
import type { Interpreter, InterpreterPaths } from './interpreters.ts';
import { type ProcessRun, type Running, runProcess } from './run-process.ts';
import { shellEnvironment } from './shell-environment.ts';

/** How every function is run, as the operator has it. */
export interface RunSettings {
  readonly interpreters: InterpreterPaths;
  readonly isolation: Isolation;
  /** Folders that no function may see: the data directory, the master key's. */
  readonly hidden: readonly string[];
  /** The server's own address: the only one that functions reach. */
  readonly endpoint: string;
}

export const UNZIP = {
  files: limits.FUNCTION_FILES_MAX,
  bytes: limits.FUNCTION_UNPACKED_BYTES_MAX,
};

const CONFINED = {
  fileBytesMax: limits.FUNCTION_FILE_BYTES_MAX,
  openFilesMax: limits.FUNCTION_OPEN_FILES_MAX,
  processesMax: limits.FUNCTION_PROCESSES_MAX,
};

/** Of what comes before a function, which needs the programs of the system and nothing else. */
const SYSTEM = { PATH: '/usr/local/bin:/usr/bin:/bin:/usr/local/sbin:/usr/sbin:/sbin' };

/** A program in the folder of a run. */
export interface Program
  extends Pick<ProcessRun, 'input' | 'timeoutMillis' | 'outputBytesMax' | 'answerBytesMax'> {
  readonly interpreter: Interpreter;
  readonly arguments: readonly string[];
  readonly folder: string;
  readonly addressBytesMax?: number;
  /** Of the program, which finds its folder under this name. */
  environment(folder: string): Readonly<Record<string, string>>;
}

/** Starts a program so that it sees and reaches as little as the operator has it. */
export async function startProgram(program: Program, settings: RunSettings): Promise<Running> {
  const { isolation, hidden, endpoint } = settings;
  const { interpreter, folder, addressBytesMax } = program;
  const port = portOf(endpoint);
  const run = { interpreter, arguments: program.arguments, folder, addressBytesMax, port };
  const line = confine(isolation, run, hidden, CONFINED);
  const environment = program.environment(line.folder);
  const { input, timeoutMillis, outputBytesMax, answerBytesMax } = program;
  const process = {
    ...{ command: line.command, arguments: line.arguments, directory: join(folder, 'task') },
    ...{ input, timeoutMillis, outputBytesMax, answerBytesMax },
  };
  if (isolation === 'none') return runProcess({ ...process, environment });
  const file = join(folder, ENVIRONMENT_FILE);
  await writeFile(file, shellEnvironment(environment), { mode: 0o600 });
  const owner = ownerOf(isolation);
  if (owner !== undefined) await chown(file, owner, owner);
  return runProcess({
    ...process,
    environment: SYSTEM,
    serveGate: (gate) => serveGate(gate, endpoint),
  });
}

/** Whose the folder of a run is, where that is not the server's own user. */
export function ownerOf(isolation: Isolation): number | undefined {
  return isolation === 'namespaces' && process.getuid?.() === 0 ? NOBODY : undefined;
}

/** The server's address as functions know it. */
export function endpointOf({ isolation, endpoint }: Omit<RunSettings, 'interpreters'>): string {
  return isolation === 'none' ? endpoint : insideUrl(endpoint);
}
