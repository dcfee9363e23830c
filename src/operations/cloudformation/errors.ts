import { ServiceError } from '../../lib/service-error.ts';

/** Every refusal of CloudFormation: codes and texts are what clients branch on. */
export const cloudFormationErrors = {
  validation: (message: string) => new ServiceError('ValidationError', 400, message),
  noStack: (name: string) =>
    new ServiceError('ValidationError', 400, `Stack with id ${name} does not exist`),
  stackExists: (name: string) =>
    new ServiceError('AlreadyExistsException', 400, `Stack [${name}] already exists`),
  insufficient: (capability: string) =>
    new ServiceError(
      'InsufficientCapabilitiesException',
      400,
      `Requires capabilities : [${capability}]`,
    ),
  noUpdates: () => new ServiceError('ValidationError', 400, 'No updates are to be performed.'),
  isProtected: (name: string) =>
    new ServiceError(
      'ValidationError',
      400,
      `Stack [${name}] cannot be deleted while TerminationProtection is enabled`,
    ),
  noResource: (logicalId: string, stackName: string) =>
    new ServiceError(
      'ValidationError',
      400,
      `Resource ${logicalId} does not exist for stack ${stackName}`,
    ),
  /** Ours: what AWS would do and Vedette does not is refused by its name. */
  unsupported: (what: string) =>
    new ServiceError('ValidationError', 400, `${what} is not supported by Vedette`),
  noChangeSet: (name: string) =>
    new ServiceError('ChangeSetNotFoundException', 404, `ChangeSet [${name}] does not exist`),
  changeSetExists: (name: string, stack: string) =>
    new ServiceError(
      'AlreadyExistsException',
      400,
      `ChangeSet ${name} cannot be created due to a mismatch with existing attributes: a change ` +
        `set of this name exists for stack ${stack}`,
    ),
  changeSetStatus: (message: string) =>
    new ServiceError('InvalidChangeSetStatusException', 400, message),
  noSet: (name: string) =>
    new ServiceError('StackSetNotFoundException', 404, `StackSet ${name} not found`),
  setExists: (name: string) =>
    new ServiceError(
      'NameAlreadyExistsException',
      409,
      `StackSet with name ${name} already exists`,
    ),
  setNotEmpty: () => new ServiceError('StackSetNotEmptyException', 409, 'StackSet is not empty'),
  inProgress: (set: string, operationId: string) =>
    new ServiceError(
      'OperationInProgressException',
      409,
      `Another Operation on StackSet ${set} is in progress: ${operationId}`,
    ),
  noOperation: (id: string) =>
    new ServiceError('OperationNotFoundException', 404, `Operation ${id} not found`),
  operationIdExists: (id: string) =>
    new ServiceError('OperationIdAlreadyExistsException', 409, `Operation ${id} already exists`),
  invalidOperation: (message: string) =>
    new ServiceError('InvalidOperationException', 400, message),
  noInstance: (account: string, region: string) =>
    new ServiceError(
      'StackInstanceNotFoundException',
      404,
      `Stack instance for account ${account} and Region ${region} not found`,
    ),
  noOrganizationsAccess: () =>
    new ServiceError(
      'ValidationError',
      400,
      'You must enable organizations access to operate a service managed stack set',
    ),
} as const;
