import type { Stack } from '../../domain/stack.ts';
import { readStackPolicy, refusalByPolicy, type UpdateStep } from '../../domain/stack-policy.ts';
import { invalid } from '../template/invalid.ts';
import { putResource } from './journal.ts';
import type { StackRun } from './stack-run.ts';

/** Throws where the stack's policy denies it. Only updates are asked about. */
export function mustBeAllowed(stack: Stack, step: UpdateStep): void {
  const refusal = refusalOf(stack, step);
  if (refusal !== undefined) throw invalid(refusal);
}

/** What the template no longer has goes last, but whether it may is told before all else. */
export async function findUnremovable(run: StackRun): Promise<string | undefined> {
  const { stack, rows, wanted, parts } = run;
  for (const row of rows.values()) {
    const { logicalId, type, made } = row;
    if (logicalId in wanted || made === undefined) continue;
    const statusReason = refusalOf(stack, { action: 'Update:Delete', logicalId, type });
    if (statusReason === undefined) continue;
    await putResource(parts, stack, { ...row, status: 'UPDATE_FAILED', statusReason });
    // Only the event is about what was tried: the resource is as it was.
    await parts.store.stacks.put('resource', row);
    return logicalId;
  }
  return undefined;
}

function refusalOf({ status, policyDuringUpdate }: Stack, step: UpdateStep): string | undefined {
  if (status !== 'UPDATE_IN_PROGRESS' || policyDuringUpdate === undefined) return undefined;
  return refusalByPolicy(readStackPolicy(policyDuringUpdate) ?? [], step);
}
