import { ServiceError } from '../../lib/service-error.ts';
import type { Violation } from '../../lib/violation.ts';

export const healthErrors = {
  noPage: () => new ServiceError('InvalidPaginationToken', 400, 'The nextToken is not valid.'),
  locale: (locale: string) =>
    new ServiceError('UnsupportedLocale', 400, `The locale ${locale} is not supported.`),
} as const;

export function invalidInput(violations: readonly Violation[], _operation: string): ServiceError {
  const details = violations.map(({ path, constraint }) => `${path.join('.')}: ${constraint}`);
  return new ServiceError('ValidationException', 400, details.join('; '));
}
