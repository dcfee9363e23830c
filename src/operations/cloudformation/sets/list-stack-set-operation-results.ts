import { query } from '../operation.ts';
import { pageOf } from '../page.ts';
import { ownOperation } from './own-operation.ts';
import { ownSet } from './own-set.ts';

export const listStackSetOperationResults = query(
  'ListStackSetOperationResults',
  async (input, context) => {
    const set = await ownSet(input.StackSetName, input.CallAs, context);
    const { operationId: owner } = await ownOperation(set, input.OperationId, context);
    const { Filters: filters = [] } = input;
    const all = await context.store.stacks.list('setResult', { owner });
    const wanted = all.filter(({ status }) =>
      filters.every(({ Name, Values }) => Name !== 'OPERATION_RESULT_STATUS' || Values === status),
    );
    const keyOf = ({ accountId, region }: (typeof all)[number]) => `${accountId}|${region}`;
    const { items, NextToken } = pageOf(wanted, input, keyOf);
    const Summaries = items.map((result) => ({
      ...{ Account: result.accountId, Region: result.region, Status: result.status },
      ...{ StatusReason: result.reason, OrganizationalUnitId: result.unitId },
    }));
    return { Summaries, NextToken };
  },
);
