import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { readObject } from './read-object.ts';

interface SizedFile {
  readonly path: string;
  readonly bytes: number;
}

/** Bytes of the files, as `readObject` gives them; may throw the system's error. */
export interface OpenedFile<F> {
  readonly file: F;
  readonly chunks: AsyncIterable<Uint8Array>;
}

/** CloudTrail's usual file of five minutes; read whole in one trip. */
const SMALL_BYTES = 512 * 1024;
/** Reads under way while one file is worked on: as many as libuv has threads. */
const AHEAD = 4;
/** Files of a disk that takes longer are read ahead; others would cost more so than they take. */
const SLOW_READ_MILLIS = 1;
/** A few slow reads are chance: so many may be had beside what all took together. */
const CHANCE_READS = 16;

/** The file's bytes come in one chunk. A pipe or device says 0, and is read as it comes. */
export function isReadWhole({ bytes }: SizedFile): boolean {
  return bytes > 0 && bytes <= SMALL_BYTES;
}

/** The same files in the same order; from a slow disk, the next small ones are read already. */
export function* readAhead<F extends SizedFile>(
  files: readonly F[],
  slowMillis = SLOW_READ_MILLIS,
): Generator<OpenedFile<F>> {
  const reads = new Map<number, Promise<Uint8Array>>();
  let isSlow = slowMillis < 0;
  let readMillis = 0;
  let readCount = 0;
  const readNow = ({ path }: F): Uint8Array => {
    const from = performance.now();
    const bytes = readFileSync(path);
    readMillis += performance.now() - from;
    readCount += 1;
    isSlow = readMillis > slowMillis * (readCount + CHANCE_READS);
    return bytes;
  };
  for (const [index, file] of files.entries()) {
    for (let ahead = index; isSlow && ahead < Math.min(index + AHEAD, files.length); ahead += 1) {
      const next = files[ahead];
      if (next !== undefined && isReadWhole(next) && !reads.has(ahead))
        reads.set(ahead, begun(next));
    }
    const read = reads.get(index);
    reads.delete(index);
    const chunks = isReadWhole(file) ? once(() => read ?? readNow(file)) : later(file.path);
    yield { file, chunks };
  }
}

function begun({ path }: SizedFile): Promise<Uint8Array> {
  const read = readFile(path);
  // Whoever iterates sees the error; until then it must not end the process.
  read.catch(() => undefined);
  return read;
}

async function* once(read: () => Promise<Uint8Array> | Uint8Array): AsyncGenerator<Uint8Array> {
  yield await read();
}

/** Opened only when it is its turn: nobody would hear the error of a stream that waits. */
async function* later(path: string): AsyncGenerator<Uint8Array> {
  yield* readObject(path);
}
