import { ServiceError } from '../../lib/service-error.ts';
import type { Violation } from '../../lib/violation.ts';

/** Every refusal of CloudTrail; all are 400 on the wire. Codes are AWS's, the sentences ours. */
export const cloudTrailErrors = {
  manyAttributes: () =>
    refusal('InvalidLookupAttributesException', 'You can look up by one attribute at a time.'),
  timeRange: () =>
    refusal('InvalidTimeRangeException', 'The start time must not be after the end time.'),
  nextToken: () =>
    refusal(
      'InvalidNextTokenException',
      'The token is not valid, or was given out for other parameters.',
    ),
} as const;

/** What LookupEvents has an error of its own for, by the member that is wrong. */
const CODES: Readonly<Record<string, string>> = {
  LookupAttributes: 'InvalidLookupAttributesException',
  StartTime: 'InvalidTimeRangeException',
  EndTime: 'InvalidTimeRangeException',
  MaxResults: 'InvalidMaxResultsException',
  NextToken: 'InvalidNextTokenException',
  EventCategory: 'InvalidEventCategoryException',
};

/** CloudTrail tells of the first thing that is wrong. */
export function invalidInput([first]: readonly Violation[], operation: string): ServiceError {
  const member = first?.path[0] ?? '';
  const own = operation === 'LookupEvents' && Object.hasOwn(CODES, member) && CODES[member];
  const text = `${first?.path.join('.')}: ${first?.constraint}`;
  return refusal(own || 'InvalidParameterException', text);
}

function refusal(code: string, message: string): ServiceError {
  return new ServiceError(code, 400, message);
}
