import { createHash, createHmac } from 'node:crypto';
import type { Signature } from '../api/sigv4/read-signature.ts';
import { s3Errors } from './s3-error.ts';

/** What the signatures of chunks are checked with; absent where they are not signed. */
export interface ChunkSigning {
  readonly signature: Signature;
  readonly key: Buffer;
}

/** The longest line between chunks that anybody writes: a size, a signature, or a trailer. */
const LINE_BYTES_MAX = 8192;
const EMPTY_SHA256 = createHash('sha256').update('').digest('hex');

/**
 * The payload of an `aws-chunked` body (Signature Version 4, "transferring payload in multiple
 * chunks"), each chunk's signature checked where they are signed. Trailers go to `trailers`, in
 * lower case. Throws `S3Error`; what was yielded before is then of no use.
 */
export async function* chunkedBody(
  source: AsyncIterable<Uint8Array>,
  signing: ChunkSigning | undefined,
  trailers: Map<string, string>,
): AsyncGenerator<Buffer> {
  const reader = new LineReader(source);
  let previous = signing?.signature.signature ?? '';
  for (;;) {
    const head = /^([0-9a-f]{1,8})(?:;chunk-signature=([0-9a-f]{64}))?$/i.exec(await reader.line());
    if (!head || (signing && !head[2])) throw s3Errors.incompleteBody();
    let left = Number.parseInt(head[1] ?? '', 16);
    const isLast = left === 0;
    const hash = createHash('sha256');
    while (left > 0) {
      const piece = await reader.bytes(left);
      left -= piece.length;
      if (signing) hash.update(piece);
      yield piece;
    }
    if (signing) {
      const text = ['AWS4-HMAC-SHA256-PAYLOAD', ...scopeOf(signing), previous, EMPTY_SHA256];
      previous = checked(signing, [...text, hash.digest('hex')], head[2] ?? '');
    }
    if (isLast) break;
    if ((await reader.line()) !== '') throw s3Errors.incompleteBody();
  }
  await readTrailers(reader, trailers);
  const given = trailers.get('x-amz-trailer-signature');
  if (!signing || given === undefined) return;
  trailers.delete('x-amz-trailer-signature');
  const lines = [...trailers].map(([name, value]) => `${name}:${value}\n`).join('');
  const hashed = createHash('sha256').update(lines).digest('hex');
  checked(signing, ['AWS4-HMAC-SHA256-TRAILER', ...scopeOf(signing), previous, hashed], given);
}

async function readTrailers(reader: LineReader, trailers: Map<string, string>): Promise<void> {
  for (let line = await reader.lastLine(); line !== ''; line = await reader.lastLine()) {
    const colon = line.indexOf(':');
    if (colon < 1 || trailers.size > 8) throw s3Errors.incompleteBody();
    trailers.set(line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim());
  }
}

function scopeOf({ signature }: ChunkSigning): [string, string] {
  const { date, region, service } = signature.scope;
  return [signature.time.text, `${date}/${region}/${service}/aws4_request`];
}

function checked({ key }: ChunkSigning, lines: readonly string[], given: string): string {
  const wanted = createHmac('sha256', key).update(lines.join('\n')).digest('hex');
  // What leaks by the time that this takes is a signature of data that the sender has.
  if (wanted === given) return wanted;
  const message = 'The signature of a chunk does not match the signature you provided.';
  throw s3Errors.signature('SignatureDoesNotMatch', 403, message);
}

/** Lines and counted bytes of a stream. */
class LineReader {
  readonly #source: AsyncIterator<Uint8Array>;
  #held: Buffer = Buffer.alloc(0);

  constructor(source: AsyncIterable<Uint8Array>) {
    this.#source = source[Symbol.asyncIterator]();
  }

  /** Without its end. */
  async line(): Promise<string> {
    for (;;) {
      const end = this.#held.indexOf('\r\n');
      if (end >= 0) {
        const line = this.#held.toString('latin1', 0, end);
        this.#held = this.#held.subarray(end + 2);
        return line;
      }
      if (this.#held.length > LINE_BYTES_MAX || !(await this.#more())) {
        throw s3Errors.incompleteBody();
      }
    }
  }

  /** The same, but a body may end without its last line's end. */
  async lastLine(): Promise<string> {
    while (this.#held.indexOf('\r\n') < 0 && this.#held.length <= LINE_BYTES_MAX) {
      if (await this.#more()) continue;
      const line = this.#held.toString('latin1');
      this.#held = Buffer.alloc(0);
      return line;
    }
    return this.line();
  }

  /** Up to so many, at least one. */
  async bytes(most: number): Promise<Buffer> {
    while (this.#held.length === 0) if (!(await this.#more())) throw s3Errors.incompleteBody();
    const piece = this.#held.subarray(0, most);
    this.#held = this.#held.subarray(piece.length);
    return piece;
  }

  async #more(): Promise<boolean> {
    const next = await this.#source.next();
    if (next.done) return false;
    this.#held =
      this.#held.length === 0 ? Buffer.from(next.value) : Buffer.concat([this.#held, next.value]);
    return true;
  }
}
