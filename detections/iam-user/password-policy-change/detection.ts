import {
  at,
  callerName,
  cloudTrail,
  defineDetection,
  flag,
  hit,
  succeeded,
} from '../../../src/detect/kit.ts';

const CLASSES = [
  'requireNumbers',
  'requireSymbols',
  'requireUppercaseCharacters',
  'requireLowercaseCharacters',
] as const;

/**
 * What IAM takes for members that UpdateAccountPasswordPolicy leaves out (IAM API reference).
 * `0` days or passwords means that none is asked.
 */
const LEFT_OUT = {
  minimumPasswordLength: 6,
  requireNumbers: false,
  requireSymbols: false,
  requireUppercaseCharacters: false,
  requireLowercaseCharacters: false,
  allowUsersToChangePassword: false,
  maxPasswordAge: 0,
  passwordReusePrevention: 0,
};

type PasswordPolicy = typeof LEFT_OUT;

/** What holds in an account without a policy of its own (IAM user guide, default policy). */
const AWS_DEFAULT: PasswordPolicy = { ...LEFT_OUT, minimumPasswordLength: 8 };

/**
 * AWS says that severity follows the extent and publishes no numbers. Ours: one member weakened is
 * Low, from two on Medium, from four on High. A loss of this many characters counts as one more.
 */
export const MEDIUM_FROM_WEAKENINGS = 2;
export const HIGH_FROM_WEAKENINGS = 4;
export const LENGTH_LOSS_THAT_COUNTS_TWICE = 4;

export default defineDetection({
  types: ['Stealth:IAMUser/PasswordPolicyChange'],
  severity: 2,
  reads: cloudTrail({
    source: 'iam.amazonaws.com',
    names: ['UpdateAccountPasswordPolicy', 'DeleteAccountPasswordPolicy'],
  }),
  memoryOf: 'account',
  about: {
    title: 'The password policy of an account was weakened',
    description:
      'IAM users of the account may now have shorter, simpler or older passwords than before, or ' +
      'the policy is gone. It makes guessing easier, and lasts.',
    remediation:
      'Restore the policy. If nobody planned the change, disable the credentials that made it ' +
      'and look for passwords that were set since.',
    tactic: 'Defense Evasion',
    blindSpots: [
      "Before the first change that is seen, AWS's default policy is assumed: a strong policy " +
        'that is weakened to no less than that stays unnoticed once.',
      'Whether users may change their own password, and hard expiry, are not weighed.',
    ],
  },
  observe(event, memory) {
    if (!succeeded(event)) return;
    const isGone = event.name === 'DeleteAccountPasswordPolicy';
    const known = memory.last('policy') !== undefined;
    const before = known ? readPolicy(memory.last('policy')) : AWS_DEFAULT;
    const now = isGone ? AWS_DEFAULT : readPolicy(at(event.record, 'requestParameters'));
    memory.keep('policy', now);
    const weakened = weakenings(before, now);
    // A policy that nobody has seen is gone: how strong it was is unknown, that it was is not.
    if (isGone && !known) weakened.push('policy removed');
    if (weakened.length === 0) return;
    return hit(event, {
      type: 'Stealth:IAMUser/PasswordPolicyChange',
      severity: severityOf(weakened.length),
      key: 'password policy',
      title: `The password policy of account ${event.accountId} was weakened by ${event.name}.`,
      description:
        `${callerName(event)} called ${event.name} in account ${event.accountId}. ` +
        `Weaker than before: ${weakened.join(', ')}.`,
      affectedResources: { 'AWS::IAM::AccountPasswordPolicy': event.accountId },
      additionalInfo: { oldPolicy: before, newPolicy: now, weakened },
    });
  },
});

function readPolicy(from: unknown): PasswordPolicy {
  const read = Object.entries(LEFT_OUT).map(([name, otherwise]) => {
    if (typeof otherwise === 'boolean') return [name, flag(from, name) ?? otherwise];
    const number = Number(at(from, name) ?? otherwise);
    return [name, Number.isFinite(number) ? number : otherwise];
  });
  return Object.fromEntries(read) as PasswordPolicy;
}

function weakenings(before: PasswordPolicy, now: PasswordPolicy): string[] {
  const weakened: string[] = CLASSES.filter((name) => before[name] && !now[name]);
  const loss = before.minimumPasswordLength - now.minimumPasswordLength;
  if (loss > 0) weakened.push('minimumPasswordLength');
  if (loss >= LENGTH_LOSS_THAT_COUNTS_TWICE) weakened.push(`${loss} characters fewer`);
  const days = (age: number) => (age === 0 ? Number.POSITIVE_INFINITY : age);
  if (days(now.maxPasswordAge) > days(before.maxPasswordAge)) weakened.push('maxPasswordAge');
  if (now.passwordReusePrevention < before.passwordReusePrevention) {
    weakened.push('passwordReusePrevention');
  }
  return weakened;
}

function severityOf(weakened: number): number {
  if (weakened >= HIGH_FROM_WEAKENINGS) return 8;
  return weakened >= MEDIUM_FROM_WEAKENINGS ? 5 : 2;
}
