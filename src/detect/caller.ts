import type { CloudTrailEvent } from '../normalise/event.ts';
import { at, plainText, text } from './read-field.ts';

/**
 * Did AWS do what the record asks for? CloudTrail writes `errorCode`, or for some services only
 * `errorMessage`, where it did not.
 */
export function succeeded(event: CloudTrailEvent): boolean {
  return isEmpty(at(event.record, 'errorCode')) && isEmpty(at(event.record, 'errorMessage'));
}

function isEmpty(value: unknown): boolean {
  return value === undefined || value === null || value === '';
}

/** False for data events (S3 objects, Lambda invocations …) and network activity. */
export function isManagementEvent(event: CloudTrailEvent): boolean {
  const category = text(event.record, 'eventCategory');
  if (category !== '') return category === 'Management';
  return at(event.record, 'managementEvent') !== false;
}

/** S3 writes requests without credentials as those of an account of this name. */
export function isAnonymous(event: CloudTrailEvent): boolean {
  return /^anonymous/i.test(text(event.record, 'userIdentity', 'accountId'));
}

/**
 * A sign-in that failed shows nobody's credentials: anybody on the internet can try a password.
 */
export function isFailedSignIn(event: CloudTrailEvent): boolean {
  if (event.source !== 'signin.amazonaws.com') return false;
  return !succeeded(event) || text(event.record, 'responseElements', event.name) === 'Failure';
}

/** The principal in words: `IAM user alice`, `role Admin (session bob)`, `the root user`. */
export function callerName(event: CloudTrailEvent): string {
  const identity = at(event.record, 'userIdentity');
  const issuer = plainText(text(identity, 'sessionContext', 'sessionIssuer', 'userName'));
  const user = plainText(text(identity, 'userName'));
  const principal = text(identity, 'principalId');
  const session = plainText(principal.slice(principal.indexOf(':') + 1));
  switch (event.identityType) {
    case 'Root':
      return 'the root user';
    case 'IAMUser':
      return `IAM user ${user || principal || 'of unknown name'}`;
    case 'AssumedRole':
      return session ? `role ${issuer || 'unknown'} (session ${session})` : `role ${issuer}`;
    case 'FederatedUser':
      return `federated user ${session || issuer}`;
    case 'AWSService':
      return `AWS service ${plainText(text(identity, 'invokedBy')) || 'of unknown name'}`;
    case 'AWSAccount':
      if (isAnonymous(event)) return 'an anonymous caller';
      return `a principal of account ${plainText(text(identity, 'accountId')) || 'unknown'}`;
    default:
      return user || issuer || plainText(text(identity, 'arn')) || 'an unknown principal';
  }
}

/**
 * What stays the same over a principal's sessions, for aggregation: the id of the user or role, not
 * the session's name or key, so that a script that opens a session per call makes one finding.
 */
export function callerKey(event: CloudTrailEvent): string {
  const identity = at(event.record, 'userIdentity');
  if (event.identityType === 'Root') return 'root';
  if (isAnonymous(event)) return 'anonymous';
  const issuer = text(identity, 'sessionContext', 'sessionIssuer', 'principalId');
  if (issuer) return issuer;
  const principal = text(identity, 'principalId');
  if (principal) return principal.replace(/:.*$/s, '');
  return text(identity, 'userName') || text(identity, 'arn') || text(identity, 'invokedBy');
}
