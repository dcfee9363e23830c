import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** What is known of the last good copy of a page. */
export interface CopyState {
  readonly url: string;
  readonly fetchedAt: number;
  readonly etag?: string;
  readonly lastModified?: string;
}

/** The last good copies of pages, in a folder: what is used until a newer one was read whole. */
export interface FeedCopies {
  /** Undefined where there is none, or it is one of another address. */
  read(name: string, url: URL): { readonly state: CopyState; bytes(): Uint8Array } | undefined;
  write(name: string, state: CopyState, bytes: Uint8Array): void;
  /** The page has not changed. */
  touch(name: string, state: CopyState): void;
}

export function feedCopies(folder: string): FeedCopies {
  const stateFile = (name: string) => join(folder, `${name}.json`);
  const copyFile = (name: string) => join(folder, `${name}.copy`);
  const touch = (name: string, state: CopyState) => put(stateFile(name), JSON.stringify(state));
  return {
    read(name, url) {
      const text = readIfThere(stateFile(name));
      const state = text === undefined ? undefined : parseState(text.toString('utf8'));
      if (state === undefined || state.url !== url.href) return undefined;
      return { state, bytes: () => readFileSync(copyFile(name)) };
    },
    write(name, state, bytes) {
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      // Without its state a copy is as if it were not there: state and copy always fit.
      rmSync(stateFile(name), { force: true });
      put(copyFile(name), bytes);
      touch(name, state);
    },
    touch,
  };
}

/** Whole or not at all: a reader never sees half of it. */
function put(path: string, content: string | Uint8Array): void {
  const before = `${path}.${process.pid}`;
  writeFileSync(before, content, { mode: 0o600 });
  renameSync(before, path);
}

function readIfThere(path: string): Buffer | undefined {
  try {
    return readFileSync(path);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}

function parseState(text: string): CopyState | undefined {
  try {
    const state = JSON.parse(text) as Partial<CopyState> | null;
    if (typeof state?.url !== 'string' || typeof state.fetchedAt !== 'number') return undefined;
    return state as CopyState;
  } catch {
    // Half a file of a machine that went down: the page is asked again.
    return undefined;
  }
}
