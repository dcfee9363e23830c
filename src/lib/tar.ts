import { createHash } from 'node:crypto';

/** One file of an archive, whose bytes must be taken before the next one is asked for. */
export interface TarEntry {
  readonly name: string;
  readonly bytes: number;
  readonly chunks: AsyncIterable<Uint8Array>;
}

const BLOCK = 512;

/** The head of a file in the form of POSIX (ustar), which every tar reads. */
export function tarHead(name: string, bytes: number): Buffer {
  const head = Buffer.alloc(BLOCK);
  const encoded = Buffer.from(name);
  if (encoded.length > 100) throw new Error(`${name} is too long for an archive.`);
  encoded.copy(head, 0);
  const octal = (value: number, at: number, digits: number) =>
    head.write(`${value.toString(8).padStart(digits - 1, '0')}\0`, at, 'latin1');
  octal(0o600, 100, 8);
  octal(0, 108, 8);
  octal(0, 116, 8);
  octal(bytes, 124, 12);
  octal(0, 136, 12);
  head.fill(' ', 148, 156);
  head.write('0', 156);
  head.write('ustar\u000000', 257, 'latin1');
  head.write(`${checksumOf(head).toString(8).padStart(6, '0')}\0 `, 148, 'latin1');
  return head;
}

/** What stands behind so many bytes of a file, up to a whole block. */
export function tarPadding(bytes: number): Buffer {
  return Buffer.alloc((BLOCK - (bytes % BLOCK)) % BLOCK);
}

/** What an archive ends with. */
export const TAR_END = Buffer.alloc(2 * BLOCK);

/** The files of an archive, one after the other. Throws where it is damaged or cut off. */
export async function* readTar(source: AsyncIterable<Uint8Array>): AsyncGenerator<TarEntry> {
  const reader = new BlockReader(source);
  for (;;) {
    const head = await reader.take(BLOCK);
    if (head.every((byte) => byte === 0)) return;
    const entry = readHead(head);
    let left = entry.bytes;
    const chunks = (async function* () {
      while (left > 0) {
        const chunk = await reader.some(left);
        left -= chunk.length;
        yield chunk;
      }
    })();
    yield { ...entry, chunks };
    if (left > 0) throw new Error(`${entry.name} was not read to its end.`);
    await reader.take(tarPadding(entry.bytes).length);
  }
}

function readHead(head: Buffer): { readonly name: string; readonly bytes: number } {
  const text = (from: number, to: number) =>
    head.subarray(from, to).toString('utf8').replace(/\0.*$/s, '').trim();
  const told = Number.parseInt(text(148, 156), 8);
  if (told !== checksumOf(Buffer.from(head).fill(' ', 148, 156))) {
    throw new Error('The archive is damaged.');
  }
  return { name: text(0, 100), bytes: Number.parseInt(text(124, 136), 8) };
}

/** With its own field as blanks. */
function checksumOf(head: Buffer): number {
  return head.reduce((sum, byte) => sum + byte, 0);
}

class BlockReader {
  readonly #source: AsyncIterator<Uint8Array>;
  #rest: Uint8Array = new Uint8Array();

  constructor(source: AsyncIterable<Uint8Array>) {
    this.#source = source[Symbol.asyncIterator]();
  }

  /** Up to so many bytes, at least one. */
  async some(bytesMax: number): Promise<Uint8Array> {
    while (this.#rest.length === 0) {
      const next = await this.#source.next();
      if (next.done) throw new Error('The archive is cut off.');
      this.#rest = next.value;
    }
    const chunk = this.#rest.subarray(0, bytesMax);
    this.#rest = this.#rest.subarray(chunk.length);
    return chunk;
  }

  async take(bytes: number): Promise<Buffer> {
    const chunks: Uint8Array[] = [];
    for (let left = bytes; left > 0; ) {
      const chunk = await this.some(left);
      chunks.push(chunk);
      left -= chunk.length;
    }
    return Buffer.concat(chunks);
  }
}

/** Hands the chunks on and adds them up to a SHA-256. */
export class Digested {
  readonly #hash = createHash('sha256');
  #digest: string | undefined;

  async *of(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    for await (const chunk of chunks) {
      this.#hash.update(chunk);
      yield chunk;
    }
  }

  get hex(): string {
    this.#digest ??= this.#hash.digest('hex');
    return this.#digest;
  }
}
