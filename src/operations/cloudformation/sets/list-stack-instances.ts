import type * as sdk from '@aws-sdk/client-cloudformation';
import { query } from '../operation.ts';
import { pageOf } from '../page.ts';
import { instanceSummary } from './instance-shape.ts';
import { ownSet } from './own-set.ts';

export const listStackInstances = query('ListStackInstances', async (input, context) => {
  const { stackSetId: owner } = await ownSet(input.StackSetName, input.CallAs, context);
  const { StackInstanceAccount: account, StackInstanceRegion: region, Filters = [] } = input;
  const all = await context.store.stacks.list('instance', { owner });
  const wanted = all
    .map(instanceSummary)
    .filter(
      (one) =>
        (account === undefined || one.Account === account) &&
        (region === undefined || one.Region === region) &&
        Filters.every((filter) => matches(one, filter)),
    );
  const keyOf = (one: sdk.StackInstanceSummary) => `${one.Account}|${one.Region}`;
  const { items, NextToken } = pageOf(wanted, input, keyOf);
  return { Summaries: items, NextToken };
});

function matches(
  one: sdk.StackInstanceSummary,
  { Name, Values }: sdk.StackInstanceFilter,
): boolean {
  if (Name === 'DETAILED_STATUS') return one.StackInstanceStatus?.DetailedStatus === Values;
  if (Name === 'LAST_OPERATION_ID') return one.LastOperationId === Values;
  return Name === 'DRIFT_STATUS' ? one.DriftStatus === Values : true;
}
