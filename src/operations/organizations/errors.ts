import { ServiceError } from '../../lib/service-error.ts';
import type { Violation } from '../../lib/violation.ts';

/** Every refusal of Organizations; all are 400 on the wire of awsJson1.1. */
export const organizationsErrors = {
  accessDenied: () =>
    refusal('AccessDeniedException', `You don't have permissions to access this resource.`),
  accountNotFound: () =>
    refusal('AccountNotFoundException', `You specified an account that doesn't exist.`),
  alreadyInOrganization: () =>
    refusal(
      'AlreadyInOrganizationException',
      'The AWS account is already a member of an organization.',
    ),
  notInUse: () =>
    refusal(
      'AWSOrganizationsNotInUseException',
      'Your account is not a member of an organization.',
    ),
  createAccountStatusNotFound: () =>
    refusal(
      'CreateAccountStatusNotFoundException',
      `We can't find a create account request with the CreateAccountRequestId that you specified.`,
    ),
  invalidNextToken: () =>
    refusal('InvalidInputException', 'You specified an invalid value for NextToken.', {
      Reason: 'INVALID_NEXT_TOKEN',
    }),
  /** Ours: what cannot be honoured is not taken. */
  unsupportedMember: (member: string) =>
    refusal(
      'InvalidInputException',
      `${member} cannot be honoured yet, so it is refused: call again without it.`,
    ),
} as const;

const REASONS: Readonly<Record<Violation['reason'], string>> = {
  missing: 'INPUT_REQUIRED',
  type: 'INVALID_PATTERN',
  length: 'MAX_LENGTH_EXCEEDED',
  range: 'MAX_VALUE_EXCEEDED',
  pattern: 'INVALID_PATTERN',
  enum: 'INVALID_ENUM',
  malformed: 'INVALID_PATTERN',
};

/** The first violation decides `Reason`; the message names all of them. */
export function invalidInput(violations: readonly Violation[], _operation: string): ServiceError {
  const [first] = violations;
  const message = violations.map(textOf).join(' ');
  return refusal('InvalidInputException', message, first ? { Reason: reasonOf(first) } : {});
}

function textOf(violation: Violation): string {
  const name = violation.path.join('.');
  if (violation.reason === 'missing') return `You must provide a value for ${name}.`;
  return `You provided a value for ${name} that is not valid: ${violation.constraint}.`;
}

/** Lengths and ranges have two ends, each with a reason of its own. */
function reasonOf(violation: Violation): string {
  const reason = REASONS[violation.reason];
  return violation.constraint.includes('greater than') ? reason.replace('MAX', 'MIN') : reason;
}

function refusal(code: string, message: string, fields: Readonly<Record<string, string>> = {}) {
  return new ServiceError(code, 400, message, fields);
}
