import * as limits from '../limits.ts';
import { type CommandLine, confine, type Isolation, NOBODY } from './confinement.ts';
import type { Interpreter, InterpreterPaths } from './interpreters.ts';

/** How every function is run, as the operator has it. */
export interface RunSettings {
  readonly interpreters: InterpreterPaths;
  readonly isolation: Isolation;
  /** Folders that no function may see: the data directory, the master key's. */
  readonly hidden: readonly string[];
}

export const UNZIP = {
  files: limits.FUNCTION_FILES_MAX,
  bytes: limits.FUNCTION_UNPACKED_BYTES_MAX,
};

const CONFINED = {
  fileBytesMax: limits.FUNCTION_FILE_BYTES_MAX,
  openFilesMax: limits.FUNCTION_OPEN_FILES_MAX,
};

export function lineOf(
  interpreter: Interpreter,
  program: readonly string[],
  folder: string,
  addressBytesMax: number | undefined,
  { isolation, hidden }: RunSettings,
): CommandLine {
  const run = { interpreter, arguments: program, folder, addressBytesMax };
  return confine(isolation, run, hidden, CONFINED);
}

/** Whose the folder of a run is, where that is not the server's own user. */
export function ownerOf(isolation: Isolation): number | undefined {
  return isolation === 'namespaces' && process.getuid?.() === 0 ? NOBODY : undefined;
}
