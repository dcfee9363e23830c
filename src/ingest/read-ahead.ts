import { readFile } from 'node:fs/promises';
import { readObject } from './read-object.ts';

/** Bytes of the files, as `readObject` gives them; may throw the system's error. */
export interface OpenedFile<F> {
  readonly file: F;
  readonly chunks: AsyncIterable<Uint8Array>;
}

/** CloudTrail's usual file of five minutes; read whole in one trip. */
const SMALL_BYTES = 512 * 1024;
/** Reads under way while one file is worked on: as many as libuv has threads. */
const AHEAD = 4;

/** The same files in the same order, the next small ones already being read from the disk. */
export function* readAhead<F extends { readonly path: string; readonly bytes: number }>(
  files: readonly F[],
): Generator<OpenedFile<F>> {
  const reads = new Map<number, AsyncIterable<Uint8Array>>();
  for (const [index, file] of files.entries()) {
    for (let ahead = index; ahead < Math.min(index + AHEAD, files.length); ahead += 1) {
      const next = files[ahead];
      if (next !== undefined && !reads.has(ahead)) reads.set(ahead, open(next));
    }
    const chunks = reads.get(index) ?? readObject(file.path);
    reads.delete(index);
    yield { file, chunks };
  }
}

function open({ path, bytes }: { readonly path: string; readonly bytes: number }) {
  // A pipe or device says 0, and is read as it comes.
  if (bytes === 0 || bytes > SMALL_BYTES) return later(path);
  const read = readFile(path);
  // Whoever iterates sees the error; until then it must not end the process.
  read.catch(() => undefined);
  return once(read);
}

async function* once(read: Promise<Uint8Array>): AsyncGenerator<Uint8Array> {
  yield await read;
}

/** Opened only when it is its turn: nobody would hear the error of a stream that waits. */
async function* later(path: string): AsyncGenerator<Uint8Array> {
  yield* readObject(path);
}
