import type { DriftDetection } from '../domain/stack.ts';
import { partId } from '../domain/stack-item-key.ts';
import type { StackSetOperation } from '../domain/stack-set.ts';
import { STACKS_AT_ONCE } from '../limits.ts';
import { detectDrift } from './drift/detect-drift.ts';
import type { EngineParts } from './engine/engine-parts.ts';
import { runStack } from './engine/run-stack.ts';
import { reconcileSets } from './sets/reconcile-sets.ts';
import { type CarryOn, runSetOperation } from './sets/run-set-operation.ts';
import { createTasks, type Tasks } from './tasks.ts';

/** The engine as the server has it. */
export interface Stacks {
  /** There may be something to do: whatever has work under way is gone on with. */
  wake(): void;
  /** Looks whose time is over; wakes what failed to be carried on. */
  tick(): void;
  receive(token: string, body: Uint8Array): Promise<number>;
  /** Resolves when nothing is under way; tests wait with it. */
  settled(): Promise<void>;
  /** Looks whether a stack's resources, or some of them, are as it has made them. */
  detectDrift(stackId: string, only?: readonly string[]): Promise<DriftDetection>;
  close(): Promise<void>;
}

export interface StacksOptions {
  readonly parts: Omit<EngineParts, 'isClosing'>;
  onError(error: unknown, id: string): void;
}

export function createStacks({ parts: given, onError }: StacksOptions): Stacks {
  let isClosing = false;
  const parts: EngineParts = { ...given, isClosing: () => isClosing };
  const { store, clock } = parts;
  const tasks = createTasks(clock, { onError, onEnd: () => wake() });
  let looking: Promise<void> | undefined;
  let isWanted = false;

  const carryOn = (stackId: string) => tasks.start(stackId, () => runStack(stackId, parts));

  const look = () => lookForWork(parts, tasks, carryOn);

  function wake(): void {
    if (isClosing) return;
    isWanted = true;
    looking ??= lookAgain();
  }

  async function lookAgain(): Promise<void> {
    while (isWanted && !isClosing) {
      isWanted = false;
      await look().catch((error: unknown) => onError(error, 'stacks'));
    }
    looking = undefined;
  }

  return {
    wake,
    tick() {
      parts.replies.tick();
      if (tasks.endPauses()) wake();
    },
    receive: (token, body) => parts.replies.receive(token, body),
    async detectDrift(stackId, only) {
      const stack = await store.stacks.get('stack', stackId);
      if (stack === undefined) throw new Error(`no stack ${stackId}`);
      return detectDrift(stack, parts, only);
    },
    async settled() {
      while (looking !== undefined || tasks.count() > 0) {
        await looking;
        await tasks.ended();
      }
    },
    async close() {
      isClosing = true;
      parts.replies.close();
      await looking;
      await tasks.ended();
    },
  };
}

async function accountsOf(
  { operationId: owner }: StackSetOperation,
  stacks: EngineParts['store']['stacks'],
): Promise<string[]> {
  return (await stacks.list('setResult', { owner })).map(({ accountId }) => accountId);
}

/** The first the first; of those of one time, what takes away before what makes. */
function inTurn(one: StackSetOperation, other: StackSetOperation): number {
  const makes = ({ action }: StackSetOperation) => (action === 'CREATE' ? 1 : 0);
  return one.createdAt - other.createdAt || makes(one) - makes(other);
}

/** Starts whatever has something under way and is not at it already. */
async function lookForWork(parts: EngineParts, tasks: Tasks, carryOn: CarryOn): Promise<void> {
  const { stacks } = parts.store;
  await reconcileSets(parts);
  const sets = new Set<string>();
  const leaving = new Set<string>();
  for (const operation of (await stacks.list('setOperation', { active: true })).sort(inTurn)) {
    const { action, isAutomatic } = operation;
    const id = partId(operation.stackSetId, operation.operationId);
    // One after the other: the next one begins when this one has ended. Whoever has left for
    // another unit loses the stacks of the old one first: there may be room for one kind only.
    const accounts = isAutomatic ? await accountsOf(operation, stacks) : [];
    const isHeld = action === 'CREATE' && accounts.some((id) => leaving.has(id));
    if (!sets.has(operation.stackSetId) && !isHeld && tasks.mayStart(id)) {
      tasks.start(id, () => runSetOperation(operation, parts, carryOn));
    }
    sets.add(operation.stackSetId);
    if (action === 'DELETE') for (const id of accounts) leaving.add(id);
  }
  for (const { stackId, stackSetId } of await stacks.list('stack', { active: true })) {
    // Stacks of a set are carried on by its operation, unless that is over.
    const isCarried = stackSetId !== undefined && sets.has(stackSetId);
    if (isCarried || !tasks.mayStart(stackId)) continue;
    if (tasks.count() < STACKS_AT_ONCE) carryOn(stackId);
  }
}
