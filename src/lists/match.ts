import type { ListKind } from '../domain/indicator-list.ts';
import { parseDomain } from './domain-name.ts';
import type { ListEntries } from './entries.ts';
import {
  type Ipv6Range,
  isPrivateIpv4,
  isPrivateIpv6,
  parseIpv4,
  parseIpv6,
} from './ip-networks.ts';
import { Ipv4Index } from './ipv4-index.ts';

/** The entries of one list, ready to be asked. */
export class ListIndex {
  readonly #ipv4: Ipv4Index;
  readonly #ipv6: readonly Ipv6Range[];
  readonly #domains: ReadonlySet<string>;

  constructor({ ipv4, ipv6, domains }: ListEntries) {
    this.#ipv4 = new Ipv4Index(ipv4);
    this.#ipv6 = ipv6;
    this.#domains = domains;
  }

  hasIpv4(address: number): boolean {
    return this.#ipv4.has(address);
  }

  hasIpv6(address: string): boolean {
    let low = 0;
    let high = this.#ipv6.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#ipv6[middle]?.last ?? '') < address) low = middle + 1;
      else high = middle;
    }
    const range = this.#ipv6[low];
    return range !== undefined && range.first <= address;
  }

  /** The name itself, or `*.` and a name above it. */
  hasDomain(name: string): boolean {
    if (this.#domains.size === 0) return false;
    if (this.#domains.has(name)) return true;
    for (let dot = name.indexOf('.'); dot >= 0; dot = name.indexOf('.', dot + 1)) {
      if (this.#domains.has(`*${name.slice(dot)}`)) return true;
    }
    return false;
  }
}

/** A list in force. */
export interface MatchedList {
  readonly listId: string;
  readonly kind: ListKind;
  readonly name: string;
}

export type ListMatch =
  | { readonly verdict: 'trusted' }
  | { readonly verdict: 'threat'; readonly lists: readonly MatchedList[] };

export interface IndexedList extends MatchedList {
  readonly trusted: boolean;
  readonly index: ListIndex;
}

/** The lists in force for an account and Region. What is trusted is no threat. */
export class ListMatcher {
  readonly #lists: readonly IndexedList[];

  /** Trusted lists are asked first, whatever order they come in. */
  constructor(lists: readonly IndexedList[]) {
    this.#lists = [...lists].sort((a, b) => Number(b.trusted) - Number(a.trusted));
  }

  /** Undefined for an address that is on no list, is not public or is none. */
  matchIp(text: string): ListMatch | undefined {
    if (this.#lists.length === 0) return undefined;
    const ipv4 = parseIpv4(text);
    if (ipv4 !== undefined) {
      if (isPrivateIpv4({ first: ipv4, last: ipv4 })) return undefined;
      return this.#match((index) => index.hasIpv4(ipv4));
    }
    const ipv6 = parseIpv6(text);
    if (ipv6 === undefined || isPrivateIpv6({ first: ipv6, last: ipv6 })) return undefined;
    return this.#match((index) => index.hasIpv6(ipv6));
  }

  matchDomain(text: string): ListMatch | undefined {
    if (this.#lists.length === 0) return undefined;
    const name = parseDomain(text);
    return name === undefined ? undefined : this.#match((index) => index.hasDomain(name));
  }

  #match(has: (index: ListIndex) => boolean): ListMatch | undefined {
    const threats: MatchedList[] = [];
    for (const { index, trusted, listId, kind, name } of this.#lists) {
      if (!has(index)) continue;
      if (trusted) return { verdict: 'trusted' };
      threats.push({ listId, kind, name });
    }
    return threats.length === 0 ? undefined : { verdict: 'threat', lists: threats };
  }
}
