import { ServiceError } from '../../lib/service-error.ts';
import type { Violation } from '../../lib/violation.ts';

/** Every refusal of STS: code and status are what clients branch on, the texts are AWS's own. */
export const stsErrors = {
  denied: (callerArn: string, action: string, roleArn: string) =>
    new ServiceError(
      'AccessDenied',
      403,
      `User: ${callerArn} is not authorized to perform: ${action} on resource: ${roleArn}`,
    ),
  sessionMayNotCall: (operation: string) =>
    new ServiceError('AccessDenied', 403, `Cannot call ${operation} with session credentials`),
  invalidArn: (arn: string) => new ServiceError('ValidationError', 400, `${arn} is invalid`),
  chainedTooLong: () =>
    new ServiceError(
      'ValidationError',
      400,
      'The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role ' +
        'chaining',
    ),
  roleSessionTooLong: () =>
    new ServiceError(
      'ValidationError',
      400,
      'The requested DurationSeconds exceeds the MaxSessionDuration set for this role.',
    ),
  malformedPolicy: (reason: string) =>
    new ServiceError('MalformedPolicyDocumentException', 400, reason),
  noSessionPolicy: (arn: string) =>
    new ServiceError('ValidationError', 400, `Policy ${arn} does not exist or is not attachable.`),
  /** Ours: AWS would honour the member, and ignoring it would widen what the session may do. */
  unsupportedMember: (member: string) =>
    new ServiceError(
      'ValidationError',
      400,
      `The parameter ${member} cannot be enforced yet, so it is refused: call again without it`,
    ),
  /** Ours: AWS reads the account out of the key id itself; here only issued keys have one. */
  unknownAccessKey: (accessKeyId: string) =>
    new ServiceError('ValidationError', 400, `The access key ID ${accessKeyId} was never issued`),
} as const;

/** Coral's text: all violations in one message, members in lower camel case. */
export function invalidInput(violations: readonly Violation[], _operation: string): ServiceError {
  const count = violations.length;
  const details = violations.map(detailOf).join('; ');
  const noun = count === 1 ? 'error' : 'errors';
  const message = `${count} validation ${noun} detected: ${details}`;
  return new ServiceError('ValidationError', 400, message);
}

function detailOf(violation: Violation): string {
  const at = violation.path.map(lowerFirst).join('.');
  const value = quotedValue(violation);
  return `Value ${value}at '${at}' failed to satisfy constraint: ${violation.constraint}`;
}

/** A sensitive value is not repeated: there the text has none. */
function quotedValue({ reason, value }: Violation): string {
  if (reason === 'missing') return 'null ';
  return value === undefined ? '' : `'${value}' `;
}

function lowerFirst(name: string): string {
  return name.slice(0, 1).toLowerCase() + name.slice(1);
}
