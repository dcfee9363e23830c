import { describe, expect, it } from 'vitest';
import type { Violation } from '../../lib/violation.ts';
import {
  accessDenied,
  ERROR_TEXTS,
  type ErrorName,
  guardDutyError,
  invalidInput,
  invalidParameter,
  NAMED_PARAMETERS,
  unprocessed,
} from './errors.ts';

/** The texts again, letter by letter, since clients match on them. */
const TEXTS: Record<ErrorName, string> = {
  createAsMember:
    'The request is rejected because the current account cannot create members since it is ' +
    'already an associated member of another master account.',
  createSelf: 'The request is rejected because an account cannot become a member of itself.',
  alreadyMember:
    'The request is rejected because the given account ID is already a member or associated ' +
    'member of the current account.',
  memberLimit:
    'The request is rejected because the current account cannot create anymore members since ' +
    'it cannot exceed the maximum number of allowed members.',
  organizationMasterFirst:
    'Operation failed because your organization master must first enable GuardDuty to be ' +
    'added as a member',
  accountInternalError: 'Internal error',
  inviteAsMember:
    'The request is rejected because the current account cannot invite other accounts since ' +
    'it is already an associated member of another master account.',
  inviteSelf: 'The request is rejected because the current account cannot invite itself.',
  emailMissing: "The request is rejected because member account's email address is missing.",
  alreadyInvited:
    'The request is rejected because the current account has already invited or is already ' +
    'the GuardDuty master of the given member account ID.',
  acceptFromMember:
    'The request is rejected because the current account cannot accept invitation from the ' +
    'given account ID since the latter is an associated member of another master account.',
  acceptWithMembers:
    'The request is rejected because the current account cannot accept invitations since it ' +
    'still has created, invited or associated members.',
  acceptAsMember:
    'The request is rejected because the current account cannot accept invitations since it ' +
    'is already an associated member of some master account.',
  noPendingInvitation:
    'The request is rejected because the current account has no pending invitation from the ' +
    'given master account ID or is already an associated member of another master account.',
  noInvitation:
    'The request is rejected because the current account does not have an invitation from the ' +
    'requested master account.',
  invitationStillNeeded:
    'The request is rejected because the current account cannot delete the invitation from ' +
    'the given master account ID since it is still associated to it or has not declined their ' +
    'invitation yet.',
  noAdministrator:
    'The request is rejected because the current account is not associated to a master ' +
    'account.',
  notAssociated:
    'The request is rejected because the given account ID is not an associated member of ' +
    'account the current account.',
  memberStillAssociated:
    'The request is rejected because the current account cannot delete the given member ' +
    'account ID since it is still associated to it.',
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
    'The request is rejected because the input detectorId is not owned by the current ' +
    'account.',
  nameNotOwned:
    'The request is rejected because the input name is not owned by the current account.',
  detectorExists:
    'The request is rejected because a detector already exists for the current account.',
  noDetector:
    'The request is rejected because the current account is not associated with a detector',
  noSuchResource: 'The request is rejected since no such resource found.',
  notAuthorized: 'The request is rejected because the caller is not authorized to call this API.',
  invalidInput:
    'The request is rejected because an invalid or out-of-range value is specified as an ' +
    'input parameter.',
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
    'The request was rejected because you do not have the required ' +
    'iam:CreateServiceLinkedRole permission.',
  putRolePolicy:
    'The request was rejected because you do not have the required iam:PutRolePolicy ' +
    'permission.',
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
  memberLists:
    'The request is rejected because member accounts cannot manage IPSets or ThreatIntelSets.',
  listLimit:
    'The request is rejected because it’s an attempt to create resources beyond the current ' +
    'AWS account limits.',
  ipSetExists: 'The request is rejected because an ipSet with the given name already exists.',
  threatIntelSetExists:
    'The request is rejected because a threatIntelSet with the given name already exists.',
  trustedEntitySetExists:
    'The request is rejected because a trustedEntitySet with the given name already exists.',
  threatEntitySetExists:
    'The request is rejected because a threatEntitySet with the given name already exists.',
  listBusy:
    'The request is rejected because the list is being activated or deactivated at the moment.',
  destinationArnNotValid:
    'The request failed because the value specified for the destinationArn parameter is not valid.',
  kmsKeyArnNotValid:
    'The request failed because the value specified for the kmsKeyArn parameter is not valid.',
  destinationNotPermitted:
    'The request failed because the GuardDuty service principal does not have permission to ' +
    'the KMS key or the resource specified by the destinationArn parameter. Refer to ' +
    'https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_exportfindings.html',
  destinationNotThere:
    'The request failed because the resource specified in the destinationArn parameter does ' +
    'not exist.',
  destinationFolderNotThere:
    'The request failed because the resource folder specified in the destinationArn ' +
    'parameter does not exist.',
  destinationNotReadable:
    'The request failed because you do not have the required permissions for the ' +
    's3:GetObject or s3:ListBucket actions.',
  scannedRecently:
    'A scan was started on this resource recently. You can request a scan on the same resource ' +
    'one hour after the previous scan start time.',
  internal: 'Internal server error.',
};

describe('the table of errors', () => {
  it('holds these texts and no other', () => {
    expect(ERROR_TEXTS).toEqual(TEXTS);
  });

  it.each(Object.keys(TEXTS) as ErrorName[])('%s is a refusal with its text', (name) => {
    const error = guardDutyError(name);
    expect(error.message).toBe(TEXTS[name]);
    if (name === 'internal') {
      expect([error.code, error.status]).toEqual(['InternalServerErrorException', 500]);
      return;
    }
    expect([error.code, error.status]).toEqual(['BadRequestException', 400]);
    const type = name === 'notAuthorized' ? 'AccessDeniedException' : 'InvalidInputException';
    expect(error.fields).toEqual({ type });
    expect(unprocessed('111122223333', name).Result).toBe(TEXTS[name]);
  });

  it('has 403 for the operations that list it', () => {
    const error = accessDenied();
    expect([error.code, error.status]).toEqual(['AccessDeniedException', 403]);
    expect(error.message).toBe(TEXTS.notAuthorized);
  });

  it('never says "error" of one account where a later try may succeed', () => {
    // A widely used set-up tool stops at that word and tries again otherwise.
    const names = Object.keys(TEXTS) as ErrorName[];
    const shouting = names.filter((name) => TEXTS[name].includes('error'));
    expect(shouting).toEqual(['accountInternalError', 'internal']);
  });

  it.each(NAMED_PARAMETERS)('names the parameter %s', (name) => {
    expect(invalidParameter(name).message).toBe(
      `The request is rejected because the parameter ${name} has an invalid value.`,
    );
  });
});

describe('invalidInput', () => {
  const violation = (given: Partial<Violation>): Violation => ({
    path: ['accountDetails'],
    reason: 'length',
    in: 'body',
    constraint: '',
    ...given,
  });
  const parameter = (name: string) =>
    `The request is rejected because the parameter ${name} has an invalid value.`;

  it.each<[string, Partial<Violation>, string]>([
    ['a list that is too long', {}, TEXTS.invalidInput],
    ['a missing body member', { reason: 'missing' }, TEXTS.invalidInput],
    [
      'a missing label',
      { path: ['detectorId'], reason: 'missing', in: 'label' },
      TEXTS.missingParameter,
    ],
    [
      'a missing query parameter',
      { path: ['tagKeys'], reason: 'missing', in: 'query' },
      TEXTS.missingParameter,
    ],
    [
      'maxResults out of range',
      { path: ['maxResults'], reason: 'range', in: 'query' },
      TEXTS.maxResultsOutOfBounds,
    ],
    [
      'maxResults of another type',
      { path: ['maxResults'], reason: 'type', in: 'query' },
      parameter('maxResults'),
    ],
    ['too many finding ids', { path: ['findingIds'] }, TEXTS.findingIdsOutOfBounds],
    ['a bad finding id', { path: ['findingIds', '0'] }, TEXTS.invalidInput],
    ['a bad finding type', { path: ['findingTypes', '0'] }, TEXTS.invalidFindingType],
    ['too many finding types', { path: ['findingTypes'] }, TEXTS.invalidInput],
    [
      'a bad order of findings',
      { path: ['sortCriteria', 'orderBy'], reason: 'enum' },
      parameter('sortCriteria'),
    ],
    ['a bad label', { path: ['detectorId'], in: 'label' }, parameter('detectorId')],
    ['a comment', { path: ['comments'], reason: 'type' }, parameter('comment')],
    [
      'a name inside something else',
      { path: ['features', '0', 'name'], reason: 'enum' },
      TEXTS.invalidInput,
    ],
    ['a body that is no JSON', { path: [], reason: 'malformed' }, TEXTS.invalidInput],
  ])('%s', (_what, given, text) => {
    const error = invalidInput([violation(given)], 'ListFindings');
    expect(error.message).toBe(text);
    expect([error.code, error.status]).toEqual(['BadRequestException', 400]);
    expect(error.fields).toEqual({ type: 'InvalidInputException' });
  });

  it('has a text even where no violation is given', () => {
    expect(invalidInput([], 'ListFindings').message).toBe(TEXTS.invalidInput);
  });
});
