import type { KnownLists } from '../lists/known-lists.ts';
import type { FlowEvent } from '../normalise/event.ts';
import type { ReadsEntry } from './cloud-trail-index.ts';
import type { FlowReads } from './define.ts';
import { FlowGroup, type FlowTest } from './flow-group.ts';

type Entry<T> = ReadsEntry<FlowReads, T>;

/**
 * Who reads a line of a flow log? Asked for every line, nearly always for a no: equal reads are
 * asked once, and lists once for all that ask for them, behind everything else.
 */
export class FlowIndex<T> {
  readonly #entries: readonly { readonly entry: Entry<T>; readonly test: FlowTest }[];
  readonly #plain: readonly FlowGroup[];
  readonly #listed: readonly FlowGroup[];

  constructor(entries: readonly Entry<T>[]) {
    const tests = new Map<string, FlowTest>();
    const testOf = (reads: FlowReads): FlowTest => {
      const key = JSON.stringify(reads);
      const test = tests.get(key) ?? { reads };
      tests.set(key, test);
      return test;
    };
    this.#entries = entries.map((entry) => ({ entry, test: testOf(entry.reads) }));
    const isListing = ({ reads }: FlowTest) => reads.listed === true;
    this.#plain = FlowGroup.of([...tests.values()].filter((test) => !isListing(test)));
    this.#listed = FlowGroup.of([...tests.values()].filter(isListing));
  }

  some(flow: FlowEvent, lists: KnownLists): boolean {
    for (const group of this.#plain) if (group.some(flow)) return true;
    for (const group of this.#listed) if (group.may(flow) !== 0) return this.#isListed(flow, lists);
    return false;
  }

  /** Some of the tests that ask for lists may hold. */
  #isListed(flow: FlowEvent, lists: KnownLists): boolean {
    if (!lists.listsAddresses) return false;
    const { remoteIpv4 } = flow;
    if (remoteIpv4 !== undefined && !lists.mayListIpv4(remoteIpv4)) return false;
    return this.#listed.some((group) => group.some(flow)) && isListed(flow, lists);
  }

  all(flow: FlowEvent, lists: KnownLists): Entry<T>[] {
    const found = new Set(this.#plain.flatMap((group) => group.all(flow)));
    const listed = this.#listed.flatMap((group) => group.all(flow));
    if (listed.length > 0 && isListed(flow, lists)) for (const test of listed) found.add(test);
    return this.#entries.filter(({ test }) => found.has(test)).map(({ entry }) => entry);
  }
}

function isListed(flow: FlowEvent, lists: KnownLists): boolean {
  return lists.addressThreats(flow.remoteAddress).length > 0;
}
