import { exportsOf } from '../../../stacks/engine/exports.ts';
import { query } from '../operation.ts';
import { pageOf } from '../page.ts';

export const listExports = query('ListExports', async (input, { accountId, region, store }) => {
  const exports = [...(await exportsOf({ accountId, region }, store)).values()];
  const { items, NextToken } = pageOf(exports, input, ({ name }) => name);
  const Exports = items.map(({ stackId: ExportingStackId, name: Name, value: Value }) => ({
    ...{ ExportingStackId, Name, Value },
  }));
  return { Exports, NextToken };
});
