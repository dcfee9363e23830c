import type { OutboxItem } from '../store/store.ts';

/** Where things leave to. */
export interface Sink {
  /** As the operator calls it; what waits is kept under this name. */
  readonly name: string;
  readonly type: string;
  /** Items handed over at a time. */
  readonly itemsMax: number;
  /**
   * Calls of `send` whose items may have arrived before the queue notes it, 1 unless said. So many
   * are repeated at the most where the process is killed in between.
   */
  readonly sendsAhead?: number;
  /**
   * Resolves when the receiver has them all. Throws a DeliveryError, or what its transport throws,
   * when it is not known to; then all of them are sent again.
   */
  send(items: readonly OutboxItem[]): Promise<void>;
  /** Gives back connections and files. */
  close?(): Promise<void>;
}
