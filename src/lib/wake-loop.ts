/** Work that is done when somebody says that there is some, never twice at once. */
export interface WakeLoop {
  /** There is work: it starts now, or once more after the run under way. */
  wake(): void;
  /** Ends the waiting for a new try and resolves when the run under way has ended. */
  close(): Promise<void>;
}

export interface WakeLoopOptions {
  /** Wait before the work is tried again after it threw. */
  readonly retryMillis: number;
  onError(error: unknown): void;
}

export function createWakeLoop(work: () => Promise<unknown>, options: WakeLoopOptions): WakeLoop {
  let running: Promise<void> | undefined;
  let wanted = false;
  let closed = false;
  let timer: NodeJS.Timeout | undefined;

  async function run(): Promise<void> {
    while (wanted && !closed) {
      wanted = false;
      try {
        await work();
      } catch (error) {
        options.onError(error);
        if (!closed) timer = setTimeout(wake, options.retryMillis);
        break;
      }
    }
    running = undefined;
  }

  function wake(): void {
    if (closed) return;
    clearTimeout(timer);
    wanted = true;
    running ??= run();
  }

  return {
    wake,
    async close() {
      closed = true;
      clearTimeout(timer);
      await running;
    },
  };
}
