import { getDomain } from 'tldts';
import { RecentAnswers } from '../lib/recent-answers.ts';
import { JUDGED_MAX, JUDGED_PER_ACCOUNT_MAX } from '../limits.ts';
import type { Store } from '../store/store.ts';
import type { AnybodyListed } from './anybody-listed.ts';
import { isPrivateIpv4, isPrivateIpv6, parseIpv4, parseIpv6 } from './ip-networks.ts';
import type { Inventory, KnownLists, Listed } from './known-lists.ts';
import type { ListMatchers } from './list-matchers.ts';
import type { ListMatch, ListMatcher } from './match.ts';
import type { Places } from './places/create-places.ts';
import { type Judgement, NOT_LISTED, type ThreatIndex } from './threat-index.ts';

/** What the operator and Vedette know, the same for every account. */
export interface World {
  /** What feeds say at the moment: another index after each refresh. */
  threats(): ThreatIndex;
  readonly places: Places;
  inventory(): Inventory;
}

/** What the accounts' own lists say of one name. */
interface OwnLists {
  ofAddress(address: string): Judgement;
  ofDomain(domain: string): Judgement;
  hasAddresses(): boolean;
  mayHaveIpv4(address: number): boolean;
  /** Another number: what was answered before is void. */
  version(): number;
}

const NOBODY: OwnLists = {
  ofAddress: () => NOT_LISTED,
  ofDomain: () => NOT_LISTED,
  hasAddresses: () => false,
  mayHaveIpv4: () => false,
  version: () => 0,
};

/** Without accounts: for a scan of files. */
export function knownToAll(world: World): KnownLists {
  return known(world, NOBODY, JUDGED_MAX);
}

/** What a server asks: lists of accounts joined with what is known to all. */
export function createKnownLists(
  world: World,
  accounts: Pick<ListMatchers, 'matcherFor'> & { readonly anybody: AnybodyListed },
) {
  const byMatcher = new WeakMap<ListMatcher, KnownLists>();
  return {
    everybody: known(world, anybodysLists(accounts.anybody), JUDGED_MAX),
    async knownFor(store: Store, accountId: string, region: string): Promise<KnownLists> {
      const matcher = await accounts.matcherFor(store, accountId, region);
      const made = byMatcher.get(matcher);
      if (made !== undefined) return made;
      const lists = known(world, ownLists(matcher), JUDGED_PER_ACCOUNT_MAX);
      byMatcher.set(matcher, lists);
      return lists;
    },
  };
}

function known(world: World, own: OwnLists, judgedMax: number): KnownLists {
  let threats = world.threats();
  let version = own.version();
  let addresses = new RecentAnswers<readonly Listed[]>(judgedMax);
  let domains = new RecentAnswers<readonly Listed[]>(judgedMax);
  // What was answered from the entries before a refresh, or before a list changed, is void.
  const settle = () => {
    if (world.threats() === threats && own.version() === version) return;
    threats = world.threats();
    version = own.version();
    addresses = new RecentAnswers(judgedMax);
    domains = new RecentAnswers(judgedMax);
  };
  const judgeAddress = (address: string) =>
    both(byAddress(threats, address), own.ofAddress(address));
  const judgeDomain = (domain: string) => both(threats.atDomain(domain), own.ofDomain(domain));
  return {
    addressThreats(address) {
      settle();
      if (!threats.hasAddresses && !own.hasAddresses()) return NOT_LISTED.threats;
      return addresses.get(address, judgeAddress);
    },
    get listsAddresses() {
      return own.hasAddresses() || world.threats().hasAddresses;
    },
    mayListIpv4: (address) =>
      own.mayHaveIpv4(address) || world.threats().atIpv4(address).threats.length > 0,
    domainThreats(domain) {
      settle();
      return domains.get(domain, judgeDomain);
    },
    keyThreats: (accessKeyId) => world.threats().atKey(accessKeyId),
    place: world.places.place,
    isAws: world.places.isAws,
    registrableDomain: (domain) => getDomain(domain) ?? domain,
    get inventory() {
      return world.inventory();
    },
  };
}

/** Whoever trusts: the account or the operator. What the account lists is told first. */
function both(feeds: Judgement, own: Judgement): readonly Listed[] {
  if (feeds.trusted || own.trusted) return NOT_LISTED.threats;
  if (own.threats.length === 0) return feeds.threats;
  return [...own.threats, ...feeds.threats];
}

/** Private addresses are nobody's, whatever a list says of them. */
function byAddress(threats: ThreatIndex, address: string): Judgement {
  const ipv4 = parseIpv4(address);
  if (ipv4 !== undefined) {
    return isPrivateIpv4({ first: ipv4, last: ipv4 }) ? NOT_LISTED : threats.atIpv4(ipv4);
  }
  const ipv6 = parseIpv6(address);
  if (ipv6 === undefined || isPrivateIpv6({ first: ipv6, last: ipv6 })) return NOT_LISTED;
  return threats.atIpv6(ipv6);
}

function ownLists(matcher: ListMatcher): OwnLists {
  return {
    ofAddress: (address) => judgementOf(matcher.matchIp(address)),
    ofDomain: (domain) => judgementOf(matcher.matchDomain(domain)),
    hasAddresses: () => true,
    // What a scan or a server asks of every line, it asks of everybody's lists together.
    mayHaveIpv4: () => true,
    // A list that changes makes another matcher.
    version: () => 0,
  };
}

function judgementOf(match: ListMatch | undefined): Judgement {
  if (match === undefined) return NOT_LISTED;
  if (match.verdict === 'trusted') return { trusted: true, threats: [] };
  const threats = match.lists.map(
    ({ name }): Listed => ({ kind: 'custom', list: name, threats: [] }),
  );
  return { trusted: false, threats };
}

const PERHAPS: Judgement = {
  trusted: false,
  threats: [{ kind: 'custom', list: 'a list of some account', threats: [] }],
};

function anybodysLists(anybody: AnybodyListed): OwnLists {
  return {
    ofAddress: (address) => {
      const ipv4 = parseIpv4(address);
      if (ipv4 !== undefined) return anybody.mayHaveIpv4(ipv4) ? PERHAPS : NOT_LISTED;
      const ipv6 = parseIpv6(address);
      return ipv6 !== undefined && anybody.mayHaveIpv6(ipv6) ? PERHAPS : NOT_LISTED;
    },
    hasAddresses: () => anybody.version > 0,
    mayHaveIpv4: (address) => anybody.mayHaveIpv4(address),
    ofDomain: (domain) => (anybody.mayHaveDomain(domain) ? PERHAPS : NOT_LISTED),
    version: () => anybody.version,
  };
}
