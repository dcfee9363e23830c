import { ServiceError } from '../../lib/service-error.ts';
import type { Violation } from '../../lib/violation.ts';

/** Every refusal of KMS; all are 400 on the wire of awsJson1.1. Wording after AWS's own. */
export const kmsErrors = {
  aliasExists: (arn: string) =>
    refusal('AlreadyExistsException', `An alias with the name ${arn} already exists`),
  aliasNotFound: (arn: string) => refusal('NotFoundException', `Alias ${arn} is not found.`),
  aliasReserved: () =>
    refusal('NotAuthorizedException', 'Aliases that begin with alias/aws/ belong to AWS.'),
  disabled: (arn: string) => refusal('DisabledException', `${arn} is disabled.`),
  grantNotFound: (id: string) => refusal('NotFoundException', `Grant ID ${id} not found`),
  incorrectKey: () =>
    refusal(
      'IncorrectKeyException',
      'The key ID in the request does not identify a CMK that can perform this operation.',
    ),
  invalidAlias: () =>
    refusal('InvalidAliasNameException', 'Alias must start with the prefix "alias/".'),
  invalidArn: (text: string) => refusal('InvalidArnException', `Invalid arn ${text}`),
  invalidCiphertext: () => refusal('InvalidCiphertextException'),
  invalidGrantToken: () => refusal('InvalidGrantTokenException', 'Invalid grant token.'),
  invalidKeyId: (text: string) => refusal('NotFoundException', `Invalid keyId '${text}'`),
  invalidMarker: () => refusal('InvalidMarkerException', 'The marker is not valid.'),
  keyNotFound: (arn: string) => refusal('NotFoundException', `Key '${arn}' does not exist`),
  limitExceeded: (what: string) =>
    refusal('LimitExceededException', `The limit of ${what} has been reached.`),
  malformedPolicy: (reason: string) => refusal('MalformedPolicyDocumentException', reason),
  pendingDeletion: (arn: string) =>
    refusal('KMSInvalidStateException', `${arn} is pending deletion.`),
  notPendingDeletion: (arn: string) =>
    refusal('KMSInvalidStateException', `${arn} is not pending deletion.`),
  tag: (reason: string) => refusal('TagException', reason),
  unsupported: (what: string) =>
    refusal('UnsupportedOperationException', `${what} is not supported by this server.`),
  validation: (message: string) => refusal('ValidationException', message),
} as const;

export function invalidInput(violations: readonly Violation[], _operation: string): ServiceError {
  const lines = violations.map(
    ({ path, constraint }) =>
      `Value at '${path.join('.')}' failed to satisfy constraint: ${constraint}`,
  );
  const count = `${lines.length} validation error${lines.length === 1 ? '' : 's'} detected`;
  return kmsErrors.validation(`${count}: ${lines.join('; ')}`);
}

function refusal(code: string, message = ''): ServiceError {
  return new ServiceError(code, 400, message);
}
