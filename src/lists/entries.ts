import { parseDomain } from './domain-name.ts';
import {
  type Ipv4Range,
  type Ipv6Range,
  isPrivateIpv4,
  isPrivateIpv6,
  parseIpv4Network,
  parseIpv6Network,
} from './ip-networks.ts';

/** The file of a list cannot be used; the text is for whoever keeps the list. */
export class ListError extends Error {}

export interface ListEntries {
  readonly ipv4: readonly Ipv4Range[];
  readonly ipv6: readonly Ipv6Range[];
  readonly domains: ReadonlySet<string>;
}

/** What became of the entries of a file. */
export interface EntryCounts {
  taken: number;
  /** Networks that are not public, domains where only addresses count, other indicators. */
  ignored: number;
  /** Neither an address, a network nor a domain. */
  unreadable: number;
}

/** Gathers what a parser finds. Throws ListError for more entries than the list may have. */
export class EntryCollector implements ListEntries {
  readonly ipv4: Ipv4Range[] = [];
  readonly ipv6: Ipv6Range[] = [];
  readonly domains = new Set<string>();
  readonly counts: EntryCounts = { taken: 0, ignored: 0, unreadable: 0 };
  readonly #entriesMax: number;
  readonly #takesDomains: boolean;

  constructor(options: { readonly entriesMax: number; readonly takesDomains: boolean }) {
    this.#entriesMax = options.entriesMax;
    this.#takesDomains = options.takesDomains;
  }

  /** An address, a network or a domain as it is written in a file. */
  add(text: string): void {
    const ipv4 = parseIpv4Network(text);
    const ipv6 = ipv4 === undefined && text.includes(':') ? parseIpv6Network(text) : undefined;
    if (ipv4 !== undefined) this.#addIpv4(ipv4);
    else if (ipv6 !== undefined) this.#addIpv6(ipv6);
    else this.#addDomain(text);
  }

  /** All addresses from one to another. */
  addRange(from: string, to: string): void {
    const first4 = parseIpv4Network(from)?.first;
    const last4 = parseIpv4Network(to)?.last;
    const first6 = parseIpv6Network(from)?.first;
    const last6 = parseIpv6Network(to)?.last;
    if (first4 !== undefined && last4 !== undefined && first4 <= last4) {
      this.#addIpv4({ first: first4, last: last4 });
    } else if (first6 !== undefined && last6 !== undefined && first6 <= last6) {
      this.#addIpv6({ first: first6, last: last6 });
    } else this.counts.unreadable += 1;
  }

  /** An indicator of a sort that no list uses: a file, a mailbox. */
  ignore(): void {
    this.counts.ignored += 1;
  }

  #addIpv4(range: Ipv4Range): void {
    if (isPrivateIpv4(range)) this.ignore();
    else {
      this.#count();
      this.ipv4.push(range);
    }
  }

  #addIpv6(range: Ipv6Range): void {
    if (isPrivateIpv6(range)) this.ignore();
    else {
      this.#count();
      this.ipv6.push(range);
    }
  }

  #addDomain(text: string): void {
    const domain = parseDomain(text);
    if (domain === undefined) this.counts.unreadable += 1;
    else if (!this.#takesDomains) this.ignore();
    else {
      this.#count();
      this.domains.add(domain);
    }
  }

  #count(): void {
    this.counts.taken += 1;
    if (this.counts.taken > this.#entriesMax) {
      throw new ListError(`The list has more than ${this.#entriesMax} entries.`);
    }
  }
}
