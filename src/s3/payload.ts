import { createHash, type Hash } from 'node:crypto';
import type { RequestHead } from '../api/http.ts';
import { CHECKSUMS, type RunningChecksum } from './checksums.ts';
import { type ChunkSigning, chunkedBody } from './chunked-body.ts';
import { s3Errors } from './s3-error.ts';

/** A body as it is taken: its bytes, and what they came to once all have been read. */
export interface Payload {
  readonly chunks: AsyncIterable<Uint8Array>;
  /** Once `chunks` has ended: checks what was promised of them. Throws `S3Error`. */
  verify(): Verified;
  /** Bytes of the payload, where the request says so. */
  readonly bytes: number | undefined;
}

export interface Verified {
  /** MD5, hexadecimal. */
  readonly md5: string;
  /** `crc32` → base64, of the one that the request promised. */
  readonly checksums: Readonly<Record<string, string>>;
}

const CHECKSUM_HEADER = /^x-amz-checksum-([a-z0-9]+)$/;

/** Reads a request's body in whichever form it was sent, hashing on the way. */
export function payloadOf(
  head: RequestHead,
  incoming: AsyncIterable<Uint8Array>,
  signing: ChunkSigning | undefined,
): Payload {
  const { headers } = head;
  const declared = headers.get('x-amz-content-sha256') ?? '';
  const isChunked = declared.startsWith('STREAMING-');
  const isSigned = declared.startsWith('STREAMING-AWS4-HMAC-SHA256-PAYLOAD');
  if (isChunked && !isSigned && declared !== 'STREAMING-UNSIGNED-PAYLOAD-TRAILER') {
    throw s3Errors.notImplemented(`The payload form ${declared}`);
  }
  const trailers = new Map<string, string>();
  const source = isChunked
    ? chunkedBody(incoming, isSigned ? signing : undefined, trailers)
    : incoming;
  const length = headers.get(isChunked ? 'x-amz-decoded-content-length' : 'content-length');
  const bytes = length === undefined ? undefined : Number(length);
  const sums = new Sums(algorithmOf(headers), /^[0-9a-f]{64}$/.test(declared));
  return {
    chunks: sums.through(source),
    bytes,
    verify: () => sums.verify(head, trailers, bytes, declared),
  };
}

/** The checksum that a request promises, in a header or in a trailer; undefined for none. */
function algorithmOf(headers: RequestHead['headers']): string | undefined {
  const names = [...headers.keys(), ...(headers.get('x-amz-trailer') ?? '').split(',')];
  for (const name of names) {
    const algorithm = CHECKSUM_HEADER.exec(name.trim().toLowerCase())?.[1];
    if (algorithm === undefined || ['type', 'mode', 'algorithm'].includes(algorithm)) continue;
    if (!Object.hasOwn(CHECKSUMS, algorithm))
      throw s3Errors.notImplemented(`Checksum ${algorithm}`);
    return algorithm;
  }
  return undefined;
}

class Sums {
  readonly #md5 = createHash('md5');
  readonly #sha256: Hash | undefined;
  readonly #running: RunningChecksum | undefined;
  #bytes = 0;

  constructor(
    private readonly algorithm: string | undefined,
    wantsSha256: boolean,
  ) {
    this.#sha256 = wantsSha256 ? createHash('sha256') : undefined;
    this.#running = algorithm === undefined ? undefined : CHECKSUMS[algorithm]?.();
  }

  async *through(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    for await (const piece of source) {
      this.#bytes += piece.length;
      this.#md5.update(piece);
      this.#sha256?.update(piece);
      this.#running?.update(piece);
      yield piece;
    }
  }

  verify(
    { headers }: RequestHead,
    trailers: ReadonlyMap<string, string>,
    bytes: number | undefined,
    declared: string,
  ): Verified {
    if (bytes !== undefined && bytes !== this.#bytes) throw s3Errors.incompleteBody();
    const sha256 = this.#sha256?.digest('hex');
    if (sha256 !== undefined && sha256 !== declared) throw s3Errors.contentSha256();
    const md5 = this.#md5.digest();
    const promised = headers.get('content-md5');
    if (promised !== undefined) {
      if (!/^[A-Za-z0-9+/]{22}==$/.test(promised)) throw s3Errors.invalidDigest();
      if (promised !== md5.toString('base64')) throw s3Errors.badDigest();
    }
    const checksums: Record<string, string> = {};
    const { algorithm } = this;
    if (algorithm !== undefined) {
      const name = `x-amz-checksum-${algorithm}`;
      const wanted = headers.get(name) ?? trailers.get(name);
      const sum = this.#running?.digest() ?? '';
      if (wanted !== sum) throw s3Errors.badDigest();
      checksums[algorithm] = sum;
    }
    return { md5: md5.toString('hex'), checksums };
  }
}
