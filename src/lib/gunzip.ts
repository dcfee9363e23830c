import { MessageChannel } from 'node:worker_threads';
import { createGunzip, type Gunzip, gunzipSync } from 'node:zlib';

export interface GunzipLimits {
  readonly bytesMax: number;
  /** Output per input byte, looked at once more than `ratioFreeBytes` have come out. */
  readonly ratioMax: number;
  readonly ratioFreeBytes: number;
}

/** The stream is broken or cut off, or inflates beyond the limits. */
export class GunzipError extends Error {
  constructor(readonly reason: 'corrupt-gzip' | 'inflates-too-much') {
    super(reason);
    this.name = 'GunzipError';
  }
}

/** Input handed to zlib first: some 300 kB of log come out, or enough to know a bomb by. */
const SLICE_BYTES = 32 * 1024;
/** How much more is handed to it afterwards: each trip to its thread and back costs. */
const LATER_SLICES = 4;
/** Most small bodies come out in one piece, which need not be joined with others. */
const SMALL_OUTPUT_BYTES = 64 * 1024;
const OUTPUT_BYTES = 256 * 1024;
/** Of a body that is known to be broken: what a slice comes to is lost with its broken byte. */
export const BROKEN_SLICE_BYTES = 16;

export function isGzip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b;
}

export function isSmall(body: Uint8Array): boolean {
  return body.length <= SLICE_BYTES;
}

/**
 * Inflates a small body at once, which costs a fifth of a stream for a few kB. Undefined where
 * anything is wrong with it: then `gunzip` gives what can be had, and says what is wrong.
 */
export function gunzipSmall(body: Uint8Array, limits: GunzipLimits): Uint8Array | undefined {
  if (!isSmall(body)) return undefined;
  const allowed = Math.max(limits.ratioFreeBytes, limits.ratioMax * body.length);
  try {
    const maxOutputLength = Math.min(limits.bytesMax, allowed);
    return gunzipSync(body, { maxOutputLength, chunkSize: SMALL_OUTPUT_BYTES });
  } catch {
    return undefined;
  }
}

/**
 * Inflates gzip, several members too. While the consumer works on one piece, the next is inflated
 * in libuv's thread pool. Memory stays flat whatever the input: a bomb is found after one slice.
 * What came out before an error has been yielded when it is thrown. A piece is good until the next
 * is asked for.
 */
export async function* gunzip(
  chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  limits: GunzipLimits,
  sliceBytes = SLICE_BYTES,
): AsyncGenerator<Uint8Array, void, undefined> {
  const inflater = new Inflater(limits);
  let bytes = sliceBytes;
  try {
    for await (const chunk of chunks) {
      for (let from = 0; from < chunk.length; ) {
        const outputs = inflater.take();
        const slice = chunk.subarray(from, from + bytes);
        const written = inflater.write(slice);
        yield* inTurn(outputs);
        await written;
        from += slice.length;
        bytes = sliceBytes === BROKEN_SLICE_BYTES ? bytes : LATER_SLICES * sliceBytes;
      }
    }
    const outputs = inflater.take();
    const ended = inflater.end();
    yield* inTurn(outputs);
    await ended;
    yield* inTurn(inflater.take());
    inflater.check();
  } finally {
    inflater.close();
  }
}

function* inTurn(pieces: readonly Uint8Array[]): Generator<Uint8Array, void, undefined> {
  for (const piece of pieces) {
    yield piece;
    letGo(piece);
  }
}

/** One end of a channel whose other is closed: what is handed to it is gone. */
const nowhere = (() => {
  const { port1, port2 } = new MessageChannel();
  port2.close();
  return port1;
})();

/**
 * Frees the memory of a piece that is done with, behind the last of its buffer, of which the stream
 * keeps nothing. Left to the collector, such memory had it run twenty times a second over all else,
 * for a fourth of what a scan takes.
 */
function letGo({ buffer, byteOffset, byteLength }: Uint8Array): void {
  if (byteOffset + byteLength < buffer.byteLength || !(buffer instanceof ArrayBuffer)) return;
  nowhere.postMessage(undefined, [buffer]);
}

/** Node's gunzip stream, driven one write at a time, its errors kept until they are asked for. */
class Inflater {
  private readonly stream: Gunzip = createGunzip({ chunkSize: OUTPUT_BYTES });
  private outputs: Uint8Array[] = [];
  private inputBytes = 0;
  private outputBytes = 0;
  private error: GunzipError | undefined;
  private settle: () => void = () => undefined;

  constructor(private readonly limits: GunzipLimits) {
    this.stream.on('data', (output: Uint8Array) => this.keep(output));
    this.stream.on('error', () => this.fail('corrupt-gzip'));
  }

  /** Resolves when the slice is inflated, or the stream has failed. */
  write(slice: Uint8Array): Promise<void> {
    this.inputBytes += slice.length;
    return this.settled((done) => this.stream.write(slice, done));
  }

  end(): Promise<void> {
    return this.settled((done) => this.stream.once('end', done).end());
  }

  /** What has come out since; throws the stream's failure once nothing is left. */
  take(): Uint8Array[] {
    const { outputs } = this;
    if (outputs.length === 0) this.check();
    this.outputs = [];
    return outputs;
  }

  check(): void {
    if (this.error !== undefined) throw this.error;
  }

  close(): void {
    this.stream.destroy();
  }

  private settled(start: (done: () => void) => void): Promise<void> {
    return new Promise((resolve) => {
      this.settle = resolve;
      if (this.error !== undefined) resolve();
      else start(resolve);
    });
  }

  private keep(output: Uint8Array): void {
    this.outputs.push(output);
    this.outputBytes += output.length;
    const { bytesMax, ratioMax, ratioFreeBytes } = this.limits;
    const allowed = Math.max(ratioFreeBytes, ratioMax * this.inputBytes);
    if (this.outputBytes > Math.min(bytesMax, allowed)) this.fail('inflates-too-much');
  }

  private fail(reason: GunzipError['reason']): void {
    this.error ??= new GunzipError(reason);
    this.stream.destroy();
    this.settle();
  }
}
