import type * as sdk from '@aws-sdk/client-cloudformation';
import { partId } from '../../../domain/stack-item-key.ts';
import type { StackSet, StackSetOperation } from '../../../domain/stack-set.ts';
import { uuid } from '../../../lib/ids.ts';
import { beginOperation, type Target } from '../../../stacks/sets/begin-operation.ts';
import type { OperationContext } from '../../context.ts';
import { cloudFormationErrors } from '../errors.ts';
import { givenPreferences } from './given-preferences.ts';
import { mustBeIdle } from './own-set.ts';

interface Asked {
  readonly OperationId?: string | undefined;
  readonly OperationPreferences?: sdk.StackSetOperationPreferences | undefined;
}

/** Begins an operation of a set once the call is committed; answers its id. */
export async function begin(
  set: StackSet,
  targets: readonly Target[],
  input: Asked,
  more: Pick<StackSetOperation, 'action'> & {
    readonly retains?: boolean;
    readonly overrides?: Readonly<Record<string, string>> | undefined;
  },
  context: OperationContext,
): Promise<string> {
  const { store, clock, principal, services } = context;
  const operationId = input.OperationId ?? uuid();
  // Before anything else: whoever asks again learns that it has begun.
  const known = await store.stacks.get('setOperation', partId(set.stackSetId, operationId));
  if (known !== undefined) throw cloudFormationErrors.operationIdExists(operationId);
  await mustBeIdle(set, context);
  const preferences = givenPreferences(input.OperationPreferences);
  const asked = {
    operationId,
    preferences,
    isAutomatic: false,
    retains: false,
    principal,
    ...more,
  };
  await beginOperation(set, targets, asked, { store, now: clock.now() });
  services.wakeStacks();
  return operationId;
}

/** Overrides as a call has them; a parameter that keeps the value of the set is left out. */
export function givenOverrides(
  given: readonly sdk.Parameter[] | undefined,
  set: StackSet,
): Readonly<Record<string, string>> | undefined {
  if (given === undefined) return undefined;
  const entries = given
    .filter(({ UsePreviousValue }) => !UsePreviousValue)
    .map(({ ParameterKey: key = '', ParameterValue: value = '' }) => [key, value] as const);
  const foreign = entries.map(([key]) => key).filter((key) => !Object.hasOwn(set.parameters, key));
  if (foreign.length > 0) {
    const names = foreign.join(', ');
    throw cloudFormationErrors.validation(`Parameters: [${names}] do not exist in the template`);
  }
  return Object.fromEntries(entries);
}
