import {
  apiCall,
  callerName,
  cloudTrail,
  defineDetection,
  hit,
  plainText,
  text,
} from '../../../src/detect/kit.ts';

export default defineDetection({
  types: ['CredentialAccess:IAMUser/CompromisedCredentials'],
  severity: 8,
  reads: cloudTrail({ keyListed: true }),
  about: {
    title: 'An access key that is known to have leaked was used',
    description:
      'An API was called with an access key that was found in a public place, such as a code ' +
      'repository. Whoever found it there can do what its owner can.',
    remediation:
      'Deactivate the key and make a new one, look at every call that was made with it, and undo ' +
      'what was made or changed. Take the key out of the place where it was found.',
    tactic: 'Credential Access',
    blindSpots: [
      'Only keys on lists that the operator gives are known: AWS keeps its own list to itself.',
      'Calls that a service makes on behalf of the holder are not counted.',
      'The list of calls has twenty APIs, those that were called most.',
    ],
  },
  observe(event, _memory, lists) {
    const listed = lists.keyThreats(event.accessKeyId);
    // The call that a service was made to act by is there by itself.
    if (text(event.record, 'userIdentity', 'invokedBy') !== '') return;
    const api = plainText(event.name);
    return hit(event, {
      type: 'CredentialAccess:IAMUser/CompromisedCredentials',
      severity: 8,
      key: event.accessKeyId,
      title: `${api} was called with the leaked access key ${plainText(event.accessKeyId)}.`,
      description:
        `${callerName(event)} called ${api} of ${plainText(event.source)} in ${event.region} ` +
        `from ${plainText(event.sourceAddress)} with an access key that is known to have leaked.`,
      listed,
      additionalInfo: { apiCalls: [apiCall(event)] },
    });
  },
});
