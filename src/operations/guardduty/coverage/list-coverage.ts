import { guardDutyError, invalidParameter } from '../errors.ts';
import { query } from '../operation.ts';
import { ownDetector } from '../own-detector.ts';
import { checkCoverageCriteria } from './checked-criteria.ts';

/**
 * Coverage tells which resources a runtime agent reports from. Vedette takes logs and no agents, so
 * that there are none, whatever the criteria, and no token was ever given out.
 */
export const listCoverage = query('ListCoverage', async (input, context) => {
  await ownDetector(context, input.DetectorId);
  checkCoverageCriteria(input.FilterCriteria);
  const { SortCriteria: sort } = input;
  if (sort !== undefined && sort.AttributeName === undefined) throw guardDutyError('invalidInput');
  if (input.NextToken) throw invalidParameter('nextToken');
  return { Resources: [] };
});
