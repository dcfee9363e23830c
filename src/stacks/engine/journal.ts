import type { Stack, StackResource, StackStatus } from '../../domain/stack.ts';
import { partId } from '../../domain/stack-item-key.ts';
import type { Store } from '../../store/store.ts';
import type { EngineParts } from './engine-parts.ts';

type Pen = Pick<EngineParts, 'store' | 'clock' | 'nextEventId'>;

export const STACK_TYPE = 'AWS::CloudFormation::Stack';

/** Puts a stack as it is now; where its status is another one, with the event that says so. */
export async function putStack(pen: Pen, stack: Stack, before?: StackStatus): Promise<Stack> {
  await pen.store.transaction(async (store) => {
    await store.stacks.put('stack', stack);
    if (stack.status !== before) await putEvent({ ...pen, store }, stack, eventOfStack(stack));
  });
  return stack;
}

function eventOfStack({ name, stackId, status, statusReason }: Stack) {
  return {
    ...{ logicalId: name, physicalId: stackId, type: STACK_TYPE, status, reason: statusReason },
  };
}

/** Puts a resource as it is now, with the event that says so. */
export async function putResource(pen: Pen, stack: Stack, row: StackResource): Promise<void> {
  const { logicalId, type, status, statusReason: reason, made } = row;
  await pen.store.transaction(async (store) => {
    await store.stacks.put('resource', row);
    await putEvent({ ...pen, store }, stack, {
      ...{ logicalId, type, status, reason, physicalId: made?.physicalId ?? '' },
      properties: made && JSON.stringify(made.shown ?? made.properties),
    });
  });
}

interface Told {
  readonly logicalId: string;
  readonly physicalId: string;
  readonly type: string;
  readonly status: string;
  readonly reason?: string | undefined;
  readonly properties?: string | undefined;
}

export async function putEvent(
  pen: { readonly store: Store; readonly clock: Pen['clock']; nextEventId(): string },
  { stackId, accountId, region, name, clientToken }: Stack,
  told: Told,
): Promise<void> {
  await pen.store.stacks.put('event', {
    ...{ eventId: pen.nextEventId(), stackId, accountId, region, stackName: name, clientToken },
    ...told,
    at: pen.clock.now(),
  });
}

/** Forgets a resource that is no longer the stack's. */
export async function dropResource({ store }: Pick<Pen, 'store'>, row: StackResource) {
  await store.stacks.delete('resource', partId(row.stackId, row.logicalId));
}
