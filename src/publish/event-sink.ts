import type { Sink } from './sink.ts';
import type { SinkFilter } from './sinks/sink-filter.ts';

/** A sink that the operator has asked for. */
export interface EventSink extends Sink {
  readonly filter: SinkFilter;
  /**
   * `each`: a member's finding comes twice, for the member and for its administrator, as
   * EventBridge has it. `once`: only for the account that it is in.
   */
  readonly audience: 'each' | 'once';
  /** Sends at the end of windows of so many minutes and not at once. */
  readonly digestMinutes?: number;
}
