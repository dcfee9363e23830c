import {
  defineDetection,
  type FlowEvent,
  flow,
  networkHit,
  protocolName,
  TCP,
  UDP,
  type WindowRule,
} from '../../../src/detect/kit.ts';

/**
 * AWS publishes no number. Its tester sends 400,000 packets back to back, and must be found at half
 * of that. A call with video sends 60,000 packets a minute, a busy resolver as many queries.
 */
export const PACKETS: WindowRule = { minutes: 1, reach: 200_000 };
/** Connections to one port of one address that say nothing; load tests say something over each. */
export const CONNECTIONS: WindowRule = { minutes: 1, reach: 5_000 };

/** Packets a minute that a peer sends back where sound and pictures go both ways. */
export const ANSWERS_MIN = 1_000;
const ANSWERS_MINUTES = 10;

/** QUIC and tunnels carry as many packets to one peer without harm. */
const TWO_WAY_PORTS: readonly number[] = [443, 500, 1194, 4500, 51_820];
/** Services that speak TCP and nothing else. Port 80 is not one for GuardDuty's own tester. */
const TCP_PORTS: readonly number[] = [
  21, 22, 23, 25, 110, 143, 445, 465, 587, 993, 995, 1433, 3306, 5432, 6379, 8080, 8443,
];
const DNS_PORT = 53;
/** ICMP, IPv6 and its ICMP, and tunnels: GRE, ESP, AH, IP in IP. */
const USUAL_PROTOCOLS: readonly number[] = [1, 4, 41, 47, 50, 51, 58];

/** What is sent to somebody on the Internet who did not ask for it. */
const SENT = { outbound: true, accepted: true, public: true, exceptInitiator: 'remote' } as const;

export default defineDetection({
  types: ['Dns', 'Tcp', 'Udp', 'UdpOnTcpPorts', 'UnusualProtocol'].map(typeOf),
  severity: 8,
  reads: [
    flow({ ...SENT, protocols: [TCP], bare: true }),
    flow({ ...SENT, protocols: [UDP], exceptRemotePorts: TWO_WAY_PORTS }),
    flow({ ...SENT, exceptProtocols: [TCP, UDP, ...USUAL_PROTOCOLS] }),
    flow({ outbound: false, accepted: true, public: true, protocols: [UDP] }),
  ],
  about: {
    title: 'An instance floods a public address',
    description:
      'An instance sends so much to one public address that it most likely takes part in a ' +
      'denial of service.',
    remediation:
      'Isolate the instance, or close its way out by its security group, and look for what ' +
      'sends the traffic. Services that are attacked complain, and AWS acts on complaints.',
    tactic: 'Impact',
    blindSpots: [
      'Floods of UDP port 443 and of ports of tunnels are not told from use, and not found.',
      'A flood of UDP whose target sends a thousand packets a minute back is taken for a call.',
      'A flood of TCP from one port, or one that carries data, is not told from a transfer.',
      'An instance that is made to answer to a victim, as a reflector, is not found.',
      'IPv6 is not looked at, and private addresses are not, as GuardDuty does.',
    ],
  },
  observe(event, memory, lists) {
    const kind = floodOf(event);
    const { remoteAddress: victim, remotePort: port } = event;
    const machine = event.instanceId || event.interfaceId;
    const answers = `answers|${machine}|${victim}`;
    if (!event.outbound) {
      if (amountOf(event, kind) >= ANSWERS_MIN) memory.keep(answers, event.time);
      return;
    }
    const answeredAt = Number(memory.last(answers) ?? Number.NEGATIVE_INFINITY);
    const isCall = event.time - answeredAt < ANSWERS_MINUTES * 60_000;
    // A resolver answers whoever floods it.
    if (isCall && kind.startsWith('Udp')) return;
    const rule = kind === 'Tcp' ? CONNECTIONS : PACKETS;
    const stream = `${kind}|${machine}|${victim}${kind === 'Tcp' ? `|${port}` : ''}`;
    return memory.sum(stream, rule, amountOf(event, kind)).map(({ total }) =>
      networkHit(event, lists, {
        type: typeOf(kind),
        severity: 8,
        about: victim,
        title: `is flooding ${victim} over ${protocolName(event.protocol)}`,
        because:
          `It sent ${Math.round(total)} ${kind === 'Tcp' ? 'empty connections' : 'packets'} ` +
          'within a minute.',
        additionalInfo: { perMinute: Math.round(total) },
      }),
    );
  },
});

type Flood = 'Dns' | 'Tcp' | 'Udp' | 'UdpOnTcpPorts' | 'UnusualProtocol';

function typeOf(kind: string): string {
  return `Backdoor:EC2/DenialOfService.${kind}`;
}

function floodOf(event: FlowEvent): Flood {
  const { protocol, remotePort } = event;
  if (protocol === TCP) return 'Tcp';
  if (protocol !== UDP) return 'UnusualProtocol';
  if (remotePort === DNS_PORT) return 'Dns';
  return TCP_PORTS.includes(remotePort) ? 'UdpOnTcpPorts' : 'Udp';
}

/** Of a line that lasted longer than a minute, what went in one. */
function amountOf({ packets, seconds }: FlowEvent, kind: Flood): number {
  return kind === 'Tcp' ? 1 : packets * Math.min(1, 60 / Math.max(1, seconds));
}
