import {
  defineDetection,
  flow,
  listedContact,
  listedHit,
  networkHit,
  type WindowRule,
} from '../../../src/detect/kit.ts';

const CLIENT = 'UnauthorizedAccess:EC2/TorClient';
const RELAY = 'UnauthorizedAccess:EC2/TorRelay';
const SEVERITY = 8;

/** Where relays take connections by Tor's own default, and its directory: nothing else does. */
export const RELAY_PORTS: readonly number[] = [9001, 9030];
/** AWS publishes no number. One node that connects may be a scan through Tor, three are peers. */
export const PEERS_IN: WindowRule = { minutes: 60, reach: 3 };
/** AWS publishes no number. A client keeps to a few guards; a relay talks to thousands of nodes. */
export const PEERS_OUT: WindowRule = { minutes: 60, reach: 30 };

export default defineDetection({
  types: [CLIENT, RELAY],
  severity: SEVERITY,
  reads: flow({ listed: true, protocols: [6] }),
  about: {
    title: 'An instance talks to the Tor network',
    description:
      'An instance connected to nodes of Tor as a client does, or exchanged connections ' +
      'with so many of them, or on such ports, that it looks like a node itself. Tor hides ' +
      'who talks to whom, which is seldom what a server is for.',
    remediation:
      'If nobody has set Tor up on the instance on purpose, isolate it and look for what ' +
      'runs it. If it is wanted, suppress the finding by a filter.',
    tactic: 'Command and Control',
    blindSpots: [
      'Bridges of Tor are on no list; nodes change every day, so that an old list misses many.',
      'A relay that takes connections on ports 80 or 443 alone is known only by its many peers.',
      'Behind a NAT gateway or a proxy of the account, the log of its interface shows it, too.',
    ],
  },
  observe(event, memory, lists) {
    if (event.functionArn !== '') return;
    const client = { kind: 'tor-relay', type: CLIENT, severity: SEVERITY, of: 'instance' } as const;
    const asClient = listedHit(event, lists, client) ?? [];
    const isToRelay = !event.outbound && RELAY_PORTS.includes(event.localPort);
    const listed = lists.addressThreats(event.remoteAddress).filter(isTor);
    if (!event.accepted || listed.length === 0) return asClient;
    const machine = event.instanceId || event.interfaceId;
    const peers = [
      ...(isToRelay ? memory.distinct(`in|${machine}`, PEERS_IN, event.remoteAddress) : []),
      ...(listedContact(event, lists, 'tor-relay')
        ? memory.distinct(`out|${machine}`, PEERS_OUT, event.remoteAddress)
        : []),
    ];
    const asRelay = peers.map(({ total }) =>
      networkHit(event, lists, {
        type: RELAY,
        severity: SEVERITY,
        about: 'tor',
        title: 'takes part in the Tor network as a relay does',
        because: `It exchanged connections with ${total} Tor nodes within an hour.`,
        listed,
        additionalInfo: { peers: total },
      }),
    );
    return [asClient, asRelay].flat();
  },
});

function isTor({ kind }: { readonly kind: string }): boolean {
  return kind === 'tor-relay' || kind === 'tor-exit';
}
