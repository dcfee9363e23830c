import { ServiceError } from '../../lib/service-error.ts';

const CALLED = {
  user: 'user',
  role: 'role',
} as const;

/** Every refusal of IAM: code and status are what clients branch on, the texts are AWS's own. */
export const iamErrors = {
  noUser: (name: string) => noSuchEntity(`The user with name ${name} cannot be found.`),
  noRole: (name: string) => noSuchEntity(`The role with name ${name} cannot be found.`),
  noProfile: (name: string) => noSuchEntity(`Instance Profile ${name} cannot be found.`),
  noPolicy: (arn: string) => noSuchEntity(`Policy ${arn} was not found.`),
  notAttachable: (arn: string) =>
    noSuchEntity(`Policy ${arn} does not exist or is not attachable.`),
  noPolicyVersion: (arn: string, version: string) =>
    noSuchEntity(`Policy ${arn} version ${version} does not exist or is not attachable.`),
  noInline: (kind: keyof typeof CALLED, name: string) =>
    noSuchEntity(`The ${CALLED[kind]} policy with name ${name} cannot be found.`),
  noAccessKey: (id: string) => noSuchEntity(`The Access Key with id ${id} cannot be found.`),
  noBoundary: (name: string) => noSuchEntity(`${name} has no permissions boundary.`),
  noDeletionTask: (id: string) => noSuchEntity(`Deletion task ${id} cannot be found.`),
  noAlias: (alias: string) => noSuchEntity(`The account alias ${alias} cannot be found.`),
  noPasswordPolicy: (accountId: string) =>
    noSuchEntity(`The Password Policy with domain name ${accountId} cannot be found.`),
  aliasExists: (alias: string) => alreadyExists(`The account alias ${alias} already exists.`),
  userExists: (name: string) => alreadyExists(`User with name ${name} already exists.`),
  roleExists: (name: string) => alreadyExists(`Role with name ${name} already exists.`),
  profileExists: (name: string) => alreadyExists(`Instance Profile ${name} already exists.`),
  policyExists: (name: string) =>
    alreadyExists(`A policy called ${name} already exists. Duplicate names are not allowed.`),
  inUse: (what: string) =>
    new ServiceError('DeleteConflictException', 409, `Cannot delete entity, must ${what} first.`),
  policyAttached: () =>
    new ServiceError(
      'DeleteConflictException',
      409,
      'Cannot delete a policy attached to entities.',
    ),
  policyHasVersions: () =>
    new ServiceError(
      'DeleteConflictException',
      409,
      'This policy has more than one version. Before you delete a policy, you must delete the ' +
        "policy's versions. The default version is deleted with the policy.",
    ),
  defaultVersion: () =>
    new ServiceError(
      'DeleteConflictException',
      409,
      'Cannot delete the default version of a policy.',
    ),
  limit: (quota: string, most: number) =>
    new ServiceError('LimitExceededException', 409, `Cannot exceed quota for ${quota}: ${most}`),
  tooLarge: (most: number, kind: string, name: string) =>
    new ServiceError(
      'LimitExceededException',
      409,
      `Maximum policy size of ${most} bytes exceeded for ${kind} ${name}`,
    ),
  tooManyVersions: (most: number) =>
    new ServiceError(
      'LimitExceededException',
      409,
      `A managed policy can have up to ${most} versions. Before you create a new version, you ` +
        'must delete an existing version.',
    ),
  malformedDocument: (reason: string) =>
    new ServiceError('MalformedPolicyDocumentException', 400, reason),
  protectedRole: (name: string) =>
    new ServiceError(
      'UnmodifiableEntityException',
      400,
      `Cannot perform the operation on the protected role '${name}' - this role is only ` +
        'modifiable by AWS',
    ),
  invalidInput: (message: string) => new ServiceError('InvalidInputException', 400, message),
  validation: (message: string) => new ServiceError('ValidationError', 400, message),
  accessDenied: (message: string) => new ServiceError('AccessDenied', 403, message),
} as const;

function noSuchEntity(message: string): ServiceError {
  return new ServiceError('NoSuchEntityException', 404, message);
}

function alreadyExists(message: string): ServiceError {
  return new ServiceError('EntityAlreadyExistsException', 409, message);
}
