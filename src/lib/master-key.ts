import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  closeSync,
  existsSync,
  fsyncSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { homedir } from 'node:os';
import { dirname, isAbsolute, join } from 'node:path';
import { makeDirectory } from './make-directory.ts';
import { createSeal, generateMasterKey, parseMasterKey, type Seal } from './seal.ts';

/** Where an operator keeps the master key. `own-file` is the default: Vedette makes it itself. */
export type MasterKeySource =
  | { readonly kind: 'file'; readonly path: string }
  | { readonly kind: 'text'; readonly text: string; readonly variable: string }
  | { readonly kind: 'command'; readonly command: string; readonly seconds: number }
  | { readonly kind: 'own-file'; readonly directory: string };

/** `$XDG_CONFIG_HOME/vedette`, else `~/.config/vedette`: outside every data directory. */
export function ownKeyDirectory(environment: Readonly<Record<string, string | undefined>>): string {
  const home = environment.XDG_CONFIG_HOME;
  // The XDG specification has relative paths ignored, which also keeps the key out of `.`.
  const parent = home !== undefined && isAbsolute(home) ? home : join(homedir(), '.config');
  return join(parent, 'vedette');
}

export function ownKeyPath(directory: string, dataDirectoryId: string): string {
  return join(directory, `${dataDirectoryId}.key`);
}

/**
 * For a new data directory: reads the key, or makes the own file. `made` names a file that is new.
 */
export function firstMasterKey(
  source: MasterKeySource,
  dataDirectoryId: string,
): { seal: Seal; made?: string } {
  if (source.kind !== 'own-file') return { seal: readSource(source) };
  const path = ownKeyPath(source.directory, dataDirectoryId);
  writeKeyFile(path, generateMasterKey());
  return { seal: sealOf(readText(path), path), made: path };
}

/**
 * For a data directory that was sealed with the key of this fingerprint. A rotation that was cut
 * off after its commit left the new key in `<path>.next`: it is put in its place now.
 */
export function knownMasterKey(
  source: MasterKeySource,
  dataDirectoryId: string,
  fingerprint: string,
): Seal {
  const seal =
    source.kind === 'own-file'
      ? readOwnFile(ownKeyPath(source.directory, dataDirectoryId), fingerprint)
      : readSource(source);
  if (seal.fingerprint === fingerprint) return seal;
  throw new Error(
    `This is not the master key of the data directory: it was sealed with key ${fingerprint}, ` +
      `and ${nameOf(source)} holds key ${seal.fingerprint}.`,
  );
}

/** First step of a rotation of the own file; `finishOwnRotation` follows the commit. */
export function prepareOwnRotation(path: string): Seal {
  const text = generateMasterKey();
  rmSync(nextOf(path), { force: true });
  writeKeyFile(nextOf(path), text);
  return sealOf(text, nextOf(path));
}

export function finishOwnRotation(path: string): void {
  renameSync(nextOf(path), path);
  syncDirectory(dirname(path));
}

export function readSource(source: Exclude<MasterKeySource, { kind: 'own-file' }>): Seal {
  if (source.kind === 'text') return sealOf(source.text, source.variable);
  if (source.kind === 'file') return sealOf(readText(source.path), source.path);
  return sealOf(runCommand(source.command, source.seconds), nameOf(source));
}

function readOwnFile(path: string, fingerprint: string): Seal {
  const next = nextOf(path);
  if (existsSync(next) && sealOf(readText(next), next).fingerprint === fingerprint) {
    finishOwnRotation(path);
  }
  const seal = sealOf(readText(path), path);
  if (seal.fingerprint === fingerprint) rmSync(next, { force: true });
  return seal;
}

function nextOf(path: string): string {
  return `${path}.next`;
}

function nameOf(source: MasterKeySource): string {
  if (source.kind === 'file') return source.path;
  if (source.kind === 'text') return source.variable;
  return source.kind === 'command' ? 'the master key command' : 'its key file';
}

/** The text never gets into a message: a mistyped key is still most of a secret. */
function sealOf(text: string, name: string): Seal {
  const key = parseMasterKey(text);
  if (key === undefined) {
    throw new Error(
      `${name} holds no master key: it wants 32 bytes as base64 or hex, and no more.`,
    );
  }
  return createSeal(key);
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new Error(`The master key file ${path} cannot be read (${codeOf(error)}).`);
  }
}

/** A file of mode 0600 in a directory of mode 0700, on disk before anything is sealed with it. */
function writeKeyFile(path: string, text: string): void {
  try {
    makeDirectory(dirname(path), 0o700);
    const file = openSync(path, 'wx', 0o600);
    try {
      writeSync(file, `${text}\n`);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    chmodSync(path, 0o600);
    syncDirectory(dirname(path));
  } catch (error) {
    throw new Error(`The master key file ${path} cannot be written (${codeOf(error)}).`);
  }
}

function syncDirectory(path: string): void {
  const directory = openSync(path, 'r');
  try {
    fsyncSync(directory);
  } finally {
    closeSync(directory);
  }
}

/**
 * Program and arguments are the words of the text, run without a shell: nothing in it is expanded.
 */
function runCommand(command: string, seconds: number): string {
  const [program, ...args] = command.trim().split(/\s+/);
  if (program === undefined || program === '') throw new Error('The master key command is empty.');
  try {
    return execFileSync(program, args, {
      encoding: 'utf8',
      timeout: seconds * 1000,
      stdio: ['ignore', 'pipe', 'ignore'],
    });
  } catch (error) {
    throw new Error(`The master key command ${program} failed (${codeOf(error)}).`);
  }
}

function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown reason';
  if ('status' in error && typeof error.status === 'number') return `exit code ${error.status}`;
  return 'code' in error && typeof error.code === 'string' ? error.code : error.message;
}
