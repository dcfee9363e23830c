import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { hexId } from '../lib/ids.ts';
import { BLOB_WRITE_BYTES } from '../limits.ts';

/** Files with the bytes of objects, each encrypted with a data key of its own. */
export interface Blobs {
  /** Takes all of the chunks in; on disk, under a new name, when it resolves. */
  write(
    chunks: AsyncIterable<Uint8Array>,
    dataKey: Uint8Array,
    bytesMax: number,
  ): Promise<{ readonly blob: string; readonly bytes: number }>;
  /** The bytes from `from` up to, not including, `to`. */
  read(blob: string, dataKey: Uint8Array, from: number, to: number): AsyncIterable<Uint8Array>;
  /** No error where it is gone already. */
  remove(blob: string | undefined): Promise<void>;
  /** Removes every file that `used` does not name: what a crash has left behind. */
  sweep(used: ReadonlySet<string>): Promise<number>;
}

export class BlobTooLarge extends Error {}

/** AES-256 in counter mode, so that a range can be read without what stands before it. */
const CIPHER = 'aes-256-ctr';
const BLOCK_BYTES = 16;
const NONCE_BYTES = 16;

export async function openBlobs(directory: string): Promise<Blobs> {
  await mkdir(directory, { recursive: true, mode: 0o700 });
  const pathOf = (blob: string) => join(directory, blob.slice(0, 2), blob);
  return {
    async write(chunks, dataKey, bytesMax) {
      const blob = hexId();
      const path = pathOf(blob);
      await mkdir(join(directory, blob.slice(0, 2)), { recursive: true, mode: 0o700 });
      const temporary = `${path}.part`;
      try {
        const bytes = await writeFile(temporary, chunks, dataKey, bytesMax);
        await rename(temporary, path);
        return { blob, bytes };
      } catch (error) {
        await rm(temporary, { force: true });
        throw error;
      }
    },
    async *read(blob, dataKey, from, to) {
      if (to <= from) return;
      const path = pathOf(blob);
      const nonce = await nonceOf(path);
      const block = Math.floor(from / BLOCK_BYTES);
      const start = NONCE_BYTES + block * BLOCK_BYTES;
      const decipher = createDecipheriv(CIPHER, dataKey, advanced(nonce, block));
      let skip = from - block * BLOCK_BYTES;
      const reach = { start, end: NONCE_BYTES + to - 1, highWaterMark: BLOB_WRITE_BYTES };
      for await (const piece of createReadStream(path, reach)) {
        const plain = decipher.update(piece as Buffer);
        yield skip === 0 ? plain : plain.subarray(skip);
        skip = 0;
      }
    },
    async remove(blob) {
      if (blob) await rm(pathOf(blob), { force: true });
    },
    async sweep(used) {
      let removed = 0;
      for (const folder of await readdir(directory)) {
        for (const name of await readdir(join(directory, folder))) {
          if (used.has(name)) continue;
          await rm(join(directory, folder, name), { force: true });
          removed += 1;
        }
      }
      return removed;
    },
  };
}

async function nonceOf(path: string): Promise<Buffer> {
  const file = await open(path);
  try {
    const { buffer } = await file.read(Buffer.alloc(NONCE_BYTES), 0, NONCE_BYTES, 0);
    return buffer;
  } finally {
    await file.close();
  }
}

/** The counter of a later block: the nonce is a number of 128 bits, and wraps. */
function advanced(nonce: Buffer, blocks: number): Buffer {
  const next = Buffer.from(nonce);
  let carry = blocks;
  for (let index = NONCE_BYTES - 1; index >= 0 && carry > 0; index -= 1) {
    const sum = (next[index] ?? 0) + (carry % 256);
    next[index] = sum & 255;
    carry = Math.floor(carry / 256) + (sum >> 8);
  }
  return next;
}

/**
 * The nonce and what is encrypted by it, on disk when it resolves; answers how many bytes came.
 * By hand, since a chain of streams took longer than encrypting.
 */
async function writeFile(
  path: string,
  chunks: AsyncIterable<Uint8Array>,
  dataKey: Uint8Array,
  bytesMax: number,
): Promise<number> {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(CIPHER, dataKey, nonce);
  const file = await open(path, 'wx', 0o600);
  try {
    let bytes = 0;
    let held: Buffer[] = [nonce];
    let heldBytes = NONCE_BYTES;
    const put = async () => {
      const gathered = Buffer.concat(held, heldBytes);
      held = [];
      heldBytes = 0;
      // Goes on where the one before has ended.
      await file.writeFile(gathered);
    };
    for await (const piece of chunks) {
      bytes += piece.length;
      if (bytes > bytesMax) throw new BlobTooLarge();
      held.push(cipher.update(piece));
      heldBytes += piece.length;
      if (heldBytes >= BLOB_WRITE_BYTES) await put();
    }
    await put();
    await file.sync();
    return bytes;
  } finally {
    await file.close();
  }
}
