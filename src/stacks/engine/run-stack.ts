import type { Stack, StackStatus } from '../../domain/stack.ts';
import { isStackActive } from '../../domain/stack-item-key.ts';
import { applyResources } from './apply-resources.ts';
import type { EngineParts } from './engine-parts.ts';
import { evaluateOutputs } from './evaluate-outputs.ts';
import { putStack } from './journal.ts';
import { reasonOf } from './reason-of.ts';
import { cleanUp, removeResources } from './remove-resources.ts';
import { openRun, type StackRun } from './stack-run.ts';
import { takeIn } from './take-in.ts';
import { removeAdditions, undoChanges } from './undo-update.ts';

type Outcome = Partial<Stack> & { readonly status: StackStatus };
type Phase = (run: StackRun) => Promise<Outcome>;

/** What happens while a stack has this status, and what comes of it. */
const PHASES: Readonly<Partial<Record<StackStatus, Phase>>> = {
  CREATE_IN_PROGRESS: create,
  ROLLBACK_IN_PROGRESS: rollBack,
  UPDATE_IN_PROGRESS: update,
  UPDATE_COMPLETE_CLEANUP_IN_PROGRESS: async (run) => {
    await cleanUp(run);
    return { status: 'UPDATE_COMPLETE', previous: undefined };
  },
  UPDATE_ROLLBACK_IN_PROGRESS: undo,
  UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS: async (run) => {
    await removeAdditions(run);
    return { status: 'UPDATE_ROLLBACK_COMPLETE', previous: undefined, skipped: undefined };
  },
  DELETE_IN_PROGRESS: remove,
  IMPORT_IN_PROGRESS: importIn,
};

/**
 * Carries a stack on until nothing is left to do. Its status is the journal: whoever begins anew
 * after a crash goes on with the phase that the stack was in.
 */
export async function runStack(stackId: string, parts: EngineParts): Promise<void> {
  for (;;) {
    const stack = await parts.store.stacks.get('stack', stackId);
    if (stack === undefined || !isStackActive(stack)) return;
    const phase = PHASES[stack.status];
    if (phase === undefined) throw new Error(`nothing is known to do while ${stack.status}`);
    const run = await openRun(stack, parts);
    const outcome = await phase(run);
    const latest = await parts.store.stacks.get('stack', stackId);
    await putStack(parts, { ...(latest ?? stack), ...outcome }, stack.status);
  }
}

async function create(run: StackRun): Promise<Outcome> {
  const failed = run.fault === undefined ? await applyResources(run) : undefined;
  const why = failed === undefined ? await finish(run) : failureOf(run, [failed], 'create');
  if (typeof why !== 'string') return { ...why, status: 'CREATE_COMPLETE' };
  const { onFailure } = run.stack;
  if (onFailure === 'DO_NOTHING') return { status: 'CREATE_FAILED', statusReason: why };
  const statusReason = `${why}${onFailure === 'DELETE' ? 'Delete' : 'Rollback'} requested by user.`;
  return {
    status: onFailure === 'DELETE' ? 'DELETE_IN_PROGRESS' : 'ROLLBACK_IN_PROGRESS',
    statusReason,
  };
}

async function rollBack(run: StackRun): Promise<Outcome> {
  const rules = { isRollback: true, retained: new Set<string>() };
  const failed = await removeResources(run, [...run.rows.values()], rules);
  if (failed.length === 0) {
    return { status: 'ROLLBACK_COMPLETE', statusReason: undefined, outputs: [], imports: [] };
  }
  return { status: 'ROLLBACK_FAILED', statusReason: failureOf(run, failed, 'delete') };
}

async function update(run: StackRun): Promise<Outcome> {
  const failed = run.fault === undefined ? await applyResources(run) : undefined;
  const isCancelled = (await run.parts.store.stacks.get('stack', run.stack.stackId))?.isCancelled;
  const cause = () => (isCancelled ? 'User Initiated' : failureOf(run, [failed ?? ''], 'update'));
  const why = failed === undefined ? await finish(run) : cause();
  if (typeof why !== 'string') {
    return { ...why, status: 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS', statusReason: undefined };
  }
  return goBack(run.stack, why);
}

/** The stack is again what it was, as far as it is told; its resources follow. */
function goBack({ previous, clientToken }: Stack, statusReason: string): Outcome {
  if (previous === undefined) throw new Error('an update has nothing to go back to');
  const isCancelled = undefined;
  return {
    ...previous,
    clientToken,
    isCancelled,
    status: 'UPDATE_ROLLBACK_IN_PROGRESS',
    statusReason,
  };
}

async function undo(run: StackRun): Promise<Outcome> {
  const failed = await undoChanges(run);
  if (failed.length > 0) {
    return { status: 'UPDATE_ROLLBACK_FAILED', statusReason: failureOf(run, failed, 'update') };
  }
  return { status: 'UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS', statusReason: undefined };
}

async function remove(run: StackRun): Promise<Outcome> {
  const { stack, rows, parts } = run;
  const rules = { isRollback: false, retained: new Set(stack.retained) };
  const failed = await removeResources(run, [...rows.values()], rules);
  if (failed.length > 0) {
    return { status: 'DELETE_FAILED', statusReason: failureOf(run, failed, 'delete') };
  }
  const deletedAt = parts.clock.now();
  return {
    status: 'DELETE_COMPLETE',
    statusReason: undefined,
    outputs: [],
    imports: [],
    deletedAt,
  };
}

async function importIn(run: StackRun): Promise<Outcome> {
  const failed = await takeIn(run);
  const why = failed === undefined ? await finish(run) : failureOf(run, [failed], 'import');
  if (typeof why !== 'string') return { ...why, status: 'IMPORT_COMPLETE', imported: undefined };
  const { previous } = run.stack;
  const statusReason = why.trim();
  return { ...previous, status: 'IMPORT_ROLLBACK_COMPLETE', statusReason, imported: undefined };
}

/** Outputs and what the stack took from others, or why they cannot be. */
async function finish(run: StackRun): Promise<Partial<Stack> | string> {
  const { rows, parts, stack, fault } = run;
  if (fault !== undefined) return `${fault} `;
  try {
    const outputs = await evaluateOutputs(run);
    if (!stack.status.startsWith('UPDATE')) {
      for (const row of rows.values()) {
        const { before: _before, ...settled } = row;
        rows.set(row.logicalId, settled);
        await parts.store.stacks.put('resource', settled);
      }
    }
    const { description } = run.template;
    return { outputs, imports: [...run.imports], statusReason: undefined, description };
  } catch (error) {
    return `${reasonOf(error)} . `;
  }
}

function failureOf({ stack, parts }: StackRun, failed: readonly string[], verb: string): string {
  const { deadline } = stack;
  if (verb === 'create' && deadline !== undefined && parts.clock.now() >= deadline) {
    return 'Stack creation time exceeded the specified timeout. ';
  }
  return `The following resource(s) failed to ${verb}: [${failed.join(', ')}]. `;
}
