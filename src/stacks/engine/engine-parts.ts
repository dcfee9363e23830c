import type { AssumeForService, Invoke } from '../../domain/invoke.ts';
import type { Partition } from '../../domain/regions.ts';
import type { Clock } from '../../lib/clock.ts';
import type { Store } from '../../store/store.ts';
import type { Provider, Work } from '../providers/provider.ts';
import type { Replies } from '../replies.ts';

/** What the engine acts with. */
export interface EngineParts {
  readonly store: Store;
  readonly clock: Clock;
  readonly invoke: Invoke;
  readonly assume: AssumeForService;
  readonly replies: Replies;
  partitionOf(region: string): Partition;
  zonesOf(region: string): readonly string[];
  inlineArchive: Work['inlineArchive'];
  providerOf(type: string): Provider | undefined;
  /** Ids of events: each a greater text than the one before. */
  nextEventId(): string;
  /** The server ends: what is under way is left as it is journalled. */
  isClosing(): boolean;
}
