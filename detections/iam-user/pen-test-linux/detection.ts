import {
  callerKey,
  callerName,
  cloudTrail,
  defineDetection,
  hit,
  isManagementEvent,
  plainText,
} from '../../../src/detect/kit.ts';

/** Distributions made for breaking in, by the word that their kernels and SDKs write. */
const DISTRIBUTIONS = [
  { word: 'kali', name: 'Kali Linux', type: 'PenTest:IAMUser/KaliLinux' },
  { word: 'parrot', name: 'Parrot Linux', type: 'PenTest:IAMUser/ParrotLinux' },
  { word: 'pentoo', name: 'Pentoo Linux', type: 'PenTest:IAMUser/PentooLinux' },
] as const;

/**
 * The word stands alone or beside digits (`md/distrib#kali.2025`, `Linux/6.1.0-kali9-amd64`,
 * `5.5.0-1parrot1`), never inside a longer one, and never as the name of the program itself.
 */
const MARKS = DISTRIBUTIONS.map(
  ({ word }) => new RegExp(`[^a-z ]${word}(?![a-z])|\\(${word} `, 'i'),
);

export default defineDetection({
  types: DISTRIBUTIONS.map((one) => one.type),
  severity: 5,
  reads: cloudTrail({ userAgentHas: DISTRIBUTIONS.map((one) => one.word) }),
  about: {
    title: 'An API was called from a penetration testing distribution',
    description:
      'The user agent of a call names a Linux distribution that is made for breaking into ' +
      'systems. Testers announce themselves; anybody else who uses it has taken credentials.',
    remediation:
      'Ask whether a test is under way with these credentials. If not, disable them and look at ' +
      'every call they made, then find out how they left your hands.',
    tactic: 'Initial Access',
    blindSpots: [
      'A user agent is whatever the caller says: one option of the AWS CLI hides it.',
      'Calls that were refused count as well, since they show who holds the credentials.',
      'Data events (S3 objects and the like) belong to other finding types and are not counted.',
      'Only the three distributions named here are known.',
    ],
  },
  observe(event) {
    const found = DISTRIBUTIONS.find((_, i) => MARKS[i]?.test(event.userAgent));
    if (!found || !isManagementEvent(event)) return;
    const api = plainText(event.name);
    return hit(event, {
      type: found.type,
      severity: 5,
      key: callerKey(event),
      title: `${api} was called from a host that runs ${found.name}.`,
      description:
        `${callerName(event)} called ${api} of ${plainText(event.source)} in ${event.region} ` +
        `with a user agent that names ${found.name}, a distribution for penetration tests.`,
      additionalInfo: { userAgent: plainText(event.userAgent) },
    });
  },
});
