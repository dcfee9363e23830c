import {
  callerKey,
  callerName,
  cloudTrail,
  defineDetection,
  hit,
  isManagementEvent,
  penTestDistribution,
  penTestWords,
  plainText,
} from '../../../src/detect/kit.ts';

export default defineDetection({
  types: [
    'PenTest:IAMUser/KaliLinux',
    'PenTest:IAMUser/ParrotLinux',
    'PenTest:IAMUser/PentooLinux',
  ],
  severity: 5,
  reads: cloudTrail({ userAgentHas: penTestWords }),
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
    const found = penTestDistribution(event.userAgent);
    if (!found || !isManagementEvent(event)) return;
    const api = plainText(event.name);
    return hit(event, {
      type: `PenTest:IAMUser/${found.suffix}`,
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
