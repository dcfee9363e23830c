import { createReadStream } from 'node:fs';

/** Large enough that a trip to the disk is cheap, small enough that a dozen open files are too. */
const CHUNK_BYTES = 256 * 1024;

/**
 * The bytes of a file as it is stored: gzip is told apart where the format is read.
 * Throws the system's error (`ENOENT`, `EACCES`, `EISDIR`, `EIO`) from the iteration.
 */
export function readObject(path: string): AsyncIterable<Uint8Array> {
  return createReadStream(path, { highWaterMark: CHUNK_BYTES });
}
