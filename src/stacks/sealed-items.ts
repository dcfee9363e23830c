import type { Seal } from '../lib/seal.ts';
import type { StackItemKind, Store } from '../store/store.ts';

/** Members that may hold what a parameter with NoEcho was given, or come of it. */
const SECRETS: Readonly<Partial<Record<StackItemKind, readonly string[]>>> = {
  stack: ['parameters', 'previous', 'outputs'],
  changeSet: ['parameters'],
  set: ['parameters'],
  instance: ['overrides'],
  resource: ['made', 'before', 'drift'],
  reply: ['answer'],
};

type Item = Readonly<Record<string, unknown>>;

/** The store, in which what stacks were told and have made of it is sealed while it rests. */
export function withSealedStacks(store: Store, seal: Pick<Seal, 'seal' | 'open'>): Store {
  return {
    ...store,
    stacks: sealedItems(store.stacks, seal),
    transaction: (work) => store.transaction((inside) => work(withSealedStacks(inside, seal))),
  };
}

function sealedItems(stacks: Store['stacks'], seal: Pick<Seal, 'seal' | 'open'>): Store['stacks'] {
  const closed = <T extends object>(kind: StackItemKind, item: T): T => {
    const secret = SECRETS[kind] ?? [];
    const entries = Object.entries(item);
    const hidden = entries.filter(([name, value]) => secret.includes(name) && value !== undefined);
    if (hidden.length === 0) return item;
    const open = entries.filter(([name]) => !secret.includes(name));
    const sealed = seal.seal(JSON.stringify(Object.fromEntries(hidden)));
    return Object.fromEntries([...open, ['sealed', sealed]]) as T;
  };
  const opened = <T extends object>(item: T): T => {
    const { sealed, ...open } = item as Item;
    // What was kept by a version that did not seal is there as it is.
    if (typeof sealed !== 'string') return item;
    return { ...open, ...JSON.parse(seal.open(sealed)) };
  };
  return {
    ...stacks,
    async get(kind, id) {
      const item = await stacks.get(kind, id);
      return item && opened(item);
    },
    put: (kind, item) => stacks.put(kind, closed(kind, item)),
    list: async (kind, query) => (await stacks.list(kind, query)).map(opened),
  };
}
