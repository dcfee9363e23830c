import { ServiceError } from '../../lib/service-error.ts';
import type { Violation } from '../../lib/violation.ts';

/** Every refusal of Organizations; all are 400 on the wire of awsJson1.1. */
export const organizationsErrors = {
  accessDenied: () =>
    refusal('AccessDeniedException', `You don't have permissions to access this resource.`),
  accountAlreadyClosed: () =>
    refusal('AccountAlreadyClosedException', 'The provided account is already closed.'),
  accountAlreadyRegistered: () =>
    refusal(
      'AccountAlreadyRegisteredException',
      'The provided account is already a delegated administrator for your organization.',
    ),
  accountNotFound: () =>
    refusal('AccountNotFoundException', `You specified an account that doesn't exist.`),
  accountNotRegistered: () =>
    refusal(
      'AccountNotRegisteredException',
      'The provided account is not a registered delegated administrator for your organization.',
    ),
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
  childNotFound: () =>
    refusal('ChildNotFoundException', `You specified a child that doesn't exist.`),
  createAccountStatusNotFound: () =>
    refusal(
      'CreateAccountStatusNotFoundException',
      `We can't find a create account request with the CreateAccountRequestId that you specified.`,
    ),
  destinationParentNotFound: () =>
    refusal(
      'DestinationParentNotFoundException',
      `You specified a destination parent that doesn't exist.`,
    ),
  duplicateAccount: () =>
    refusal('DuplicateAccountException', 'The account is already in the specified destination.'),
  duplicateHandshake: () =>
    refusal(
      'DuplicateHandshakeException',
      'An open invitation of this organization to that target exists already.',
    ),
  duplicateOrganizationalUnit: () =>
    refusal('DuplicateOrganizationalUnitException', 'An OU with the same name already exists.'),
  duplicatePolicy: () =>
    refusal('DuplicatePolicyException', 'A policy with the same name already exists.'),
  duplicatePolicyAttachment: () =>
    refusal(
      'DuplicatePolicyAttachmentException',
      'The policy is already attached to the specified target.',
    ),
  handshakeAlreadyInState: () =>
    refusal('HandshakeAlreadyInStateException', 'The handshake is already in that state.'),
  handshakeNotFound: () =>
    refusal('HandshakeNotFoundException', `You specified a handshake that doesn't exist.`),
  invalidHandshakeTransition: () =>
    refusal(
      'InvalidHandshakeTransitionException',
      'The handshake is in a state that this cannot follow.',
    ),
  malformedPolicy: (reason: string) => refusal('MalformedPolicyDocumentException', reason),
  masterCannotLeave: () =>
    refusal(
      'MasterCannotLeaveOrganizationException',
      'The management account cannot leave the organization: delete the organization instead.',
    ),
  organizationNotEmpty: () =>
    refusal(
      'OrganizationNotEmptyException',
      'To delete an organization you must first remove all member accounts (except the master).',
    ),
  unitNotEmpty: () =>
    refusal(
      'OrganizationalUnitNotEmptyException',
      'The specified OU still holds accounts or other OUs.',
    ),
  unitNotFound: () =>
    refusal(
      'OrganizationalUnitNotFoundException',
      `You specified an organizational unit that doesn't exist.`,
    ),
  parentNotFound: () =>
    refusal('ParentNotFoundException', `You specified parent that doesn't exist.`),
  policyInUse: () =>
    refusal(
      'PolicyInUseException',
      'The policy is still attached to a root, an OU or an account: detach it first.',
    ),
  policyNotAttached: () =>
    refusal('PolicyNotAttachedException', 'The policy is not attached to the specified target.'),
  policyNotFound: () =>
    refusal('PolicyNotFoundException', `You specified a policy that doesn't exist.`),
  policyTypeAlreadyEnabled: () =>
    refusal('PolicyTypeAlreadyEnabledException', 'The specified policy type is already enabled.'),
  policyTypeNotAvailable: () =>
    refusal(
      'PolicyTypeNotAvailableForOrganizationException',
      'The policy type needs an organization with all features enabled.',
    ),
  /** Ours: what is never evaluated is not taken. */
  policyTypeNotEvaluated: (type: string) =>
    refusal(
      'PolicyTypeNotAvailableForOrganizationException',
      `Policies of the type ${type} are not evaluated here: SERVICE_CONTROL_POLICY is.`,
    ),
  policyTypeNotEnabled: () =>
    refusal(
      'PolicyTypeNotEnabledException',
      'This operation can be performed only for enabled policy types.',
    ),
  rootNotFound: () => refusal('RootNotFoundException', `You specified a root that doesn't exist.`),
  sourceParentNotFound: () =>
    refusal('SourceParentNotFoundException', `You specified a source parent that doesn't exist.`),
  targetNotFound: () =>
    refusal('TargetNotFoundException', `You specified a target that doesn't exist.`),
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
  invalid: (reason: InvalidReason) =>
    refusal('InvalidInputException', INVALID_TEXTS[reason], { Reason: reason }),
  violates: (reason: ConstraintReason) =>
    refusal('ConstraintViolationException', CONSTRAINT_TEXTS[reason], { Reason: reason }),
  handshakeViolates: (reason: HandshakeReason) =>
    refusal('HandshakeConstraintViolationException', HANDSHAKE_TEXTS[reason], { Reason: reason }),
} as const;

/** Texts by the `Reason` that comes with them. */
const INVALID_TEXTS = {
  DUPLICATE_TAG_KEY: 'You gave the same tag key more than once.',
  IMMUTABLE_POLICY: 'You cannot change a policy that is managed by AWS.',
  INVALID_SYSTEM_TAGS_PARAMETER: 'Tag keys must not begin with aws:, which is reserved.',
  INVALID_EMAIL_ADDRESS_TARGET: 'You specified an invalid e-mail address as the target.',
  INVALID_PATTERN_TARGET_ID: 'You specified a target id that is no account id.',
  INVALID_PARTY_TYPE_TARGET: 'You specified an invalid party type for the target.',
  UNRECOGNIZED_SERVICE_PRINCIPAL: 'You specified an unrecognized service principal.',
} as const;

const CONSTRAINT_TEXTS = {
  CANNOT_CLOSE_MANAGEMENT_ACCOUNT: 'You cannot close the management account.',
  CANNOT_REGISTER_MASTER_AS_DELEGATED_ADMINISTRATOR:
    'You cannot register management account/yourself as delegated administrator for your ' +
    'organization.',
  CANNOT_REGISTER_SUSPENDED_ACCOUNT_AS_DELEGATED_ADMINISTRATOR:
    'You cannot register a suspended account as a delegated administrator.',
  CANNOT_REMOVE_DELEGATED_ADMINISTRATOR_FROM_ORG:
    'The account is a delegated administrator: deregister it first.',
  DELEGATED_ADMINISTRATOR_EXISTS_FOR_THIS_SERVICE:
    'The service has a delegated administrator: deregister it first.',
  MAX_POLICY_TYPE_ATTACHMENT_LIMIT_EXCEEDED:
    'You have attached the maximum number of policies to the specified target.',
  MAX_TAG_LIMIT_EXCEEDED: 'You have exceeded the number of tags allowed on this resource.',
  MIN_POLICY_TYPE_ATTACHMENT_LIMIT_EXCEEDED:
    'You cannot remove the last policy attached to the specified target. You must have at least ' +
    'one attached at all times.',
  ORGANIZATION_NOT_IN_ALL_FEATURES_MODE: 'This needs an organization with all features enabled.',
  OU_DEPTH_LIMIT_EXCEEDED: 'You have exceeded the number of levels of organizational units.',
  OU_NUMBER_LIMIT_EXCEEDED: 'You have exceeded the allowed number of organizational units.',
  POLICY_CONTENT_LIMIT_EXCEEDED: 'You have exceeded the maximum policy size.',
  POLICY_NUMBER_LIMIT_EXCEEDED: 'You have exceeded the allowed number of policies.',
  SERVICE_ACCESS_NOT_ENABLED:
    'Service access is not enabled for the service principal: enable it first.',
} as const;

const HANDSHAKE_TEXTS = {
  ACCOUNT_NUMBER_LIMIT_EXCEEDED: 'You have exceeded the allowed number of AWS accounts.',
  ALREADY_IN_AN_ORGANIZATION: 'The account is already a member of an organization.',
} as const;

type InvalidReason = keyof typeof INVALID_TEXTS;
type ConstraintReason = keyof typeof CONSTRAINT_TEXTS;
type HandshakeReason = keyof typeof HANDSHAKE_TEXTS;

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
