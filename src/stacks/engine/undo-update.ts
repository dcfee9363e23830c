import type { MadeResource, StackResource } from '../../domain/stack.ts';
import { changeInPlace, isAsWanted } from './change-in-place.ts';
import { createWork } from './create-work.ts';
import { dropResource, putResource } from './journal.ts';
import { handlerError, reasonOf } from './reason-of.ts';
import { inReverse, removeReplaced, removeResources } from './remove-resources.ts';
import { settleRows } from './settle-rows.ts';
import type { StackRun } from './stack-run.ts';

/** Puts back what the update has changed in place. Answers what could not be put back. */
export async function undoChanges(run: StackRun): Promise<string[]> {
  const failed: string[] = [];
  const skipped = new Set(run.stack.skipped);
  for (const row of inReverse(run.rows.values())) {
    const { before, made } = row;
    if (!before || made === undefined) continue;
    const isSame = made.physicalId === before.physicalId;
    if (!isSame || isUntouched(row, made, before) || skipped.has(row.logicalId)) continue;
    if (!(await putBack(run, row, made, before))) failed.push(row.logicalId);
  }
  return failed;
}

/** Another was to be made in its place, which failed before it came to anything. */
function isUntouched({ step }: StackResource, made: MadeResource, before: MadeResource): boolean {
  return step === undefined && isAsWanted(made, before);
}

async function putBack(
  run: StackRun,
  row: StackResource,
  made: MadeResource,
  before: MadeResource,
): Promise<boolean> {
  const { parts, stack, rows } = run;
  const mark = async (next: Partial<StackResource>) => {
    const marked = { ...row, ...next, updatedAt: parts.clock.now() };
    rows.set(row.logicalId, marked);
    await putResource(parts, stack, marked);
  };
  try {
    await mark({ status: 'UPDATE_IN_PROGRESS', statusReason: undefined });
    const provider = parts.providerOf(row.type);
    if (provider === undefined) throw new Error(`no provider of ${row.type}`);
    const work = createWork(run, row, before.properties, true);
    const { physicalId } = await changeInPlace(provider, work, made);
    await mark({ status: 'UPDATE_COMPLETE', made: { ...before, physicalId }, step: undefined });
    return true;
  } catch (error) {
    const statusReason = reasonOf(handlerError(error, stack.operationId));
    await mark({ status: 'UPDATE_FAILED', statusReason });
    return false;
  }
}

/** After what was changed is put back: what the update has made goes. */
export async function removeAdditions(run: StackRun): Promise<void> {
  const { parts, rows } = run;
  for (const row of inReverse(rows.values())) {
    const { before, made } = row;
    if (before === undefined) continue;
    if (before === null) {
      await removeResources(run, [row], { isRollback: true, retained: new Set() });
      await dropResource(parts, row);
      rows.delete(row.logicalId);
      continue;
    }
    const { before: _before, step: _step, ...rest } = row;
    const kept: StackResource = { ...rest, made: before, status: 'UPDATE_COMPLETE' };
    if (made && made.physicalId !== before.physicalId) {
      await removeReplaced(run, row, made, false);
    }
    rows.set(row.logicalId, kept);
    await parts.store.stacks.put('resource', kept);
  }
  await settleRows(run);
}
