import { isoMillis } from '../../src/lib/clock.ts';
import type { Estate, Instance, Role } from './estate.ts';
import { anywhere, awsEndpoint } from './geography.ts';
import type { LogEntry } from './log-file.ts';
import type { Random } from './random.ts';

export interface Query {
  readonly asker: Pick<Instance, 'address' | 'instanceId'>;
  readonly at: number;
  readonly name: string;
  readonly type?: string;
  readonly code?: string;
  readonly answers?: readonly string[];
}

/** A line of the resolver's query log. */
export function dnsEntry(estate: Estate, query: Query): LogEntry {
  const { asker, at, name, type = 'A', code = 'NOERROR', answers = [] } = query;
  const text = JSON.stringify({
    version: '1.100000',
    account_id: estate.accountId,
    region: estate.region,
    vpc_id: estate.vpcId,
    query_timestamp: `${isoMillis(at).slice(0, 19)}Z`,
    query_name: `${name}.`,
    query_type: type,
    query_class: 'IN',
    rcode: code,
    answers: answers.map((Rdata) => ({ Rdata, Type: type, Class: 'IN' })),
    srcaddr: asker.address,
    srcport: String(32_768 + (at % 28_000)),
    transport: 'UDP',
    srcids: { instance: asker.instanceId },
  });
  return { log: 'dns', at, text };
}

type Name = (random: Random, estate: Estate, asker: Instance) => Omit<Query, 'asker' | 'at'>;

const found = (name: string, random: Random): Omit<Query, 'asker' | 'at'> => ({
  name,
  answers: [anywhere(random)],
});
const missing = (name: string, type = 'A') => ({ name, type, code: 'NXDOMAIN' });

/** Names as companies, services and products have them: words, parts of words, odd spellings. */
const FRONTS =
  'north blue swift cloud data open net pixel bright green metro alpha quick smart first urban ' +
  'prime solar nova micro hyper inter trans euro gulf pan over under cross fast deep clear info ' +
  'geo bio eco auto tele video audio photo crypt lingua dev ops log track click ad geld buch ' +
  'haus sport wetter strom bank reise nach wirt kauf schnell licht kyoto tokyo hana sakura ' +
  'yama xin zhong guang bei jing shui qian przy krak wroc szcz vlaa hjem skov fjord';
const BACKS =
  'works labs soft hub port base line point path gate view cast mark desk flow stack metrics ' +
  'pulse signal wire grid mesh forge craft trade market store shop media press news travel ' +
  'health energy systems solutions digital analytics exchange network services group tech ' +
  'werk markt blatt dienst zentrum versand netz bahn kraft ware wang kuai bao tong feng ski ' +
  'owski czyk gaard strand dahl holm';
const fronts = FRONTS.split(' ');
const backs = BACKS.split(' ');
const ENDS = ['example', 'test', 'invalid', 'example'];

/** A registered name of somebody; some have digits, hyphens, or letters that nobody can say. */
export function anyDomain(random: Random): string {
  const draw = random.next();
  const word = `${random.pick(fronts)}${draw < 0.2 ? '-' : ''}${random.pick(backs)}`;
  const odd =
    draw > 0.97
      ? `${word.replace(/[aeiou]/g, '')}${random.between(2, 365)}`
      : draw > 0.93
        ? `${word}${random.between(2, 365)}`
        : draw > 0.9
          ? `${random.pick(['my', 'get', 'try', 'the', 'go', 'e', 'i'])}${word}`
          : word;
  return `${odd}.${random.pick(ENDS)}`;
}

const SERVICES = ['s3', 'sts', 'ec2', 'logs', 'monitoring', 'ssm', 'kms'];

const NAMES: readonly Name[] = [
  (random, { region }) => ({
    name: `${random.pick(SERVICES)}.${region}.amazonaws.com`,
    answers: [awsEndpoint(random)],
  }),
  (random, { region }) =>
    found(`ip-10-0-3-${random.below(255)}.${region}.compute.internal`, random),
  // Hosts of content networks are called by lot; what somebody registered is not.
  (random) => found(`d${random.lower(13)}.cdn.example`, random),
  (random) => found(`${random.hex(8)}-${random.hex(12)}.edge.pixelcast.example`, random),
  (random) => found(`r${random.between(1, 9)}---sn-${random.lower(8)}.videogrid.example`, random),
  (random) =>
    found(`${random.pick(['registry', 'packages', 'mirror', 'www'])}.example.com`, random),
  (random) => found(`${random.pick(['www', 'api', 'img', 'm'])}.${anyDomain(random)}`, random),
  (random) => found(`o${random.between(10_000, 999_999)}.ingest.pulsemetrics.example`, random),
  // Clusters try every suffix before the name itself.
  (_, { region }) => missing(`postgres.shop.svc.cluster.local.${region}.compute.internal`),
  () => missing('api.example.com.svc.cluster.local'),
  (random) => ({
    name: `${random.between(1, 254)}.${random.below(256)}.18.198.in-addr.arpa`,
    type: 'PTR',
    code: random.chance(0.5) ? 'NXDOMAIN' : 'NOERROR',
  }),
  (random) => missing(`_ldap._tcp.dc._msdcs.corp${random.below(3)}.example.net`, 'SRV'),
];

const digest: Name = (random) => ({
  name: `${random.hex(32)}.${random.hex(32)}.${random.hex(8)}.avq.signalwire.example`,
  type: 'TXT',
  answers: ['0'],
});

/** What machines of one kind ask besides. */
const SPECIAL: Readonly<Partial<Record<Role, { names: readonly Name[]; perHour: number }>>> = {
  mail: {
    perHour: 260,
    names: [
      // Lists of spam are asked by address turned round, or by a digest of what the letter says.
      (random) => ({
        name: `${[4, 3, 2, 1].map(() => random.below(256)).join('.')}.zen.blocklist.example`,
        answers: random.chance(0.2) ? ['127.0.0.4'] : [],
        ...(random.chance(0.8) && { code: 'NXDOMAIN' }),
      }),
      (random) => missing(`${random.hex(32)}.ebl.blocklist.example`),
      (random) => ({
        name: anyDomain(random),
        type: 'MX',
        answers: [`10 mx.${anyDomain(random)}`],
      }),
      (random) => ({
        name: `s1._domainkey.${anyDomain(random)}`,
        type: 'TXT',
        answers: [random.hex(200)],
      }),
      (random) => missing(`mail.${anyDomain(random)}`),
    ],
  },
  windows: {
    perHour: 380,
    names: [
      // The scanner for viruses asks for the reputation of each file by its digest.
      digest,
      digest,
      digest,
      // Browsers try whether somebody answers for every name.
      (random) => missing(`${random.lower(random.between(7, 15))}.corp.example.net`),
      (random) => found(`www.${anyDomain(random)}`, random),
      (random) => found(`${random.lower(6)}.settings.officedesk.example`, random),
    ],
  },
  crawler: {
    perHour: 900,
    names: [
      (random) => found(anyDomain(random), random),
      (random) => found(`www.${anyDomain(random)}`, random),
      (random) =>
        random.chance(0.3) ? missing(anyDomain(random)) : found(anyDomain(random), random),
    ],
  },
  node: {
    perHour: 120,
    names: [
      (random) => missing(`${anyDomain(random)}.shop.svc.cluster.local`),
      (random, { region }) => found(`${random.hex(32)}.gr7.${region}.eks.amazonaws.com`, random),
      (random, { accountId, region }) =>
        found(`${accountId}.dkr.ecr.${region}.amazonaws.com`, random),
      (random) => found(`prod-${random.lower(10)}-layers.registrystore.example`, random),
    ],
  },
};

const EVERYDAY_PER_HOUR = 14;
const HOUR = 3_600_000;

export function quietDns(estate: Estate, hour: number, random: Random): LogEntry[] {
  return estate.instances.flatMap((asker) => {
    const ask = (names: readonly Name[], count: number) =>
      Array.from({ length: count }, () =>
        dnsEntry(estate, {
          asker,
          at: hour + random.below(HOUR),
          ...random.pick(names)(random, estate, asker),
        }),
      );
    const special = SPECIAL[asker.role];
    return [
      ...ask(NAMES, EVERYDAY_PER_HOUR),
      ...(special ? ask(special.names, Math.ceil(special.perHour * (0.4 + random.next()))) : []),
    ];
  });
}
