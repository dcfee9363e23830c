import { connect, type Socket } from 'node:net';
import { processorMillis } from './child-server.ts';

/** One connection sends the same bytes over and over, the next when the last was answered. */
export interface Load {
  readonly port: number;
  /** Of the server, whose use of the processor is measured. */
  readonly pid: number;
  /** What each connection sends, whole requests; they are taken in turns. */
  requests(connection: number): readonly (string | Uint8Array)[];
  readonly connections: number;
  readonly seconds: number;
}

export interface Measured {
  readonly perSecond: number;
  /** Of the server's processor time, for one request; not a number where nobody counts it. */
  readonly processorMillis: number;
  /** How long each request took, in milliseconds, ascending. */
  readonly millis: readonly number[];
}

/** Sends for so long, and insists on 200. */
export async function measure(load: Load): Promise<Measured> {
  const millis: number[] = [];
  const hammers = Array.from(
    { length: load.connections },
    (_, connection) =>
      new Hammer(load.port, load.requests(connection), (took) => millis.push(took)),
  );
  await Promise.all(hammers.map((one) => one.start()));
  // The client never sleeps: otherwise each answer of a slower server has to wake it, and is
  // charged for that.
  let awake = true;
  const stayAwake = () => {
    if (awake) setImmediate(stayAwake);
  };
  stayAwake();
  const before = performance.now();
  const usedBefore = processorMillis(load.pid);
  const doneBefore = millis.length;
  await new Promise((resolve) => setTimeout(resolve, load.seconds * 1000));
  const perSecond = (millis.length * 1000) / (performance.now() - before);
  const used = processorMillis(load.pid) - usedBefore;
  awake = false;
  for (const one of hammers) one.stop();
  return {
    perSecond,
    processorMillis: used / (millis.length - doneBefore),
    millis: millis.toSorted((a, b) => a - b),
  };
}

export function percentile({ millis }: Measured, share: number): number {
  return millis[Math.min(millis.length - 1, Math.floor(millis.length * share))] ?? Number.NaN;
}

export function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

/** One request at a time; a server that closes after each answer is connected to anew. */
class Hammer {
  #turn = 0;
  #sentAt = 0;
  /** What has come of an answer until its head is whole. */
  #head = '';
  /** Bytes of its body that are still to come, once the head is there. */
  #left = -1;
  #stopped = false;
  #socket: Socket | undefined;

  constructor(
    private readonly port: number,
    private readonly requests: readonly (string | Uint8Array)[],
    private readonly done: (millis: number) => void,
  ) {}

  start(): Promise<void> {
    // What connecting takes counts, where each answer costs a connection.
    this.#sentAt = performance.now();
    return new Promise((resolve, reject) => {
      const socket = connect(this.port, '127.0.0.1', () => {
        socket.setNoDelay(true);
        this.#send();
        resolve();
      });
      socket.on('error', reject);
      // A server that has ended would otherwise be waited for.
      socket.on('close', () => {
        if (socket === this.#socket && !this.#stopped) throw new Error('the server hung up');
      });
      socket.on('data', (chunk) => this.#receive(chunk));
      this.#socket = socket;
    });
  }

  stop(): void {
    this.#stopped = true;
    this.#socket?.destroy();
  }

  #send(): void {
    this.#socket?.write(this.requests[this.#turn++ % this.requests.length] ?? '');
  }

  #receive(chunk: Buffer): void {
    if (this.#left >= 0) this.#left -= chunk.length;
    else {
      this.#head += chunk.toString('latin1');
      const end = this.#head.indexOf('\r\n\r\n');
      if (end < 0) return;
      const length = Number(/content-length: (\d+)/i.exec(this.#head)?.[1]);
      this.#left = end + 4 + length - this.#head.length;
      this.#head = this.#head.slice(0, end);
    }
    if (this.#left <= 0) this.#end(this.#head);
  }

  #end(head: string): void {
    if (!/^HTTP\/1\.[01] 200/.test(head)) {
      this.stop();
      throw new Error(`not a 200: ${head}`);
    }
    this.#head = '';
    this.#left = -1;
    this.done(performance.now() - this.#sentAt);
    if (this.#stopped) return;
    if (/^connection: close/im.test(head)) {
      const last = this.#socket;
      this.#socket = undefined;
      last?.destroy();
      void this.start();
      return;
    }
    this.#sentAt = performance.now();
    this.#send();
  }
}
