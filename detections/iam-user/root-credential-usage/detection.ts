import {
  at,
  type CloudTrailEvent,
  cloudTrail,
  defineDetection,
  flag,
  hit,
  plainText,
  succeeded,
  text,
} from '../../../src/detect/kit.ts';

/**
 * Steps of a sign-in that anybody can take who knows the e-mail address: they prove no credentials.
 */
const UNPROVEN_SIGN_IN_STEPS = ['CheckMfa', 'PasswordRecoveryRequested', 'GetSigninToken'];

/** Records up to version 1.05 name a person's console session as if a service had called. */
const CONSOLE_OF_OLD = 'signin.amazonaws.com';

export default defineDetection({
  types: ['Policy:IAMUser/RootCredentialUsage'],
  severity: 2,
  reads: cloudTrail({ identityType: 'Root' }),
  about: {
    title: 'The root user of an account was used',
    description:
      'Somebody signed in as the root user or called an API with its credentials. No policy of ' +
      'the account limits the root user, so daily work should never need it.',
    remediation:
      'Ask whoever holds the root user whether it was them. If nobody answers for it, change the ' +
      'root password, remove its access keys, check its MFA device and e-mail address, and read ' +
      'what was done from the same address. Then move the task to a role.',
    tactic: 'Privilege Escalation',
    blindSpots: [
      'Calls that an AWS service makes on behalf of the root user are not counted.',
      'Root sessions that a management account opens with AssumeRoot are not counted: they are ' +
        'made for single tasks and named by the AssumeRoot call.',
      'A call that was refused counts, since the credentials were used; a sign-in that failed ' +
        'does not, since anybody can try a password.',
    ],
  },
  observe(event) {
    if (isMadeByService(event) || isAssumedRoot(event) || !provesCredentials(event)) return;
    const what = plainText(`${event.name} of ${event.source}`);
    return hit(event, {
      type: 'Policy:IAMUser/RootCredentialUsage',
      severity: 2,
      key: 'root',
      title: `The root user of account ${event.accountId} called ${plainText(event.name)}.`,
      description:
        `The root user of account ${event.accountId} called ${what} in ${event.region}` +
        `${from(event)}. The root user can do everything, whatever policies say.`,
      additionalInfo: { mfaUsed: mfaOf(event) },
    });
  },
});

function isMadeByService(event: CloudTrailEvent): boolean {
  if (text(event.record, 'eventType') === 'AwsServiceEvent') return true;
  const by = text(event.record, 'userIdentity', 'invokedBy');
  return by !== '' && by !== CONSOLE_OF_OLD;
}

function isAssumedRoot(event: CloudTrailEvent): boolean {
  const session = at(event.record, 'userIdentity', 'sessionContext');
  return flag(session, 'assumedRoot') ?? flag(session, 'attributes', 'assumedRoot') ?? false;
}

function provesCredentials(event: CloudTrailEvent): boolean {
  if (event.source !== 'signin.amazonaws.com') return true;
  if (UNPROVEN_SIGN_IN_STEPS.includes(event.name)) return false;
  return succeeded(event) && text(event.record, 'responseElements', event.name) !== 'Failure';
}

function from(event: CloudTrailEvent): string {
  const address = plainText(text(event.record, 'sourceIPAddress'));
  return address && ` from ${address}`;
}

/** Yes, No, or unknown: a responder asks this first. */
function mfaOf(event: CloudTrailEvent): string {
  const signIn = text(event.record, 'additionalEventData', 'MFAUsed');
  if (signIn) return plainText(signIn);
  const attributes = at(event.record, 'userIdentity', 'sessionContext', 'attributes');
  const session = flag(attributes, 'mfaAuthenticated');
  if (session === undefined) return 'unknown';
  return session ? 'Yes' : 'No';
}
