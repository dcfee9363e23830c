import type { DriftDetection } from '../domain/stack.ts';
import { partId } from '../domain/stack-item-key.ts';
import type { StackSetOperation } from '../domain/stack-set.ts';
import { BACKGROUND_RETRY_SECONDS, STACKS_AT_ONCE } from '../limits.ts';
import { detectDrift } from './drift/detect-drift.ts';
import type { EngineParts } from './engine/engine-parts.ts';
import { runStack } from './engine/run-stack.ts';
import { Interrupted } from './interrupted.ts';
import { reconcileSets } from './sets/reconcile-sets.ts';
import { runSetOperation } from './sets/run-set-operation.ts';

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
  const running = new Map<string, Promise<void>>();
  /** When something that failed unexpectedly may be tried again. */
  const pauses = new Map<string, number>();
  let looking: Promise<void> | undefined;
  let isWanted = false;

  function start(id: string, work: () => Promise<void>): Promise<void> {
    const known = running.get(id);
    if (known !== undefined) return known;
    const done = work()
      .catch((error: unknown) => {
        if (error instanceof Interrupted) return;
        pauses.set(id, clock.now() + BACKGROUND_RETRY_SECONDS * 1000);
        onError(error, id);
      })
      .finally(() => {
        running.delete(id);
        wake();
      });
    running.set(id, done);
    return done;
  }

  const isPaused = (id: string) => clock.now() < (pauses.get(id) ?? 0);
  const carryOn = (stackId: string) => start(stackId, () => runStack(stackId, parts));

  function beginOperation(operation: StackSetOperation): void {
    const id = partId(operation.stackSetId, operation.operationId);
    if (running.has(id) || isPaused(id)) return;
    start(id, () => runSetOperation(operation, parts, carryOn));
  }

  async function look(): Promise<void> {
    await reconcileSets(parts);
    const waiting = await store.stacks.list('setOperation', { active: true });
    waiting.sort((one, other) => one.createdAt - other.createdAt);
    const sets = new Set<string>();
    for (const operation of waiting) {
      // One after the other: the next one begins when this one has ended.
      if (!sets.has(operation.stackSetId)) beginOperation(operation);
      sets.add(operation.stackSetId);
    }
    for (const { stackId, stackSetId } of await store.stacks.list('stack', { active: true })) {
      // Stacks of a set are carried on by its operation, unless that is over.
      if (running.has(stackId) || isPaused(stackId)) continue;
      if (stackSetId !== undefined && (await isInOperation(stackSetId))) continue;
      if (running.size < STACKS_AT_ONCE) carryOn(stackId);
    }
  }

  async function isInOperation(stackSetId: string): Promise<boolean> {
    const active = { owner: stackSetId, active: true, limit: 1 };
    return (await store.stacks.list('setOperation', active)).length > 0;
  }

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
      if (pauses.size === 0) return;
      for (const [id, until] of pauses) if (clock.now() >= until) pauses.delete(id);
      wake();
    },
    receive: (token, body) => parts.replies.receive(token, body),
    async detectDrift(stackId, only) {
      const stack = await store.stacks.get('stack', stackId);
      if (stack === undefined) throw new Error(`no stack ${stackId}`);
      return detectDrift(stack, parts, only);
    },
    async settled() {
      while (looking !== undefined || running.size > 0) {
        await looking;
        await Promise.all(running.values());
      }
    },
    async close() {
      isClosing = true;
      parts.replies.close();
      await looking;
      await Promise.all(running.values());
    },
  };
}
