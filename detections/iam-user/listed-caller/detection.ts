import {
  apiCall,
  callerKey,
  callerName,
  cloudTrail,
  defineDetection,
  hit,
  isFailedSignIn,
  isManagementEvent,
  isReconnaissance,
  listedCallers,
  plainText,
} from '../../../src/detect/kit.ts';

export default defineDetection({
  types: [
    'Recon:IAMUser/MaliciousIPCaller',
    'Recon:IAMUser/MaliciousIPCaller.Custom',
    'Recon:IAMUser/TorIPCaller',
    'UnauthorizedAccess:IAMUser/MaliciousIPCaller',
    'UnauthorizedAccess:IAMUser/MaliciousIPCaller.Custom',
    'UnauthorizedAccess:IAMUser/TorIPCaller',
  ],
  severity: 5,
  reads: cloudTrail({ listed: true }),
  about: {
    title: 'An API was called from an address on a threat list',
    description:
      'A management API was called from an address that is known for attacks, from one on a ' +
      'threat list of the account, or through Tor. Calls that look around are reconnaissance.',
    remediation:
      'Ask whoever holds the credentials whether it was them. If not, disable the credentials, ' +
      'revoke the sessions of the role, and look at every call made with them since.',
    tactic: 'Initial Access',
    blindSpots: [
      'Only lists that are in force are known; addresses change hands, so old lists mislead.',
      'A sign-in to the console that failed is not counted: anybody can try a password.',
      'Calls that were refused count as well, since they show who holds the credentials.',
      'Data events (S3 objects and the like) belong to other finding types and are not counted.',
      'Which calls are reconnaissance follows a public table of tactics, else the verb: AWS does ' +
        'not publish its own.',
    ],
  },
  observe(event, _memory, lists) {
    if (!isManagementEvent(event) || isFailedSignIn(event)) return;
    const purpose = isReconnaissance(event) ? 'Recon' : 'UnauthorizedAccess';
    const api = plainText(event.name);
    return listedCallers(lists.addressThreats(event.sourceAddress)).map((caller) =>
      hit(event, {
        type: `${purpose}:IAMUser/${caller.suffix}`,
        severity: 5,
        key: callerKey(event),
        title: `${api} was called from ${caller.words}, ${plainText(event.sourceAddress)}.`,
        description:
          `${callerName(event)} called ${api} of ${plainText(event.source)} in ${event.region} ` +
          `from ${plainText(event.sourceAddress)}, ${caller.words}.`,
        listed: caller.lists,
        additionalInfo: { apiCalls: [apiCall(event)] },
      }),
    );
  },
});
