import { type Estate, instanceOf, type Role } from './estate.ts';
import { flowEntries, type Talk } from './flow-lines.ts';
import { anywhere, awsEndpoint, hotel, LISTED_ADDRESSES } from './geography.ts';
import type { LogEntry } from './log-file.ts';
import { MORE_ROLES } from './quiet-flow-roles.ts';
import type { Random } from './random.ts';
import {
  clientPort,
  exchange,
  type FlowPlace,
  keepAlive,
  moment,
  times,
  unanswered,
  visit,
} from './talks.ts';

const HOUR = 3_600_000;

/** What knocks at every public address, all day: scanners, on lists or not, and is turned away. */
function noise(place: FlowPlace): Talk[] {
  const { instance: local, random } = place;
  const ports = [22, 23, 80, 445, 1433, 3389, 5432, 5900, 6379, 8080, 8443, 9200, 27_017];
  return times(random.between(4, 14), () => ({
    local,
    remote: random.chance(0.1) ? LISTED_ADDRESSES.scanner : anywhere(random),
    localPort: random.chance(0.6) ? random.pick(ports) : random.between(1, 65_535),
    remotePort: random.between(1_024, 65_535),
    protocol: 'tcp' as const,
    at: moment(place),
    seconds: 1,
    received: [1, random.pick([40, 44, 60])] as const,
    opens: 'remote' as const,
    rejected: true,
  }));
}

/** What every machine does: AWS's APIs, updates, time, the resolver. */
function everyday(place: FlowPlace): Talk[] {
  const { instance: local, random } = place;
  const udp = (remote: string, remotePort: number, bytes: number, count: number): Talk => ({
    local,
    remote,
    localPort: random.between(32_768, 60_999),
    remotePort,
    protocol: 'udp',
    at: moment(place),
    seconds: random.between(1, 50),
    sent: [count, count * bytes],
    received: [count, count * bytes * 2],
  });
  return [
    ...times(random.between(3, 8), () =>
      exchange(place, awsEndpoint(random), 443, random.between(2, 90)),
    ),
    ...times(2, () => udp(anywhere(random), 123, 76, 1)),
    ...times(2, () => udp(`${local.address.split('.').slice(0, 2).join('.')}.0.2`, 53, 70, 30)),
    ...(random.chance(0.1) ? [exchange(place, anywhere(random), 443, 20_000)] : []),
    ...(random.chance(0.3) ? [unanswered(place, anywhere(random), 443)] : []),
  ];
}

const web = (place: FlowPlace): Talk[] => {
  const { random, isWork } = place;
  const visitors = isWork ? random.between(25, 60) : random.between(5, 25);
  return [
    ...times(visitors, () => visit(place, anywhere(random), 443, random.between(1, 400))),
    ...times(8, () => keepAlive(place, anywhere(random), [443, clientPort(random)])),
    // Everybody may look at a public site, whatever list has them.
    ...(random.chance(0.3) ? [visit(place, LISTED_ADDRESSES.scanner, 443, 1)] : []),
    ...(random.chance(0.2) ? [visit(place, LISTED_ADDRESSES['tor-exit'], 443, 30)] : []),
    ...(random.chance(0.2) ? [visit(place, LISTED_ADDRESSES['malicious-caller'], 443, 2)] : []),
  ];
};

const app = (place: FlowPlace): Talk[] => {
  const { estate, random } = place;
  const database = instanceOf(estate, 'database').address;
  return [
    ...times(12, () => exchange(place, database, 5432, random.between(1, 60))),
    ...times(10, () => keepAlive(place, database, [random.between(32_768, 60_999), 5432] as const)),
    // A service of another company, whose connections stay open.
    ...times(4, (n) => keepAlive(place, `198.18.7.${10 + n}`, [clientPort(random), 443] as const)),
  ];
};

const database = (place: FlowPlace): Talk[] => {
  const { clock, random } = place;
  const isBackup = clock === 2 || (clock === 3 && random.chance(0.3));
  if (!isBackup) return [];
  return times(40, () => ({
    ...exchange(place, awsEndpoint(random), 443, 10),
    sent: [400_000 + random.below(400_000), 600_000_000 + random.below(3e8)] as const,
    received: [90_000, 5_000_000] as const,
    seconds: 59,
  }));
};

/** People of the office and on the road, and those who try a few passwords and go on. */
const bastion = (place: FlowPlace): Talk[] => {
  const { estate, isWork, random } = place;
  const session = () =>
    visit(place, random.chance(0.9) ? estate.office : hotel(random), 22, random.between(20, 900));
  const guesser = () => {
    const remote = anywhere(random);
    const at = moment(place);
    return times(random.between(2, 22), (n) => ({
      ...visit(place, remote, 22, 1),
      at: at + n * random.between(2_000, 20_000),
      sent: [random.between(9, 14), random.between(1_900, 2_900)] as const,
      received: [random.between(10, 16), random.between(1_600, 2_600)] as const,
    }));
  };
  return [
    ...times(isWork ? random.between(2, 8) : 1, session),
    ...times(random.between(1, 4), guesser),
    // A check that the port answers, once a minute.
    ...times(60, () => ({
      ...visit(place, '198.18.9.9', 22, 0),
      sent: [4, 260] as const,
      received: [5, 272] as const,
    })),
  ];
};

const TALKS: Readonly<Partial<Record<Role, (place: FlowPlace) => Talk[]>>> = {
  web,
  app,
  database,
  bastion,
  ...MORE_ROLES,
};

/** A quiet hour of all instances of an account, and of its function. */
export function quietFlow(estate: Estate, hour: number, random: Random): LogEntry[] {
  const clock = Math.floor(hour / HOUR) % 24;
  const day = Math.floor(hour / HOUR / 24) % 7;
  // The first of January 1970 was a Thursday.
  const isWork = clock >= 7 && clock < 18 && day !== 2 && day !== 3;
  const talks = estate.instances.flatMap((instance) => {
    const place = { estate, instance, hour, clock, isWork, random };
    const own = TALKS[instance.role]?.(place) ?? [];
    return [...everyday(place), ...own, ...(instance.publicAddress ? noise(place) : [])];
  });
  const { functionAddress: address, functionInterface: interfaceId } = estate;
  const caller = { role: 'app', instanceId: '-', subnetId: '-', address, interfaceId } as const;
  const place = { estate, instance: caller, hour, clock, isWork, random };
  const ofFunction = times(5, () => exchange(place, awsEndpoint(random), 443, 4));
  return [...talks, ...ofFunction].flatMap((talk) => flowEntries(estate, talk));
}
