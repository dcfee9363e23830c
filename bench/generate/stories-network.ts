import { type Estate, type Instance, instanceOf } from './estate.ts';
import { flowEntries, type Talk } from './flow-lines.ts';
import { anywhere, LISTED_ADDRESSES } from './geography.ts';
import type { LogEntry } from './log-file.ts';
import { dnsEntry } from './quiet-dns.ts';
import type { Story, StoryPlace } from './story.ts';

const asked =
  (name: string): Story['entries'] =>
  ({ estate, at, random }) =>
    [0, 1].map((n) =>
      dnsEntry(estate, {
        asker: instanceOf(estate, 'app'),
        at: at + n * 2_000,
        name,
        answers: [anywhere(random)],
      }),
    );

/** What the tester's request of a name of AWS's own raises. */
const domain = (name: string, type: string): Story => ({
  types: [type],
  tester: `threatIntel/request.sh ${name}`,
  entries: asked(name),
});

type Talks = (place: StoryPlace) => readonly Talk[];

const flows =
  (talks: Talks): Story['entries'] =>
  (place) =>
    talks(place).flatMap((talk) => flowEntries(place.estate, talk));

const many = (count: number, make: (n: number) => Talk): Talk[] =>
  Array.from({ length: count }, (_, n) => make(n));

/** A connection to another machine, as both their interfaces log it. */
function seenByBoth(estate: Estate, talk: Talk, other: Instance): LogEntry[] {
  const there: Talk = {
    ...talk,
    local: other,
    remote: talk.local.address,
    localPort: talk.remotePort,
    remotePort: talk.localPort,
    ...(talk.received && { sent: talk.received }),
    ...(talk.sent && { received: talk.sent }),
    opens: 'remote',
  };
  return [...flowEntries(estate, talk), ...flowEntries(estate, there)];
}

/** Guesses, one connection after the other, at a machine of the same account: fewer than theirs. */
const guesses =
  (port: number, attempts: number, everyMillis: number): Story['entries'] =>
  ({ estate, at, random }) => {
    const [local, target] = [instanceOf(estate, 'app'), instanceOf(estate, 'database')];
    return many(attempts, (n) => ({
      local,
      remote: target.address,
      localPort: 33_000 + (n % 20_000),
      remotePort: port,
      protocol: 'tcp',
      at: at + n * everyMillis,
      seconds: 3,
      sent: [random.between(11, 15), random.between(1_800, 2_900)],
      received: [random.between(10, 14), random.between(1_900, 3_000)],
      opens: 'local',
    })).flatMap((talk) => seenByBoth(estate, talk, target));
  };

/** Datagrams as fast as they go, from one socket or from many. */
const flood =
  (port: number, bytes: number, sockets: number): Talks =>
  ({ estate, at, random }) => {
    const remote = anywhere(random);
    const each = 400_000 / sockets;
    return many(sockets, (n) => ({
      local: instanceOf(estate, 'app'),
      remote,
      localPort: 33_000 + n,
      remotePort: port,
      protocol: 'udp',
      at: at + (n % 20) * 1_000,
      seconds: 20,
      sent: [each, each * (bytes + 28)],
    }));
  };

const FUNCTION_CALL: Talks = ({ estate, at }) => {
  const { functionAddress: address, functionInterface: interfaceId } = estate;
  return many(2, (n) => ({
    local: { address, interfaceId },
    remote: LISTED_ADDRESSES.custom,
    localPort: 40_000 + n,
    remotePort: 80,
    protocol: 'tcp',
    at: at + n * 5_000,
    seconds: 2,
    sent: [6, 500],
    received: [5, 1_200],
    opens: 'local',
  }));
};

export const NETWORK_STORIES = {
  'c2-domain': domain('c2.guarddutyc2activityb.com', 'Backdoor:EC2/C&CActivity.B!DNS'),
  'mining-domain': domain(
    'crypto.guarddutyc2activityb.com',
    'CryptoCurrency:EC2/BitcoinTool.B!DNS',
  ),
  'abused-domain': domain(
    'abused-rep.guarddutyc2activityb.com',
    'Impact:EC2/AbusedDomainRequest.Reputation',
  ),
  'coin-domain': domain(
    'crypto-rep.guarddutyc2activityb.com',
    'Impact:EC2/BitcoinDomainRequest.Reputation',
  ),
  'malicious-domain': domain(
    'malicious-rep.guarddutyc2activityb.com',
    'Impact:EC2/MaliciousDomainRequest.Reputation',
  ),
  'suspicious-domain': domain(
    'suspicious-rep.guarddutyc2activityb.com',
    'Impact:EC2/SuspiciousDomainRequest.Reputation',
  ),
  'black-hole-domain': domain('guarddutyblackholeactivity.com', 'Trojan:EC2/BlackholeTraffic!DNS'),
  'generated-domain': domain('guarddutydgaactivity.com', 'Trojan:EC2/DGADomainRequest.C!DNS'),
  'drive-by-domain': domain('guarddutydrivebyactivity.com', 'Trojan:EC2/DriveBySourceTraffic!DNS'),
  'drop-point-domain': domain('guarddutydroppointactivity.com', 'Trojan:EC2/DropPoint!DNS'),
  'phishing-domain': domain(
    'guarddutyphishingactivity.com',
    'Trojan:EC2/PhishingDomainRequest!DNS',
  ),
  'data-in-names': {
    types: ['Trojan:EC2/DNSDataExfiltration'],
    tester: 'ec2/DNSDataExfiltration.sh',
    entries: ({ estate, at, random }) =>
      Array.from({ length: 914 }, (_, n) => {
        const payload = [random.hex(50), random.hex(random.between(40, 60))].join('.');
        const name = `${payload}.${n}.tunnel.example`;
        const asker = instanceOf(estate, 'app');
        return dnsEntry(estate, { asker, at: at + n * 200, name, code: 'NXDOMAIN' });
      }),
  },
  'udp-flood': {
    types: ['Backdoor:EC2/DenialOfService.Udp'],
    tester: 'ec2/DenialOfService-UDP.sh',
    entries: flows(flood(80, 256, 1)),
  },
  'dns-flood': {
    types: ['Backdoor:EC2/DenialOfService.Dns'],
    tester: 'ec2/DenialOfService-DNS.sh',
    // Each datagram from another port: here, as each interval of a thousand ports shows it.
    entries: flows(flood(53, 64, 1_000)),
  },
  'port-scan': {
    types: ['Recon:EC2/Portscan'],
    tester: 'ec2/Portscan.sh',
    entries: flows(({ estate, at }) =>
      many(1_000, (n) => ({
        local: instanceOf(estate, 'app'),
        remote: instanceOf(estate, 'database').address,
        localPort: 33_000 + n,
        remotePort: 1 + n * 7,
        protocol: 'tcp',
        at: at + n * 40,
        seconds: 1,
        sent: [1, 60],
        received: [1, 40],
        opens: 'local',
      })),
    ),
  },
  'listed-peer': {
    types: ['UnauthorizedAccess:EC2/MaliciousIPCaller.Custom'],
    tester: 'threatIntel/request.sh',
    entries: flows((place) =>
      FUNCTION_CALL(place).map((talk) => ({ ...talk, local: instanceOf(place.estate, 'app') })),
    ),
  },
  'listed-peer-of-function': {
    types: ['UnauthorizedAccess:Lambda/MaliciousIPCaller.Custom'],
    tester: 'lambda/request.sh',
    entries: flows(FUNCTION_CALL),
  },
  'rdp-guesses': {
    types: ['UnauthorizedAccess:EC2/RDPBruteForce'],
    tester: 'ec2/RDPBruteForce.sh',
    entries: guesses(3_389, 600, 1_000),
  },
  'ssh-guesses': {
    types: ['UnauthorizedAccess:EC2/SSHBruteForce'],
    tester: 'ec2/SSHBruteForce.sh',
    entries: guesses(22, 900, 500),
  },
} as const satisfies Readonly<Record<string, Story>>;
