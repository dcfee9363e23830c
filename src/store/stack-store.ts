import type {
  AwaitedReply,
  ChangeSet,
  DriftDetection,
  Stack,
  StackEvent,
  StackResource,
} from '../domain/stack.ts';
import type {
  StackInstance,
  StackSet,
  StackSetOperation,
  StackSetResult,
} from '../domain/stack-set.ts';

/** What CloudFormation keeps. Everything here is read and written as a whole. */
export interface StackItems {
  readonly stack: Stack;
  readonly resource: StackResource;
  readonly event: StackEvent;
  readonly changeSet: ChangeSet;
  readonly reply: AwaitedReply;
  readonly driftDetection: DriftDetection;
  readonly set: StackSet;
  readonly instance: StackInstance;
  readonly setOperation: StackSetOperation;
  readonly setResult: StackSetResult;
}

export type StackItemKind = keyof StackItems;

export interface StackItemQuery {
  /** What the item is a part of: the stack, the set, the operation; see `stackItemKey`. */
  readonly owner?: string | undefined;
  readonly accountId?: string | undefined;
  readonly region?: string | undefined;
  readonly name?: string | undefined;
  /** Only what has work under way. */
  readonly active?: boolean | undefined;
  readonly limit?: number | undefined;
  readonly after?: string | undefined;
  readonly descending?: boolean | undefined;
}

/** Stacks, sets of stacks and all that belongs to them. Lists ascend by id unless said. */
export interface StackStore {
  get<K extends StackItemKind>(kind: K, id: string): Promise<StackItems[K] | undefined>;
  put<K extends StackItemKind>(kind: K, item: StackItems[K]): Promise<void>;
  delete(kind: StackItemKind, id: string): Promise<void>;
  list<K extends StackItemKind>(kind: K, query: StackItemQuery): Promise<StackItems[K][]>;
  /** Everything of this kind that is a part of the owner. */
  deleteOf(kind: StackItemKind, owner: string): Promise<void>;
}
