import { AddressTable } from './address-table.ts';
import { type DomainEntry, DomainTable } from './domain-table.ts';
import type { ListEntries } from './entries.ts';
import type { Listed } from './known-lists.ts';

/** Entries of which one thing is said. */
export interface ThreatPart {
  /** What they are listed as; `trusted` for those that are no threat, whatever else has them. */
  readonly listed: Listed | 'trusted';
  readonly entries: ListEntries;
  /** Names below a listed one count as well; `*.name` always means those below alone. */
  readonly subdomains: boolean;
  /** Access key ids. */
  readonly keys?: readonly string[];
}

export interface Judgement {
  readonly trusted: boolean;
  readonly threats: readonly Listed[];
}

export const NOT_LISTED: Judgement = { trusted: false, threats: [] };
const TRUSTED: Judgement = { trusted: true, threats: [] };

/** Everything that feeds say, ready to be asked: one lookup, however many feeds there are. */
export class ThreatIndex {
  readonly #parts: readonly ThreatPart[];
  readonly #addresses: AddressTable<Judgement>;
  /** Without any, nobody need look an address up. */
  readonly hasAddresses: boolean;
  readonly #domains: DomainTable;
  readonly #keys = new Map<string, Listed[]>();

  constructor(parts: readonly ThreatPart[], domains = new DomainTable(domainsOf(parts))) {
    this.#parts = parts;
    this.hasAddresses = parts.some(({ entries }) => entries.ipv4.length + entries.ipv6.length > 0);
    this.#addresses = new AddressTable(
      parts.map(({ entries }) => entries),
      (numbers) => this.#judge(numbers),
    );
    this.#domains = domains;
    for (const { listed, keys = [] } of parts) {
      if (listed === 'trusted') continue;
      for (const key of keys) this.#keys.set(key, [...(this.#keys.get(key) ?? []), listed]);
    }
  }

  /** The same as the constructor, with turns for others in between. */
  static async inTurns(parts: readonly ThreatPart[]): Promise<ThreatIndex> {
    return new ThreatIndex(parts, await DomainTable.inTurns(domainsOf(parts)));
  }

  atIpv4(address: number): Judgement {
    return this.#addresses.atIpv4(address);
  }

  atIpv6(address: string): Judgement {
    return this.#addresses.atIpv6(address);
  }

  /** Lower case, without a dot at its end. */
  atDomain(domain: string): Judgement {
    const numbers = this.#domains.at(domain);
    return numbers.length === 0 ? NOT_LISTED : this.#judge(numbers);
  }

  atKey(accessKeyId: string): readonly Listed[] {
    return this.#keys.get(accessKeyId) ?? NOT_LISTED.threats;
  }

  #judge(numbers: readonly number[]): Judgement {
    const listed = numbers.map((number) => this.#parts[number]?.listed);
    if (listed.includes('trusted')) return TRUSTED;
    const threats = listed.filter((one) => one !== undefined && one !== 'trusted');
    return threats.length === 0 ? NOT_LISTED : { trusted: false, threats };
  }
}

function domainsOf(parts: readonly ThreatPart[]): DomainEntry[] {
  const found: DomainEntry[] = [];
  for (const [part, { entries, subdomains }] of parts.entries()) {
    for (const domain of entries.domains) {
      found.push(
        domain.startsWith('*.')
          ? { name: domain.slice(2), part, itself: false, below: true }
          : { name: domain, part, itself: true, below: subdomains },
      );
    }
  }
  return found;
}
