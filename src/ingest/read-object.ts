import { createReadStream } from 'node:fs';

/** Large enough that a trip to the disk is cheap, small enough that a dozen open files are too. */
const CHUNK_BYTES = 256 * 1024;

/**
 * The bytes of a file as it is stored, from `from` on: gzip is told apart where the format is read.
 * Resuming behind the start makes sense for plain files that grow, not for gzip.
 * Throws the system's error (`ENOENT`, `EACCES`, `EISDIR`, `EIO`) from the iteration.
 */
export function readObject(path: string, from = 0): AsyncIterable<Uint8Array> {
  return createReadStream(path, { start: from, highWaterMark: CHUNK_BYTES });
}
