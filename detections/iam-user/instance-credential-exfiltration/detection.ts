import {
  type CloudTrailEvent,
  callerName,
  cloudTrail,
  credentialUse,
  defineDetection,
  hit,
  instanceDetails,
  plainText,
  text,
} from '../../../src/detect/kit.ts';

const OUTSIDE = 'UnauthorizedAccess:IAMUser/InstanceCredentialExfiltration.OutsideAWS';
const INSIDE = 'UnauthorizedAccess:IAMUser/InstanceCredentialExfiltration.InsideAWS';

/** GuardDuty's own: High, and Medium where the other account has the same administrator. */
const SEVERITY = 8;
const SEVERITY_OF_AFFILIATED = 5;

const INSTANCE_ID = /^i-[0-9a-f]{8}([0-9a-f]{9})?$/i;

export default defineDetection({
  types: [OUTSIDE, INSIDE],
  severity: SEVERITY,
  reads: cloudTrail({ identityType: 'AssumedRole', sessionPrefix: 'i-', elsewhere: true }),
  about: {
    title: 'The credentials of an instance were used somewhere else',
    description:
      'Credentials that EC2 gives to an instance called an API from outside of AWS, or from ' +
      'another account. They never leave the instance unless somebody takes them.',
    remediation:
      "Revoke the sessions of the instance's role, look at every call they made, and find out " +
      'how they got out: a request that the instance was made to send, or somebody on it.',
    tactic: 'Credential Access',
    blindSpots: [
      'From inside AWS, whose an address is can only be told by the inventory or by a VPC ' +
        'endpoint: credentials used from an address of AWS that nobody knows are not reported.',
      'Traffic that leaves by the network of a company looks as if it came from outside; name ' +
        'such addresses in the inventory as those of the account.',
      'An address of which nobody knows where it is counts as neither.',
      'Other credentials whose session is called like an instance look the same in old records.',
      'Hosts that use the credentials over and over are not learned: each finding goes on.',
    ],
  },
  observe(event, _memory, lists) {
    if (!isOfInstance(event)) return;
    const use = credentialUse(event, lists);
    if (!use) return;
    const instanceId = event.sessionName;
    const isOutside = use.from === 'outside';
    const account = isOutside ? undefined : use.account;
    const where = account ? `account ${account.AccountId}` : 'outside of AWS';
    const address = plainText(event.sourceAddress);
    return hit(event, {
      type: isOutside ? OUTSIDE : INSIDE,
      severity: account?.Affiliated ? SEVERITY_OF_AFFILIATED : SEVERITY,
      key: instanceId,
      title: `Credentials of the instance ${instanceId} were used from ${where}.`,
      description:
        `${callerName(event)} called ${plainText(event.name)} of ${plainText(event.source)} in ` +
        `${event.region} from ${address}, ${where}, with credentials of ${instanceId}.`,
      instance: instanceDetails(instanceId, lists.inventory),
      ...(account && { remoteAccount: account }),
      additionalInfo: {
        recentCredentials: [
          {
            accessKeyId: event.accessKeyId,
            ipAddressV4: address,
            principalId: text(event.record, 'userIdentity', 'principalId'),
          },
        ],
      },
    });
  },
});

/** Newer records say whom the credentials were made for; in older ones the session tells. */
function isOfInstance({ sessionName, issuedTo }: CloudTrailEvent): boolean {
  const isSaid = issuedTo === '' || issuedTo === 'AWS::EC2::Instance';
  return isSaid && INSTANCE_ID.test(sessionName);
}
