import { type ChildProcess, spawn } from 'node:child_process';
import { Server } from 'node:net';
import { Readable } from 'node:stream';

export interface ProcessRun {
  readonly command: string;
  readonly arguments: readonly string[];
  readonly directory: string;
  /** All of it: nothing of the server's own goes in. */
  readonly environment: Readonly<Record<string, string>>;
  readonly input: string;
  readonly timeoutMillis: number;
  /** Of what it writes, the end is kept. */
  readonly outputBytesMax: number;
  /** Of its answer, on descriptor 3. */
  readonly answerBytesMax: number;
  /**
   * Serves the listener that the process hands out on descriptor 4; answers how to close it. Absent
   * for a process that hands nothing out.
   */
  readonly serveGate?: (gate: Server) => () => void;
}

export interface ProcessEnd {
  /** Absent where it ended without one, or its time was up. */
  readonly answer?: string;
  readonly answerTooLong: boolean;
  readonly timedOut: boolean;
  /** `exit status 1`, `signal: killed`. */
  readonly status: string;
  /** The end of standard output and standard error as they came. */
  readonly output: string;
  /** Bytes that it wrote and that were not kept. */
  readonly droppedBytes: number;
}

/** A process that runs in a group of its own. */
export interface Running {
  readonly ended: Promise<ProcessEnd>;
  /** Ends it with all that it began. */
  kill(): void;
}

/** Starts a process. When it ends, or its time is up, nothing is left of its group. */
export function runProcess(run: ProcessRun): Running {
  const child = spawn(run.command, [...run.arguments], {
    cwd: run.directory,
    env: { ...run.environment },
    detached: true,
    stdio: ['pipe', 'pipe', 'pipe', 'pipe', ...(run.serveGate ? (['ipc'] as const) : [])],
  });
  const output = new Tail(run.outputBytesMax);
  const answer = new Head(run.answerBytesMax);
  const { input, stdout, stderr, answering } = pipesOf(child);
  stdout.on('data', (chunk: Buffer) => output.add(chunk));
  stderr.on('data', (chunk: Buffer) => output.add(chunk));
  answering.on('data', (chunk: Buffer) => answer.add(chunk));
  // A process that ends without reading its input closes the pipe.
  input.on('error', () => undefined);
  input.end(run.input);
  const closeGate = takeGate(child, run);
  const kill = () => killGroup(child.pid);
  let timedOut = false;
  const timer = setTimeout(() => {
    timedOut = true;
    kill();
  }, run.timeoutMillis);
  const ended = new Promise<ProcessEnd>((resolve, reject) => {
    child.once('error', (error) => {
      clearTimeout(timer);
      reject(error);
    });
    // Whoever it left behind holds the pipes open: they go first, and then the pipes end.
    child.once('exit', () => {
      clearTimeout(timer);
      kill();
    });
    child.once('close', (code, signal) => {
      closeGate();
      const text = timedOut ? undefined : answer.text();
      resolve({
        ...(text !== undefined && text !== '' && { answer: text }),
        answerTooLong: answer.overflowed,
        timedOut,
        status: signal === null ? `exit status ${code}` : `signal: ${signal}`,
        output: output.text(),
        droppedBytes: output.droppedBytes,
      });
    });
  });
  return { ended, kill };
}

/** Throws where the machine has no room for as many: then there is no process either. */
function pipesOf(child: ChildProcess) {
  const { stdin: input, stdout, stderr } = child;
  const answering = child.stdio?.[3];
  if (!input || !stdout || !stderr || !(answering instanceof Readable)) {
    // It is told a second time, to nobody: that would end the server.
    child.once('error', () => undefined);
    throw new Error('a process of its own could not be begun: too many files are open');
  }
  return { input, stdout, stderr, answering };
}

/** Takes one listener. Whoever gave it closes the channel before the function begins. */
function takeGate(child: ChildProcess, { serveGate }: ProcessRun): () => void {
  let close = () => {};
  if (serveGate === undefined) return close;
  child.once('message', (_text, gate) => {
    if (gate instanceof Server) close = serveGate(gate);
    child.send('taken');
  });
  return () => close();
}

function killGroup(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, 'SIGKILL');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

/** The last bytes of a stream. */
class Tail {
  droppedBytes = 0;
  #chunks: Buffer[] = [];
  #bytes = 0;

  constructor(private readonly bytesMax: number) {}

  add(chunk: Buffer): void {
    this.#chunks.push(chunk);
    this.#bytes += chunk.length;
    // Cut rarely, so that a flood costs little.
    if (this.#bytes > 4 * this.bytesMax) this.#cut();
  }

  text(): string {
    this.#cut();
    return Buffer.concat(this.#chunks).toString('utf8');
  }

  #cut(): void {
    const all = Buffer.concat(this.#chunks);
    const kept = all.subarray(-this.bytesMax);
    this.droppedBytes += all.length - kept.length;
    this.#chunks = [Buffer.from(kept)];
    this.#bytes = kept.length;
  }
}

/** A stream up to a limit. */
class Head {
  overflowed = false;
  readonly #chunks: Buffer[] = [];
  #bytes = 0;

  constructor(private readonly bytesMax: number) {}

  add(chunk: Buffer): void {
    this.overflowed ||= this.#bytes + chunk.length > this.bytesMax;
    if (this.overflowed) return;
    this.#chunks.push(chunk);
    this.#bytes += chunk.length;
  }

  text(): string {
    return Buffer.concat(this.#chunks).toString('utf8');
  }
}
