import type { KnownLists } from '../lists/known-lists.ts';
import type { Store } from '../store/store.ts';

/** What the pipeline asks of trusted and threat lists. */
export interface PipelineLists {
  /**
   * What anybody's lists and feeds have, trusted or not. Records are chosen by it before it is
   * known which lists are in force for their account, so it may say too much, never too little.
   */
  readonly everybody: KnownLists;
  /** What is in force for an account and Region, as the store has it at that moment. */
  knownFor(store: Store, accountId: string, region: string): Promise<KnownLists>;
}
