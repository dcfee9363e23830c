import {
  at,
  type CloudTrailEvent,
  cloudTrail,
  defineDetection,
  flag,
  hit,
  plainText,
} from '../../../src/detect/kit.ts';

export default defineDetection({
  types: ['Policy:IAMUser/ShortTermRootCredentialUsage'],
  severity: 2,
  reads: cloudTrail({ identityType: 'Root' }),
  about: {
    title: 'A root session that AssumeRoot opened was used',
    description:
      'The management account or a delegated administrator opened a short root session in a ' +
      'member account for one task, such as unlocking a bucket. It is rare, and worth a look.',
    remediation:
      'Find the AssumeRoot call in the management account and ask whoever made it. If nobody ' +
      'answers for it, limit who may call sts:AssumeRoot and undo what the session changed.',
    tactic: 'Privilege Escalation',
    blindSpots: [
      'What the session may do depends on its task policy, which the record does not name.',
      'A call that was refused counts as well, since the credentials were used.',
    ],
  },
  observe(event) {
    if (!isAssumedRoot(event)) return;
    const api = plainText(event.name);
    return hit(event, {
      type: 'Policy:IAMUser/ShortTermRootCredentialUsage',
      severity: 2,
      key: 'root',
      title: `A short root session of account ${event.accountId} called ${api}.`,
      description:
        `A root session that AssumeRoot opened in account ${event.accountId} called ${api} of ` +
        `${plainText(event.source)} in ${event.region}.`,
    });
  },
});

function isAssumedRoot(event: CloudTrailEvent): boolean {
  const session = at(event.record, 'userIdentity', 'sessionContext');
  return flag(session, 'assumedRoot') ?? flag(session, 'attributes', 'assumedRoot') ?? false;
}
