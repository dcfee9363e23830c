import type { Stack } from '../../../domain/stack.ts';
import { putStack } from '../../../stacks/engine/journal.ts';
import type { OperationContext } from '../../context.ts';
import { cloudFormationErrors } from '../errors.ts';

/** CloudFormation's own limit of a name. */
const STACK_NAME = /^[a-zA-Z][-a-zA-Z0-9]{0,127}$/;

export function checkStackName(name: string): void {
  if (STACK_NAME.test(name)) return;
  throw cloudFormationErrors.validation(
    `1 validation error detected: Value '${name}' at 'stackName' failed to satisfy constraint: ` +
      'Member must satisfy regular expression pattern: [a-zA-Z][-a-zA-Z0-9]*',
  );
}

/** Puts a stack that has work under way now, and has the engine begin once this is committed. */
export async function putBegun(
  stack: Stack,
  before: Stack | undefined,
  { store, clock, services }: OperationContext,
): Promise<void> {
  await putStack({ store, clock, nextEventId: services.nextEventId }, stack, before?.status);
  services.wakeStacks();
}
