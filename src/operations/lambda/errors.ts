import { ServiceError } from '../../lib/service-error.ts';
import type { Violation } from '../../lib/violation.ts';

/** Every refusal of Lambda. Wording after AWS's own; of what is not served, ours. */
export const lambdaErrors = {
  functionExists: (name: string) =>
    refusal('ResourceConflictException', 409, `Function already exist: ${name}`),
  functionNotFound: (arn: string) =>
    refusal('ResourceNotFoundException', 404, `Function not found: ${arn}`),
  functionsAreOff: () =>
    refusal(
      'AccessDeniedException',
      403,
      'Functions run code on the machine of this server, and are off: its operator starts it ' +
        'with --enable-functions.',
    ),
  cannotRun: (reason: string) => refusal('InvalidParameterValueException', 400, reason),
  invalidParameter: (message: string) => refusal('InvalidParameterValueException', 400, message),
  notJson: () =>
    refusal(
      'InvalidRequestContentException',
      400,
      'Could not parse request body into json: the payload is no JSON text.',
    ),
  noPolicy: () =>
    refusal('ResourceNotFoundException', 404, 'No policy is associated with the given resource.'),
  noStatement: (id: string) =>
    refusal('ResourceNotFoundException', 404, `Statement ${id} is not found in resource policy.`),
  payloadTooLarge: (bytesMax: number) =>
    refusal(
      'RequestTooLargeException',
      413,
      `Request must be smaller than ${bytesMax} bytes for the InvokeFunction operation`,
    ),
  policyTooLarge: (bytesMax: number) =>
    refusal(
      'PolicyLengthExceededException',
      400,
      `The final policy size is bigger than the limit (${bytesMax}).`,
    ),
  roleNotAssumable: () =>
    refusal(
      'InvalidParameterValueException',
      400,
      'The role defined for the function cannot be assumed by Lambda.',
    ),
  revisionMismatch: () =>
    refusal(
      'PreconditionFailedException',
      412,
      'The Revision Id provided does not match the latest Revision Id. ' +
        'Call the GetFunction/GetAlias API to retrieve the latest Revision Id',
    ),
  statementExists: (id: string) =>
    refusal(
      'ResourceConflictException',
      409,
      `The statement id (${id}) provided already exists. ` +
        'Please provide a new statement id, or remove the existing statement.',
    ),
  tooManyFunctions: (most: number) =>
    refusal(
      'CodeStorageExceededException',
      400,
      `This server keeps at most ${most} functions of an account and Region.`,
    ),
  tooManyRequests: () => refusal('TooManyRequestsException', 429, 'Rate Exceeded.'),
  unsupported: (what: string) =>
    refusal('InvalidParameterValueException', 400, `${what} is not supported by this server.`),
  validation: (message: string) => refusal('ValidationException', 400, message),
} as const;

export function invalidInput(violations: readonly Violation[], _operation: string): ServiceError {
  const lines = violations.map(({ path, value, constraint }) => {
    const given = value === undefined ? '' : `'${value}' `;
    const member = path.map(asMember).join('.');
    return `Value ${given}at '${member}' failed to satisfy constraint: ${constraint}`;
  });
  const count = `${lines.length} validation error${lines.length === 1 ? '' : 's'} detected`;
  return lambdaErrors.validation(`${count}: ${lines.join('; ')}`);
}

/** Lambda names members in its messages as Java does. */
function asMember(name: string): string {
  return name.charAt(0).toLowerCase() + name.slice(1);
}

function refusal(code: string, status: number, message: string): ServiceError {
  return new ServiceError(code, status, message, { Type: 'User' });
}
