import { exportsOf, importersOf } from '../../../stacks/engine/exports.ts';
import { cloudFormationErrors } from '../errors.ts';
import { query } from '../operation.ts';
import { pageOf } from '../page.ts';

export const listImports = query('ListImports', async (input, { accountId, region, store }) => {
  const place = { accountId, region };
  const { ExportName: name } = input;
  const { validation } = cloudFormationErrors;
  if (!(await exportsOf(place, store)).has(name)) {
    throw validation(`Export '${name}' does not exist.`);
  }
  const importers = await importersOf(name, place, store);
  if (importers.length === 0) throw validation(`Export '${name}' is not imported by any stack.`);
  const { items, NextToken } = pageOf(importers, input, (one) => one);
  return { Imports: items, NextToken };
});
