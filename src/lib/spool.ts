import { type FileHandle, mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * Bytes that come in order and are read in another: few are kept in memory, more in a file that is
 * gone when the spool is closed.
 */
export class Spool {
  #pieces: Uint8Array[] = [];
  #bytes = 0;
  #folder: string | undefined;
  #file: FileHandle | undefined;

  /** `memoryBytesMax`: more than that goes to the disk. */
  constructor(private readonly memoryBytesMax: number) {}

  get byteLength(): number {
    return this.#bytes;
  }

  /** Keeps a copy. */
  async write(piece: Uint8Array): Promise<void> {
    this.#bytes += piece.length;
    if (this.#file !== undefined) {
      await this.#file.write(piece);
      return;
    }
    this.#pieces.push(Uint8Array.from(piece));
    if (this.#bytes <= this.memoryBytesMax) return;
    this.#folder = await mkdtemp(join(tmpdir(), 'vedette-spool-'));
    this.#file = await open(join(this.#folder, 'bytes'), 'wx+', 0o600);
    for (const kept of this.#pieces) await this.#file.write(kept);
    this.#pieces = [];
  }

  /** The bytes from `start` up to, not including, `end`; fewer where there are no more. */
  async slice(start: number, end = this.#bytes): Promise<ArrayBuffer> {
    const length = Math.max(0, Math.min(end, this.#bytes) - start);
    if (this.#file === undefined) {
      if (this.#pieces.length > 1) this.#pieces = [Buffer.concat(this.#pieces)];
      const [all = new Uint8Array(0)] = this.#pieces;
      return Uint8Array.from(all.subarray(start, start + length)).buffer;
    }
    const bytes = new Uint8Array(length);
    let read = 0;
    while (read < length) {
      const { bytesRead } = await this.#file.read(bytes, read, length - read, start + read);
      if (bytesRead === 0) break;
      read += bytesRead;
    }
    return bytes.buffer;
  }

  async close(): Promise<void> {
    this.#pieces = [];
    await this.#file?.close();
    this.#file = undefined;
    if (this.#folder !== undefined) await rm(this.#folder, { recursive: true, force: true });
    this.#folder = undefined;
  }
}
