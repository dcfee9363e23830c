import type { Sequence } from '@aws-sdk/client-guardduty';

/** Who acts, what happened, and what it happened to: one column each. */
export type Column = 'actor' | 'signal' | 'resource';

export interface Node {
  readonly id: string;
  readonly column: Column;
  readonly label: string;
  readonly detail: string;
  /** From the top of its column, counted from 0. */
  readonly row: number;
}

export interface Edge {
  readonly from: Node;
  readonly to: Node;
}

export interface Graph {
  readonly nodes: readonly Node[];
  readonly edges: readonly Edge[];
  readonly rows: number;
}

/** Signals in the order in which they began, joined to whoever and whatever they name. */
export function graphOf(sequence: Sequence): Graph {
  const nodes = new Map<string, Node>();
  const counts: Record<Column, number> = { actor: 0, signal: 0, resource: 0 };
  const add = (column: Column, uid: string | undefined, label: string, detail: string) => {
    const id = `${column} ${uid}`;
    if (uid === undefined || nodes.has(id)) return;
    nodes.set(id, { id, column, label, detail, row: counts[column] });
    counts[column] += 1;
  };
  for (const { Id, User, Session } of sequence.Actors ?? []) {
    add('actor', Id, User?.Name || Session?.Uid || Id || '', User?.Type ?? '');
  }
  for (const { Id, Ip, Domain, AutonomousSystem } of sequence.Endpoints ?? []) {
    add('actor', Id, Ip || Domain || Id || '', AutonomousSystem?.Name ?? '');
  }
  for (const { Uid, Name, ResourceType } of sequence.Resources ?? []) {
    add('resource', Uid, Name || Uid || '', ResourceType ?? '');
  }
  const edges: Edge[] = [];
  const join = (from: string, to: string) => {
    const [one, other] = [nodes.get(from), nodes.get(to)];
    if (one && other) edges.push({ from: one, to: other });
  };
  for (const signal of signalsInOrder(sequence)) {
    const { Uid, Name = '', Type = '' } = signal;
    add('signal', Uid, Name, Type);
    for (const id of [...(signal.ActorIds ?? []), ...(signal.EndpointIds ?? [])]) {
      join(`actor ${id}`, `signal ${Uid}`);
    }
    for (const uid of signal.ResourceUids ?? []) join(`signal ${Uid}`, `resource ${uid}`);
  }
  return { nodes: [...nodes.values()], edges, rows: Math.max(...Object.values(counts)) };
}

export function signalsInOrder({ Signals = [] }: Sequence) {
  const begin = (at: Date | undefined) => at?.getTime() ?? 0;
  return [...Signals].sort((a, b) => begin(a.FirstSeenAt) - begin(b.FirstSeenAt));
}

/** What one signal or the whole says of itself: `ATTACK_TACTIC: Exfiltration`. */
export function indicatorsOf(
  indicators: Sequence['SequenceIndicators'],
): { readonly key: string; readonly values: string }[] {
  return (indicators ?? []).map(({ Key = '', Title, Values }) => ({
    key: Title || Key,
    values: (Values ?? []).join(', '),
  }));
}
