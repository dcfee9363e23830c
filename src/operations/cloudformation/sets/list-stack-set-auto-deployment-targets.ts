import { query } from '../operation.ts';
import { pageOf } from '../page.ts';
import { ownSet } from './own-set.ts';

export const listStackSetAutoDeploymentTargets = query(
  'ListStackSetAutoDeploymentTargets',
  async (input, context) => {
    const set = await ownSet(input.StackSetName, input.CallAs, context);
    const { items, NextToken } = pageOf(set.targets, input, ({ unitId }) => unitId);
    const Summaries = items.map(({ unitId, regions }) => ({
      ...{ OrganizationalUnitId: unitId, Regions: [...regions] },
    }));
    return { Summaries, NextToken };
  },
);
