import type { KnownLists } from '../lists/known-lists.ts';
import type { DatabaseLoginEvent, Head, KubernetesHead } from '../normalise/event.ts';
import { CloudTrailIndex, type ReadsEntry } from './cloud-trail-index.ts';
import type { DatabaseLoginReads, KubernetesReads, Reads } from './define.ts';
import { DnsIndex } from './dns-index.ts';
import { FlowIndex } from './flow-index.ts';

type Holds<R, H> = (reads: R, head: H, lists: KnownLists) => boolean;
type EntryOf<R extends Reads, T> = ReadsEntry<R, T>;

/** Who reads an event? Filed by log; each log has a way of its own to find out. */
export class ReadsIndex<T> {
  readonly #cloudTrail: CloudTrailIndex<T>;
  /** Of each reads one entry: who asks whether anybody does need not ask equal ones again. */
  readonly #anyCloudTrail: CloudTrailIndex<T>;
  readonly #flow: FlowIndex<T>;
  readonly #dns: DnsIndex<T>;
  readonly #kubernetes: readonly EntryOf<KubernetesReads, T>[];
  readonly #logins: readonly EntryOf<DatabaseLoginReads, T>[];

  constructor(readers: readonly { readonly reads: readonly Reads[]; readonly value: T }[]) {
    const entries = readers.flatMap(({ reads, value }, order) =>
      reads.map((one) => ({ reads: one, value, order })),
    );
    const of = <R extends Reads>(log: R['log']) =>
      entries.filter((entry): entry is EntryOf<R, T> => entry.reads.log === log);
    this.#cloudTrail = new CloudTrailIndex(of('cloudtrail'));
    this.#anyCloudTrail = new CloudTrailIndex(distinct(of('cloudtrail')));
    this.#flow = new FlowIndex(of('flow'));
    this.#dns = new DnsIndex(of('dns'));
    this.#kubernetes = of('kubernetes');
    this.#logins = of('database-login');
  }

  /** Does anybody? */
  some(head: Head, lists: KnownLists): boolean {
    switch (head.kind) {
      case 'cloudtrail':
        return this.#anyCloudTrail.some(head, lists);
      case 'flow':
        return this.#flow.some(head, lists);
      case 'dns':
        return this.#dns.some(head, lists);
      case 'kubernetes':
        return this.#kubernetes.some(({ reads }) => readsKubernetes(reads, head, lists));
      case 'database-login':
        return this.#logins.some(({ reads }) => readsLogin(reads, head, lists));
    }
  }

  /** Everybody who does, in the order of construction, each once. */
  all(head: Head, lists: KnownLists): T[] {
    const found = [...this.#matching(head, lists)].sort((a, b) => a.order - b.order);
    return [...new Set(found.map((entry) => entry.value))];
  }

  #matching(head: Head, lists: KnownLists): readonly EntryOf<Reads, T>[] {
    switch (head.kind) {
      case 'cloudtrail':
        return this.#cloudTrail.all(head, lists);
      case 'flow':
        return this.#flow.all(head, lists);
      case 'dns':
        return this.#dns.all(head, lists);
      case 'kubernetes':
        return this.#kubernetes.filter(({ reads }) => readsKubernetes(reads, head, lists));
      case 'database-login':
        return this.#logins.filter(({ reads }) => readsLogin(reads, head, lists));
    }
  }
}

const readsKubernetes: Holds<KubernetesReads, KubernetesHead> = (reads, request, lists) =>
  isAmong(reads.verbs, request.verb) &&
  isAmong(reads.resources, request.resource) &&
  isAmong(reads.subresources, request.subresource) &&
  isAmong(reads.namespaces, request.namespace) &&
  isAmong(reads.usernames, request.username) &&
  (reads.listed !== true || lists.addressThreats(request.sourceAddress).length > 0);

const readsLogin: Holds<DatabaseLoginReads, DatabaseLoginEvent> = (reads, login, lists) =>
  isAmong(reads.outcomes, login.outcome) &&
  (reads.listed !== true || lists.addressThreats(login.sourceAddress).length > 0);

function isAmong<V>(asked: readonly V[] | undefined, value: V): boolean {
  return asked === undefined || asked.includes(value);
}

function distinct<R extends Reads, T>(entries: readonly EntryOf<R, T>[]): EntryOf<R, T>[] {
  return [...new Map(entries.map((entry) => [JSON.stringify(entry.reads), entry])).values()];
}
