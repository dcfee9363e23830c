import { CriteriaError, parseFilterCriteria } from '../../../domain/criteria.ts';
import { type Filter, isFilterDescription } from '../../../domain/filter.ts';
import { FILTER_CRITERIA_CHARS_MAX } from '../../../limits.ts';
import { invalidParameter } from '../errors.ts';

/**
 * Refuses a filter whose description, rank or criteria cannot be. `rankMax` is the last place that
 * there is. Criteria are looked at together with the action, whichever of the two a call changes.
 */
export function refuseSettings(
  filter: Pick<Filter, 'description' | 'action' | 'rank' | 'criteria'>,
  rankMax: number,
): void {
  const { description = '', action, rank, criteria } = filter;
  if (!isFilterDescription(description)) throw invalidParameter('description');
  if (rank > rankMax) throw invalidParameter('rank');
  if (JSON.stringify(criteria).length > FILTER_CRITERIA_CHARS_MAX) {
    throw invalidParameter('findingCriteria');
  }
  try {
    parseFilterCriteria(criteria, action);
  } catch (error) {
    throw error instanceof CriteriaError ? invalidParameter('findingCriteria') : error;
  }
}
