import { connect, type Socket } from 'node:net';
import { processorMillis } from './child-server.ts';

/** One connection sends the same bytes over and over, the next when the last was answered. */
export interface Load {
  readonly port: number;
  /** Of the server, whose use of the processor is measured. */
  readonly pid: number;
  /** What each connection sends, whole requests; they are taken in turns. */
  requests(connection: number): readonly string[];
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
  #answer = '';
  #stopped = false;
  #socket: Socket | undefined;

  constructor(
    private readonly port: number,
    private readonly requests: readonly string[],
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
      socket.on('data', (chunk) => this.#receive(chunk.toString('latin1')));
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

  #receive(text: string): void {
    this.#answer += text;
    const answer = this.#answer;
    const end = answer.indexOf('\r\n\r\n');
    if (end < 0) return;
    const length = Number(/content-length: (\d+)/i.exec(answer)?.[1]);
    if (answer.length < end + 4 + length) return;
    if (!/^HTTP\/1\.[01] 200/.test(answer)) {
      this.stop();
      throw new Error(`not a 200: ${answer}`);
    }
    this.#answer = '';
    this.done(performance.now() - this.#sentAt);
    if (this.#stopped) return;
    if (/^connection: close/im.test(answer.slice(0, end))) {
      this.#socket?.destroy();
      void this.start();
      return;
    }
    this.#sentAt = performance.now();
    this.#send();
  }
}
