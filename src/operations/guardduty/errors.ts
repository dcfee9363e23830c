import type { UnprocessedAccount } from '@aws-sdk/client-guardduty';
import { ServiceError } from '../../lib/service-error.ts';
import type { Violation } from '../../lib/violation.ts';

/**
 * Every refusal of GuardDuty, word for word as the service sends it, its slips included.
 * Sources: the per-operation pages of the 2017 user guide, and answers observed by other clients.
 * The rules in `domain/membership.ts` name their refusals as this table does.
 * In the same style without a source: `suspendWithMembers`, `nameNotOwned`, `memberOfAnother`,
 * `accountHasMembers`, `inviteOrganizationMember`, `autoEnableAll` and `listBusy`; of `…SetExists`,
 * clients look for the words from the name of the set on.
 */
export const ERROR_TEXTS = {
  createAsMember:
    'The request is rejected because the current account cannot create members since it is ' +
    'already an associated member of another master account.',
  createSelf: 'The request is rejected because an account cannot become a member of itself.',
  alreadyMember:
    'The request is rejected because the given account ID is already a member or associated ' +
    'member of the current account.',
  memberLimit:
    'The request is rejected because the current account cannot create anymore members since it ' +
    'cannot exceed the maximum number of allowed members.',
  organizationMasterFirst:
    'Operation failed because your organization master must first enable GuardDuty to be added ' +
    'as a member',
  accountInternalError: 'Internal error',
  inviteAsMember:
    'The request is rejected because the current account cannot invite other accounts since it ' +
    'is already an associated member of another master account.',
  inviteSelf: 'The request is rejected because the current account cannot invite itself.',
  emailMissing: "The request is rejected because member account's email address is missing.",
  alreadyInvited:
    'The request is rejected because the current account has already invited or is already the ' +
    'GuardDuty master of the given member account ID.',
  acceptFromMember:
    'The request is rejected because the current account cannot accept invitation from the ' +
    'given account ID since the latter is an associated member of another master account.',
  acceptWithMembers:
    'The request is rejected because the current account cannot accept invitations since it ' +
    'still has created, invited or associated members.',
  acceptAsMember:
    'The request is rejected because the current account cannot accept invitations since it is ' +
    'already an associated member of some master account.',
  noPendingInvitation:
    'The request is rejected because the current account has no pending invitation from the ' +
    'given master account ID or is already an associated member of another master account.',
  noInvitation:
    'The request is rejected because the current account does not have an invitation from the ' +
    'requested master account.',
  invitationStillNeeded:
    'The request is rejected because the current account cannot delete the invitation from the ' +
    'given master account ID since it is still associated to it or has not declined their ' +
    'invitation yet.',
  noAdministrator:
    'The request is rejected because the current account is not associated to a master account.',
  notAssociated:
    'The request is rejected because the given account ID is not an associated member of ' +
    'account the current account.',
  memberStillAssociated:
    'The request is rejected because the current account cannot delete the given member account ' +
    'ID since it is still associated to it.',
  handshakeRole:
    'The request is rejected because the given handshake role of the given member account ID ' +
    'cannot be assumed by GuardDuty on behalf of the given master account ID.',
  detectorHasMembers:
    'The request is rejected because the current account cannot delete detector while it has ' +
    'invited or associated members.',
  suspendWithMembers:
    'The request is rejected because the current account cannot suspend detector while it has ' +
    'associated members.',
  detectorNotOwned:
    'The request is rejected because the input detectorId is not owned by the current account.',
  nameNotOwned:
    'The request is rejected because the input name is not owned by the current account.',
  detectorExists:
    'The request is rejected because a detector already exists for the current account.',
  noDetector:
    'The request is rejected because the current account is not associated with a detector',
  noSuchResource: 'The request is rejected since no such resource found.',
  notAuthorized: 'The request is rejected because the caller is not authorized to call this API.',
  invalidInput:
    'The request is rejected because an invalid or out-of-range value is specified as an input ' +
    'parameter.',
  bothFeatureForms:
    'The request failed because both data sources and features were provided. You can provide ' +
    'only one; it is recommended to use features.',
  missingParameter:
    'The request is rejected because required query or path parameters are not specified.',
  invalidValues:
    'The request is rejected because one or more input parameters have invalid values.',
  theInvalidValues:
    'The request is rejected because the one or more input parameters have invalid values.',
  maxResultsOutOfBounds:
    'The request is rejected because the parameter maxResults is out-of-bounds.',
  findingIdsOutOfBounds:
    'The request is rejected because the number of requested finding Ids is out of bounds.',
  invalidFindingType: 'The request is rejected because of invalid finding type is specified.',
  filterLimit: 'The request is rejected because filter limit has exceeded.',
  filterExists: 'The request is rejected because a filter with the given name already exists.',
  createServiceLinkedRole:
    'The request was rejected because you do not have the required iam:CreateServiceLinkedRole ' +
    'permission.',
  putRolePolicy:
    'The request was rejected because you do not have the required iam:PutRolePolicy permission.',
  serviceRole: "The request is rejected because the service can't assume service role.",
  notOrganizationMaster:
    'The request failed because you are not the master account for your AWS Organization.',
  organizationPermission:
    'The request failed because you do not have required AWS Organization master permission.',
  adminNotInOrganization:
    'The request failed because admin account passed is not member of AWS Organizations.',
  anotherAdministrator:
    'The request failed because another account is already enabled as GuardDuty delegated ' +
    'administrator for the organization.',
  alreadyAdministrator:
    'The request failed because the account is already enabled as the GuardDuty delegated ' +
    'administrator for the organization.',
  memberOfAnother:
    'The request is rejected because the given account ID is already an associated member of ' +
    'another master account.',
  accountHasMembers:
    'The request is rejected because the given account ID still has created, invited or ' +
    'associated members.',
  inviteOrganizationMember:
    'The request is rejected because the given account ID belongs to the organization of the ' +
    'current account and becomes a member without an invitation.',
  autoEnableAll:
    'The request is rejected because members of the organization cannot be removed or stopped ' +
    'while GuardDuty is enabled automatically for all of its accounts.',
  destinationArnNotValid:
    'The request failed because the value specified for the destinationArn parameter is not valid.',
  kmsKeyArnNotValid:
    'The request failed because the value specified for the kmsKeyArn parameter is not valid.',
  destinationNotPermitted:
    'The request failed because the GuardDuty service principal does not have permission to the ' +
    'KMS key or the resource specified by the destinationArn parameter. Refer to ' +
    'https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_exportfindings.html',
  destinationNotThere:
    'The request failed because the resource specified in the destinationArn parameter does not ' +
    'exist.',
  destinationFolderNotThere:
    'The request failed because the resource folder specified in the destinationArn parameter ' +
    'does not exist.',
  destinationNotReadable:
    'The request failed because you do not have the required permissions for the s3:GetObject or ' +
    's3:ListBucket actions.',
  scannedRecently:
    'A scan was started on this resource recently. You can request a scan on the same resource ' +
    'one hour after the previous scan start time.',
  memberLists:
    'The request is rejected because member accounts cannot manage IPSets or ThreatIntelSets.',
  listLimit:
    'The request is rejected because it’s an attempt to create resources beyond the current AWS ' +
    'account limits.',
  ipSetExists: 'The request is rejected because an ipSet with the given name already exists.',
  threatIntelSetExists:
    'The request is rejected because a threatIntelSet with the given name already exists.',
  trustedEntitySetExists:
    'The request is rejected because a trustedEntitySet with the given name already exists.',
  threatEntitySetExists:
    'The request is rejected because a threatEntitySet with the given name already exists.',
  listBusy:
    'The request is rejected because the list is being activated or deactivated at the moment.',
  internal: 'Internal server error.',
} satisfies Record<string, string>;

export type ErrorName = keyof typeof ERROR_TEXTS;

/** Parameters that have a text of their own for a bad value. */
export const NAMED_PARAMETERS = [
  'detectorId',
  'name',
  'location',
  'format',
  'findingCriteria',
  'sortCriteria',
  'action',
  'rank',
  'description',
  'maxResults',
  'nextToken',
  'comment',
  'onlyAssociated',
  'ipSetName',
  'ipSetLocation',
  'threatIntelSetName',
] as const;

export type ParameterName = (typeof NAMED_PARAMETERS)[number];

/** The refusal of a whole request: 400 but for the internal error. */
export function guardDutyError(name: ErrorName): ServiceError {
  if (name === 'internal') {
    return new ServiceError('InternalServerErrorException', 500, ERROR_TEXTS.internal, {
      type: 'InternalException',
    });
  }
  const type = name === 'notAuthorized' ? 'AccessDeniedException' : 'InvalidInputException';
  return badRequest(ERROR_TEXTS[name], type);
}

/**
 * The refusal of a caller without the right, for the operations that list AccessDeniedException:
 * the tag operations do, all others of this folder answer with `guardDutyError('notAuthorized')`.
 */
export function accessDenied(): ServiceError {
  return new ServiceError('AccessDeniedException', 403, ERROR_TEXTS.notAuthorized, {
    type: 'AccessDeniedException',
  });
}

/** For the operations that list ResourceNotFoundException: plans, scans and detection rules. */
export function resourceNotFound(): ServiceError {
  return new ServiceError('ResourceNotFoundException', 404, ERROR_TEXTS.noSuchResource, {
    type: 'NoSuchEntityException',
  });
}

/** For the operations that list ConflictException; most of its texts are not known. */
export function conflict(name: ErrorName): ServiceError {
  return new ServiceError('ConflictException', 409, ERROR_TEXTS[name], {
    type: 'EntityAlreadyExistsException',
  });
}

export function invalidParameter(name: ParameterName): ServiceError {
  return badRequest(`The request is rejected because the parameter ${name} has an invalid value.`);
}

/** The refusal of one account among those of a request that goes on. */
export function unprocessed(accountId: string, name: ErrorName): UnprocessedAccount {
  return { AccountId: accountId, Result: ERROR_TEXTS[name] };
}

function badRequest(message: string, type = 'InvalidInputException'): ServiceError {
  return new ServiceError('BadRequestException', 400, message, { type });
}

/** Names on the wire for which GuardDuty's texts use another. */
const SPOKEN_NAMES: Readonly<Record<string, string>> = { comments: 'comment' };

/** Words a refused input as GuardDuty does: it names the first violation only, if any. */
export function invalidInput(violations: readonly Violation[], _operation: string): ServiceError {
  const [violation] = violations;
  const outermost = violation?.path[0];
  if (violation === undefined || outermost === undefined) return guardDutyError('invalidInput');
  if (violation.reason === 'missing') {
    const inBody = violation.in === 'body';
    return guardDutyError(inBody ? 'invalidInput' : 'missingParameter');
  }
  if (outermost === 'maxResults' && violation.reason === 'range') {
    return guardDutyError('maxResultsOutOfBounds');
  }
  if (outermost === 'findingIds' && violation.path.length === 1 && violation.reason === 'length') {
    return guardDutyError('findingIdsOutOfBounds');
  }
  if (outermost === 'findingTypes' && violation.path.length > 1) {
    return guardDutyError('invalidFindingType');
  }
  const spoken = SPOKEN_NAMES[outermost] ?? outermost;
  const named = NAMED_PARAMETERS.find((name) => name === spoken);
  return named === undefined ? guardDutyError('invalidInput') : invalidParameter(named);
}
