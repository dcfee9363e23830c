import { type IndicatorList, listRules } from '../domain/indicator-list.ts';
import type { Store } from '../store/store.ts';
import { decodeContent } from './list-content.ts';
import { ListIndex, ListMatcher } from './match.ts';

/** Matchers by account and Region, each as the store has its lists at that moment. */
export interface ListMatchers {
  /**
   * The lists in force for an account: those of its administrator while it has one, else its own.
   * Asks the store which they are, and loads the entries of those alone that changed; inside a
   * transaction, hand over the transaction's store.
   */
  matcherFor(store: Store, accountId: string, region: string): Promise<ListMatcher>;
}

/** Keeps the indexes of up to so many lists, the least lately used going first. */
export function createListMatchers(options: { readonly indexesMax: number }): ListMatchers {
  /** By id and version: a list that was activated again is another. */
  const indexes = new Map<string, ListIndex>();
  const matchers = new Map<string, { readonly state: string; readonly matcher: ListMatcher }>();

  async function indexOf(store: Store, list: IndicatorList): Promise<ListIndex | undefined> {
    const key = keyOf(list);
    const known = indexes.get(key);
    if (known !== undefined) {
      keepLatest(indexes, key, known, options.indexesMax);
      return known;
    }
    const content = await store.lists.content(list.listId);
    if (content === undefined) return undefined;
    const index = new ListIndex(decodeContent(content));
    keepLatest(indexes, key, index, options.indexesMax);
    return index;
  }

  return {
    async matcherFor(store, accountId, region) {
      const association = await store.members.associationOf(accountId, region);
      const owner = association?.administratorId ?? accountId;
      const lists = await store.lists.inForce(owner, region);
      const state = JSON.stringify(lists.map((list) => [keyOf(list), list.name]));
      const place = `${owner} ${region}`;
      const known = matchers.get(place);
      if (known?.state === state) return known.matcher;
      const indexed = [];
      for (const list of lists) {
        const index = await indexOf(store, list);
        const { listId, kind, name } = list;
        const { trusted } = listRules(kind);
        if (index !== undefined) indexed.push({ listId, kind, name, trusted, index });
      }
      const matcher = new ListMatcher(indexed);
      keepLatest(matchers, place, { state, matcher }, options.indexesMax);
      return matcher;
    },
  };
}

function keyOf({ listId, contentVersion }: IndicatorList): string {
  return `${listId} ${contentVersion}`;
}

/** A map remembers the order in which its keys came: the first is the least lately used. */
function keepLatest<V>(map: Map<string, V>, key: string, value: V, most: number): void {
  map.delete(key);
  map.set(key, value);
  if (map.size <= most) return;
  const [oldest] = map.keys();
  if (oldest !== undefined) map.delete(oldest);
}
