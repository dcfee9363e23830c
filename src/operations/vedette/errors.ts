import { ServiceError } from '../../lib/service-error.ts';
import type { Violation } from '../../lib/violation.ts';

export const vedetteErrors = {
  accountExists: (accountId: string) =>
    new ServiceError('ConflictException', 409, `The account ${accountId} exists already.`),
  emailTaken: () =>
    new ServiceError('ConflictException', 409, 'Another account has this address already.'),
  noPage: () => new ServiceError('BadRequestException', 400, 'The nextToken is none of this list.'),
  noSink: (name: string) =>
    new ServiceError('BadRequestException', 400, `There is no sink called ${name}.`),
  noDetection: (type: string) =>
    new ServiceError('BadRequestException', 400, `No detection here finds ${type}.`),
  noNotice: (noticeId: string) =>
    new ServiceError('BadRequestException', 400, `The account has no notice ${noticeId}.`),
} as const;

/** All violations in one message, members as they are called on the wire. */
export function invalidInput(violations: readonly Violation[], operation: string): ServiceError {
  const details = violations.map((violation) => {
    return `${violation.path.join('.')}: ${violation.constraint}`;
  });
  return new ServiceError('BadRequestException', 400, `${operation}: ${details.join('; ')}`);
}
