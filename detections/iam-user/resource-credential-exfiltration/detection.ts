import {
  callerName,
  cloudTrail,
  credentialUse,
  defineDetection,
  hit,
  plainText,
  text,
} from '../../../src/detect/kit.ts';

const OUTSIDE = 'UnauthorizedAccess:IAMUser/ResourceCredentialExfiltration.OutsideAWS';
const INSIDE = 'UnauthorizedAccess:IAMUser/ResourceCredentialExfiltration.InsideAWS';

/** GuardDuty's own: High, and Medium where the other account has the same administrator. */
const SEVERITY = 8;
const SEVERITY_OF_AFFILIATED = 5;

const FUNCTION = 'AWS::Lambda::Function';
const TASK = 'AWS::ECS::Task';

export default defineDetection({
  types: [OUTSIDE, INSIDE],
  severity: SEVERITY,
  reads: cloudTrail({ issuedTo: [FUNCTION, TASK], elsewhere: true }),
  about: {
    title: 'The credentials of a function or a task were used somewhere else',
    description:
      'Credentials that Lambda gives to a function or ECS to a task called an API from outside ' +
      'of AWS, or those of a task from another account. They never leave it by themselves.',
    remediation:
      'Revoke the sessions of the role, look at every call they made, and find out how they got ' +
      'out: code that somebody changed, a log that has them, or a hole in the program.',
    tactic: 'Credential Access',
    blindSpots: [
      'Records from before CloudTrail named whom credentials were made for (inScopeOf) are not ' +
        'understood: the session of a function is called like the function.',
      'From inside AWS, whose an address is can only be told by the inventory or by a VPC ' +
        'endpoint; a function that is used from another account is not reported, as on GuardDuty.',
      'Traffic that leaves by the network of a company looks as if it came from outside; name ' +
        'such addresses in the inventory as those of the account.',
    ],
  },
  observe(event, _memory, lists) {
    const use = credentialUse(event, lists);
    if (!use) return;
    const isOutside = use.from === 'outside';
    if (!isOutside && event.issuedTo === FUNCTION) return;
    const account = isOutside ? undefined : use.account;
    const identity = event.record.userIdentity;
    const owner = plainText(text(identity, 'inScopeOf', 'credentialsIssuedTo'));
    const kind = event.issuedTo === FUNCTION ? 'Lambda function' : 'ECS task';
    const where = account ? `account ${account.AccountId}` : 'outside of AWS';
    const address = plainText(event.sourceAddress);
    return hit(event, {
      type: isOutside ? OUTSIDE : INSIDE,
      severity: account?.Affiliated ? SEVERITY_OF_AFFILIATED : SEVERITY,
      key: owner || event.sessionName,
      title: `Credentials of the ${kind} ${owner} were used from ${where}.`,
      description:
        `${callerName(event)} called ${plainText(event.name)} of ${plainText(event.source)} in ` +
        `${event.region} from ${address}, ${where}, with credentials of the ${kind} ${owner}.`,
      affectedResources: { [event.issuedTo]: owner },
      ...(account && { remoteAccount: account }),
      additionalInfo: {
        recentCredentials: [
          {
            accessKeyId: event.accessKeyId,
            ipAddressV4: address,
            principalId: text(identity, 'principalId'),
          },
        ],
      },
    });
  },
});
