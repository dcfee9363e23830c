import { isoMillis } from '../../src/lib/clock.ts';
import { Random } from '../generate/random.ts';

/** How many machines a network has, and how many peers on the Internet they talk to. */
const MACHINES = 400;
const PEERS = 5_000;
const SERVICE_PORTS = [443, 443, 443, 443, 80, 5432, 3306, 6379, 9092, 8080];
/** Of all connections: people and tools that log in. */
const SSH_SHARE = 0.005;
const FLOW_HEADER =
  'version account-id interface-id srcaddr dstaddr srcport dstport protocol packets bytes ' +
  'start end action log-status';
const DOMAINS = 3_000;
const WORDS = ['cloud', 'metric', 'store', 'image', 'order', 'cache', 'agent', 'update', 'login'];

/**
 * Lines of a quiet network in the format that flow logs have where nobody chose their fields: a
 * third of the connections leave for the Internet, each is seen in both directions, one line in
 * forty is a knock of somebody outside that was rejected.
 */
export function* flowLines(count: number, seed: number): Generator<string> {
  const random = new Random(seed);
  const machines = Array.from({ length: MACHINES }, (_, n) => ({
    address: `10.0.${n >> 6}.${10 + (n & 63)}`,
    interfaceId: `eni-0${random.hex(16)}`,
  }));
  const peers = Array.from(
    { length: PEERS },
    () => `${3 + random.below(200)}.${random.below(256)}.${random.below(256)}.${random.below(256)}`,
  );
  const start = 1_704_067_200;
  yield FLOW_HEADER;
  for (let made = 0; made < count; made += 2) {
    const at = start + Math.floor((made / count) * 86_400);
    const { address, interfaceId } = random.pick(machines);
    const line = (ends: string, packets: number, bytes: number, action: string) =>
      `2 111122223333 ${interfaceId} ${ends} ${packets} ${bytes} ${at} ${at + 59} ${action} OK`;
    if (random.next() < 0.025) {
      const ports = `${40_000 + random.below(20_000)} ${random.below(10_000)} 6`;
      for (let n = 0; n < 2; n += 1) {
        yield line(`${random.pick(peers)} ${address} ${ports}`, 1, 40, 'REJECT');
      }
      continue;
    }
    const far = random.next() < 0.35 ? random.pick(peers) : random.pick(machines).address;
    const service = random.next() < SSH_SHARE ? 22 : random.pick(SERVICE_PORTS);
    const own = 32_768 + random.below(28_000);
    const packets = 4 + random.below(60);
    const bytes = packets * (80 + random.below(900));
    yield line(`${address} ${far} ${own} ${service} 6`, packets, bytes, 'ACCEPT');
    yield line(`${far} ${address} ${service} ${own} 6`, packets, bytes * 3, 'ACCEPT');
  }
}

/** Queries of the same network as the VPC resolver logs them, one a line. */
export function* dnsLines(count: number, seed: number): Generator<string> {
  const random = new Random(seed);
  const word = () => random.pick(WORDS);
  const domains = Array.from(
    { length: DOMAINS },
    (_, n) => `${word()}${n % 10}.${word()}-${word()}${n}.example.com`,
  );
  const start = Date.UTC(2024, 0, 1);
  for (let made = 0; made < count; made += 1) {
    const at = isoMillis(start + Math.floor((made / count) * 86_400_000));
    const domain = random.next() < 0.3 ? random.pick(OWN_DOMAINS) : random.pick(domains);
    const type = random.pick(['A', 'A', 'AAAA']);
    const answers = Array.from({ length: 1 + random.below(3) }, () => ({
      Rdata: type === 'A' ? `198.51.100.${random.below(256)}` : `2001:db8::${random.hex(4)}`,
      Type: type,
      Class: 'IN',
    }));
    yield JSON.stringify({
      version: '1.100000',
      account_id: '111122223333',
      region: 'us-east-1',
      vpc_id: 'vpc-0a1b2c3d4e5f60718',
      query_timestamp: `${at.slice(0, 19)}Z`,
      query_name: `${domain}.`,
      query_type: type,
      query_class: 'IN',
      rcode: random.next() < 0.03 ? 'NXDOMAIN' : 'NOERROR',
      answers,
      srcaddr: `10.0.${random.below(6)}.${10 + random.below(60)}`,
      srcport: String(1024 + random.below(60_000)),
      transport: 'UDP',
      srcids: { instance: `i-0a1b2c3d4e5f6${random.hex(4)}` },
    });
  }
}

const OWN_DOMAINS = [
  'sqs.us-east-1.amazonaws.com',
  'dynamodb.us-east-1.amazonaws.com',
  'logs.us-east-1.amazonaws.com',
  'ssm.us-east-1.amazonaws.com',
  'ip-10-0-1-17.ec2.internal',
];
