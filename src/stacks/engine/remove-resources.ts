import type { MadeResource, StackResource } from '../../domain/stack.ts';
import { createWork } from './create-work.ts';
import { dropResource, putResource } from './journal.ts';
import { handlerError, reasonOf } from './reason-of.ts';
import { settleRows } from './settle-rows.ts';
import type { StackRun } from './stack-run.ts';

/** Dependents before what they depend on. */
export function inReverse(rows: Iterable<StackResource>): StackResource[] {
  const left = new Map([...rows].map((row) => [row.logicalId, row]));
  const order: StackResource[] = [];
  while (left.size > 0) {
    const needed = new Set([...left.values()].flatMap(({ dependsOn }) => dependsOn));
    const free = [...left.values()].filter(({ logicalId }) => !needed.has(logicalId)).reverse();
    // A circle cannot come about while templates are checked; were there one, any order is as good.
    const next = free.length > 0 ? free : [...left.values()];
    for (const row of next) left.delete(row.logicalId);
    order.push(...next);
  }
  return order;
}

/** Takes one thing away. Throws where its provider does. */
export async function removeMade(
  run: StackRun,
  row: StackResource,
  made: MadeResource,
): Promise<void> {
  const provider = run.parts.providerOf(row.type);
  if (provider === undefined) throw new Error(`no provider of ${row.type}`);
  const isResumed = row.step !== undefined;
  await provider.delete(createWork(run, row, made.properties, isResumed), made);
}

interface RemovalRules {
  /** What is new goes whatever its policy says, unless that is to retain. */
  readonly isRollback: boolean;
  readonly retained: ReadonlySet<string>;
}

/** Takes away these resources of the stack; answers those that could not be. */
export async function removeResources(
  run: StackRun,
  rows: readonly StackResource[],
  { isRollback, retained }: RemovalRules,
): Promise<string[]> {
  const { parts, stack } = run;
  const failed: string[] = [];
  for (const row of inReverse(rows)) {
    const { made, deletionPolicy } = row;
    if (row.status === 'DELETE_COMPLETE' || row.status === 'DELETE_SKIPPED') continue;
    const isKept =
      retained.has(row.logicalId) ||
      deletionPolicy === 'Retain' ||
      (deletionPolicy === 'RetainExceptOnCreate' && !isRollback);
    const mark = async (status: StackResource['status'], statusReason?: string) => {
      const step = status === 'DELETE_IN_PROGRESS' ? stepOf(run, row) : undefined;
      const { before: _before, ...rest } = row;
      const marked = { ...rest, status, statusReason, step, updatedAt: parts.clock.now() };
      run.rows.set(row.logicalId, marked);
      await putResource(parts, stack, marked);
    };
    if (isKept && made !== undefined) {
      await mark('DELETE_SKIPPED');
      continue;
    }
    // A needed resource must outlive what needs it and could not be taken away.
    if (failed.some((name) => run.rows.get(name)?.dependsOn.includes(row.logicalId))) continue;
    try {
      if (made !== undefined) {
        await mark('DELETE_IN_PROGRESS');
        await removeMade(run, row, made);
      }
      await mark('DELETE_COMPLETE');
    } catch (error) {
      failed.push(row.logicalId);
      await mark('DELETE_FAILED', reasonOf(handlerError(error, stack.operationId)));
    }
  }
  return failed;
}

function stepOf({ stack, parts }: StackRun, { step }: StackResource) {
  return step ?? { id: stack.operationId, startedAt: parts.clock.now() };
}

/**
 * After an update: what was replaced goes, and what the template no longer has. What cannot be
 * taken away is told and left, as on AWS.
 */
export async function cleanUp(run: StackRun): Promise<void> {
  const { parts, stack, rows, wanted, fault } = run;
  // Nothing may count as no longer wanted because the template could not be read.
  if (fault !== undefined) throw new Error(fault);
  for (const row of inReverse(rows.values())) {
    const { before, made } = row;
    if (!(row.logicalId in wanted)) {
      await removeResources(run, [row], { isRollback: false, retained: new Set() });
      const after = rows.get(row.logicalId);
      if (after !== undefined) await dropResource(parts, after);
      rows.delete(row.logicalId);
      continue;
    }
    if (before && made && before.physicalId !== made.physicalId) {
      await removeReplaced(run, row, before, row.updateReplacePolicy === 'Retain');
      // Not again, should a crash come between.
      const { before: _before, ...kept } = row;
      rows.set(row.logicalId, kept);
      await parts.store.stacks.put('resource', kept);
    }
  }
  await settleRows(run);
  run.stack = { ...stack, previous: undefined };
}

/** Takes away what stood where something else now stands. */
export async function removeReplaced(
  run: StackRun,
  row: StackResource,
  replaced: MadeResource,
  isRetained: boolean,
): Promise<void> {
  const { parts, stack } = run;
  const tell = (status: StackResource['status'], statusReason?: string) =>
    putResource(parts, stack, { ...row, made: replaced, status, statusReason }).then(() =>
      // The row itself stays as it was: only the event is about the other thing.
      parts.store.stacks.put('resource', row),
    );
  if (isRetained) return void (await tell('DELETE_SKIPPED'));
  await tell('DELETE_IN_PROGRESS');
  try {
    await removeMade(run, row, replaced);
    await tell('DELETE_COMPLETE');
  } catch (error) {
    await tell('DELETE_FAILED', reasonOf(handlerError(error, stack.operationId)));
  }
}
