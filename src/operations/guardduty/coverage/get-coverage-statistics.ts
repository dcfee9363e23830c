import { query } from '../operation.ts';
import { ownDetector } from '../own-detector.ts';
import { checkCoverageCriteria } from './checked-criteria.ts';

/** Counts of what ListCoverage lists: the asked-for kinds, with no resource in them. */
export const getCoverageStatistics = query('GetCoverageStatistics', async (input, context) => {
  await ownDetector(context, input.DetectorId);
  checkCoverageCriteria(input.FilterCriteria);
  const asked = new Set(input.StatisticsType);
  return {
    CoverageStatistics: {
      ...(asked.has('COUNT_BY_RESOURCE_TYPE') && { CountByResourceType: {} }),
      ...(asked.has('COUNT_BY_COVERAGE_STATUS') && { CountByCoverageStatus: {} }),
    },
  };
});
