import type { SortCriteria, FindingCriteria as WireCriteria } from '@aws-sdk/client-guardduty';
import { CriteriaError, type FindingCriteria, parseCriteria } from '../../../domain/criteria.ts';
import { TokenError } from '../../../store/errors.ts';
import type { FindingQuery } from '../../../store/store.ts';
import { invalidParameter } from '../errors.ts';

/** Criteria of a request; undefined where it names none. */
export function wantedCriteria(input: WireCriteria | undefined): FindingCriteria | undefined {
  if (input === undefined) return undefined;
  return refusing(() => parseCriteria(input));
}

/** Without an attribute the latest update decides, without an order the smallest comes first. */
export function wantedSort(input: SortCriteria | undefined): FindingQuery['sort'] {
  if (input?.AttributeName === undefined && input?.OrderBy === undefined) return undefined;
  return { field: input.AttributeName ?? 'updatedAt', descending: input.OrderBy === 'DESC' };
}

function refusing<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw asRefusal(error);
  }
}

/** Words what the search itself found wrong: an unknown field or sort, or a foreign token. */
export function asRefusal(error: unknown): unknown {
  if (error instanceof TokenError) return invalidParameter('nextToken');
  if (!(error instanceof CriteriaError)) return error;
  return invalidParameter(error.reason === 'unknownSort' ? 'sortCriteria' : 'findingCriteria');
}
