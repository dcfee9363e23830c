import { RecentAnswers } from '../lib/recent-answers.ts';
import { GENERATED_NAMES_MAX } from '../limits.ts';
import type { KnownLists } from '../lists/known-lists.ts';
import type { DnsHead } from '../normalise/event.ts';
import type { ReadsEntry } from './cloud-trail-index.ts';
import type { DnsReads } from './define.ts';
import { looksGenerated } from './network/generated-name.ts';

type Entry<T> = ReadsEntry<DnsReads, T>;

/** What reads ask, made ready to be asked of every query. */
interface DnsTest {
  readonly reads: DnsReads;
  readonly answer: WantedAnswer | undefined;
}

interface WantedAnswer {
  readonly text: string;
  /** Absent for what is no such address. */
  readonly isIpv4: ((address: number) => boolean) | undefined;
}

/** Who reads a query? Asked for every query, nearly always for a no: equal reads are asked once. */
export class DnsIndex<T> {
  readonly #entries: readonly { readonly entry: Entry<T>; readonly test: DnsTest }[];
  readonly #distinct: readonly DnsTest[];
  /** By name, since those of a network come again and again. */
  readonly #generated = new RecentAnswers<boolean>(GENERATED_NAMES_MAX);
  #judgedBy: KnownLists | undefined;
  /** Made once for the lists in force: one for each query would be as many objects. */
  #judge: (domain: string) => boolean = looksGenerated;

  constructor(entries: readonly Entry<T>[]) {
    this.#entries = entries.map((entry) => ({ entry, test: testOf(entry.reads) }));
    const distinct = new Map(this.#entries.map(({ test }) => [JSON.stringify(test.reads), test]));
    this.#distinct = [...distinct.values()];
  }

  some(query: DnsHead, lists: KnownLists): boolean {
    for (const test of this.#distinct) if (this.#holds(test, query, lists)) return true;
    return false;
  }

  all(query: DnsHead, lists: KnownLists): Entry<T>[] {
    return this.#entries
      .filter(({ test }) => this.#holds(test, query, lists))
      .map(({ entry }) => entry);
  }

  #holds({ reads, answer }: DnsTest, query: DnsHead, lists: KnownLists): boolean {
    const { domain } = query;
    if (reads.charactersMin !== undefined && domain.length < reads.charactersMin) return false;
    if (answer !== undefined && !hasAnswer(query, answer)) return false;
    if (reads.listed === true && lists.domainThreats(domain).length === 0) return false;
    if (reads.generated === true && !this.#isGenerated(domain, lists)) return false;
    return reads.answerListed !== true || isAnswerListed(query, lists);
  }

  #isGenerated(domain: string, lists: KnownLists): boolean {
    if (lists !== this.#judgedBy) {
      this.#judgedBy = lists;
      this.#judge = (name) => looksGenerated(lists.registrableDomain(name));
    }
    return this.#generated.get(domain, this.#judge);
  }
}

function testOf(reads: DnsReads): DnsTest {
  const { answer: text } = reads;
  return { reads, answer: text === undefined ? undefined : wantedAnswer(text) };
}

function wantedAnswer(text: string): WantedAnswer {
  const ipv4 = text.split('.').reduce((sum, byte) => sum * 256 + Number(byte), 0);
  return { text, isIpv4: Number.isNaN(ipv4) ? undefined : (address) => address === ipv4 };
}

/** Asked of every query: numbers say no before a text is made of any answer. */
function hasAnswer(query: DnsHead, { text, isIpv4 }: WantedAnswer): boolean {
  if (isIpv4 !== undefined && query.someIpv4Answer?.(isIpv4) === false) return false;
  return query.answers.includes(text);
}

function isAnswerListed(query: DnsHead, lists: KnownLists): boolean {
  return mayListAnswer(query, lists) && query.answers.some((one) => isListed(one, lists));
}

function mayListAnswer(query: DnsHead, lists: KnownLists): boolean {
  if (!lists.listsAddresses) return false;
  if (query.hasOtherAnswers !== false) return true;
  return query.someIpv4Answer?.(lists.mayListIpv4) ?? true;
}

function isListed(address: string, lists: KnownLists): boolean {
  return lists.addressThreats(address).length > 0;
}
