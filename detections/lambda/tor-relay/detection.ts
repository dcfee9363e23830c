import {
  defineDetection,
  flow,
  listedContact,
  networkHit,
  type WindowRule,
} from '../../../src/detect/kit.ts';

/** AWS publishes no number. A client keeps to a few guards; a relay talks to thousands of nodes. */
export const PEERS_OUT: WindowRule = { minutes: 60, reach: 30 };

export default defineDetection({
  types: ['UnauthorizedAccess:Lambda/TorRelay'],
  severity: 8,
  reads: flow({ listed: true, outbound: true, protocols: [6] }),
  about: {
    title: 'A Lambda function talks to the Tor network as a relay does',
    description:
      'A Lambda function connected to so many nodes of Tor within an hour that it carries ' +
      'traffic of others, rather than its own.',
    remediation:
      'Compare the code of the function and its dependencies with what was meant to be ' +
      'deployed, restore it, and take back the credentials of its role.',
    tactic: 'Command and Control',
    blindSpots: [
      'Nobody can connect to a function: only what it connects to tells.',
      'Which interface is of which function must be told by the inventory.',
      'Nodes of Tor change every day, so that an old list misses many.',
    ],
  },
  observe(event, memory, lists) {
    const contact = listedContact(event, lists, 'tor-relay');
    if (event.functionArn === '' || !event.accepted || contact === undefined) return;
    return memory.distinct(event.functionArn, PEERS_OUT, contact.peer).map(({ total }) =>
      networkHit(event, lists, {
        type: 'UnauthorizedAccess:Lambda/TorRelay',
        severity: 8,
        about: 'tor',
        title: 'takes part in the Tor network as a relay does',
        because: `It connected to ${total} Tor nodes within an hour.`,
        listed: contact.lists,
        additionalInfo: { peers: total },
      }),
    );
  },
});
