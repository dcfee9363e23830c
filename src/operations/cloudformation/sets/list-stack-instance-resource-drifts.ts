import { partId } from '../../../domain/stack-item-key.ts';
import { dateOf } from '../../../lib/clock.ts';
import { driftShape } from '../drift/drift-shape.ts';
import { cloudFormationErrors } from '../errors.ts';
import { query } from '../operation.ts';
import { pageOf } from '../page.ts';
import { ownSet } from './own-set.ts';

export const listStackInstanceResourceDrifts = query(
  'ListStackInstanceResourceDrifts',
  async (input, context) => {
    const { stackSetId } = await ownSet(input.StackSetName, input.CallAs, context);
    const { StackInstanceAccount: account, StackInstanceRegion: region } = input;
    const { stacks } = context.store;
    const instance = await stacks.get('instance', partId(stackSetId, account, region));
    if (instance === undefined) throw cloudFormationErrors.noInstance(account, region);
    const { StackInstanceResourceDriftStatuses: wanted = [] } = input;
    const rows = await stacks.list('resource', { owner: instance.stackId ?? '' });
    const shown = rows.filter(
      ({ drift }) => drift !== undefined && (wanted.length === 0 || wanted.includes(drift.status)),
    );
    const { items, NextToken } = pageOf(shown, input, ({ logicalId }) => logicalId);
    const Summaries = items.map((row) => {
      const { StackResourceDriftStatus, PropertyDifferences, ...shape } = driftShape(row);
      return {
        ...{ StackId: shape.StackId, LogicalResourceId: shape.LogicalResourceId },
        ...{ PhysicalResourceId: shape.PhysicalResourceId, ResourceType: shape.ResourceType },
        ...{ StackResourceDriftStatus, PropertyDifferences },
        Timestamp: dateOf(row.drift?.checkedAt ?? row.updatedAt),
      };
    });
    return { Summaries, NextToken };
  },
);
