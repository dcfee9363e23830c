import { ServiceError } from '../../lib/service-error.ts';
import type { Violation } from '../../lib/violation.ts';

export const accountErrors = {
  accessDenied: () =>
    new ServiceError(
      'AccessDeniedException',
      403,
      'User is not authorized to access this account.',
    ),
  noRegion: (region: string) =>
    new ServiceError('ValidationException', 400, `The Region ${region} is not valid.`),
  invalidToken: () => new ServiceError('ValidationException', 400, 'The NextToken is not valid.'),
} as const;

/** All violations in one message, members as they are called on the wire. */
export function invalidInput(violations: readonly Violation[], _operation: string): ServiceError {
  const details = violations.map(({ path, constraint }) => `${path.join('.')}: ${constraint}`);
  return new ServiceError('ValidationException', 400, details.join('; '));
}
