import {
  callerName,
  cloudTrail,
  defineDetection,
  isPublicRead,
  penTestDistribution,
  penTestWords,
  plainText,
  s3Hit,
} from '../../../src/detect/kit.ts';

export default defineDetection({
  types: ['PenTest:S3/KaliLinux', 'PenTest:S3/ParrotLinux', 'PenTest:S3/PentooLinux'],
  severity: 5,
  reads: cloudTrail({ source: 's3.amazonaws.com', userAgentHas: penTestWords }),
  about: {
    title: 'Objects of a bucket were accessed from a penetration testing distribution',
    description:
      'The user agent of a request for objects names a Linux distribution that is made for ' +
      'breaking into systems. Testers announce themselves; anybody else has taken credentials.',
    remediation:
      'Ask whether a test is under way with these credentials. If not, disable them, look at ' +
      'what was read and changed in the bucket, then find out how they left your hands.',
    tactic: 'Initial Access',
    blindSpots: [
      'A user agent is whatever the caller says: one option of the AWS CLI hides it.',
      'Needs data events of S3 in the log, which trails do not write unless they are told to.',
      'Requests that were refused count as well, since they show who holds the credentials.',
      'Reads of what everybody may read are not counted, as on GuardDuty.',
      'Only the three distributions named here are known.',
    ],
  },
  observe(event) {
    const bucket = event.dataBucket;
    const found = penTestDistribution(event.userAgent);
    if (!bucket || !found || isPublicRead(event)) return;
    const api = plainText(event.name);
    return s3Hit(event, bucket, {
      type: `PenTest:S3/${found.suffix}`,
      severity: 5,
      title: `${api} was called on the S3 bucket ${plainText(bucket)} from ${found.name}.`,
      description:
        `${callerName(event)} called ${api} on the bucket ${plainText(bucket)} in ` +
        `${event.region} with a user agent that names ${found.name}, a distribution for ` +
        'penetration tests.',
      additionalInfo: { userAgent: plainText(event.userAgent) },
    });
  },
});
