import { RecentAnswers } from '../lib/recent-answers.ts';
import { GENERATED_NAMES_MAX } from '../limits.ts';
import type { KnownLists } from '../lists/known-lists.ts';
import type { DnsHead } from '../normalise/event.ts';
import type { ReadsEntry } from './cloud-trail-index.ts';
import type { DnsReads } from './define.ts';
import { looksGenerated } from './network/generated-name.ts';

type Entry<T> = ReadsEntry<DnsReads, T>;

/** Who reads a query? Asked for every query, nearly always for a no: equal reads are asked once. */
export class DnsIndex<T> {
  readonly #entries: readonly Entry<T>[];
  readonly #distinct: readonly DnsReads[];
  /** By name, since those of a network come again and again. */
  readonly #generated = new RecentAnswers<boolean>(GENERATED_NAMES_MAX);

  constructor(entries: readonly Entry<T>[]) {
    this.#entries = entries;
    const distinct = new Map(entries.map(({ reads }) => [JSON.stringify(reads), reads]));
    this.#distinct = [...distinct.values()];
  }

  some(query: DnsHead, lists: KnownLists): boolean {
    for (const reads of this.#distinct) if (this.#holds(reads, query, lists)) return true;
    return false;
  }

  all(query: DnsHead, lists: KnownLists): Entry<T>[] {
    return this.#entries.filter(({ reads }) => this.#holds(reads, query, lists));
  }

  #holds(reads: DnsReads, { domain, answers }: DnsHead, lists: KnownLists): boolean {
    if (domain.length < (reads.charactersMin ?? 0)) return false;
    if (reads.answer !== undefined && !answers.includes(reads.answer)) return false;
    if (reads.listed === true && lists.domainThreats(domain).length === 0) return false;
    if (reads.generated === true && !this.#isGenerated(domain, lists)) return false;
    if (reads.answerListed !== true) return true;
    for (const answer of answers) if (lists.addressThreats(answer).length > 0) return true;
    return false;
  }

  #isGenerated(domain: string, lists: KnownLists): boolean {
    return this.#generated.get(domain, () => looksGenerated(lists.registrableDomain(domain)));
  }
}
