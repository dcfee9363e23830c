import { instanceOf, type Role } from './estate.ts';
import type { Talk } from './flow-lines.ts';
import { anywhere, awsEndpoint } from './geography.ts';
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

type Behaviour = (place: FlowPlace) => Talk[];

/** Asks its repositories over SSH what is new, builds, and rolls out over SSH too. */
const build: Behaviour = (place) => {
  const { estate, isWork, hour, random } = place;
  // So many repositories, each looked at every five minutes: the same for an account at all hours.
  const repositories = 10 + (estate.flowForm % 5) * 30;
  const polls = times(repositories * 12, (n) => ({
    ...exchange(place, '198.19.40.40', 22, 4),
    at: hour + (n % 12) * 300_000 + random.below(60_000),
    sent: [random.between(16, 24), random.between(3_900, 5_600)] as const,
    received: [random.between(14, 22), random.between(4_200, 9_000)] as const,
  }));
  const target = () => random.pick(estate.instances).address;
  const rollout = () =>
    times(random.between(4, 14), () => exchange(place, target(), 22, random.between(4, 60)));
  return [
    ...polls,
    ...(isWork && random.chance(0.5) ? rollout() : []),
    ...times(isWork ? 6 : 1, () => exchange(place, anywhere(random), 443, 40_000)),
  ];
};

/** Delivers to hosts all over, of which some are gone. */
const mail: Behaviour = (place) => {
  const { isWork, random } = place;
  const letters = isWork ? random.between(40, 160) : random.between(5, 50);
  return [
    ...times(letters, () =>
      random.chance(0.08)
        ? unanswered(place, anywhere(random), 25)
        : exchange(place, anywhere(random), 25, random.between(2, 80)),
    ),
    ...times(letters, () => visit(place, anywhere(random), 25, random.between(1, 3))),
  ];
};

/** Calls with sound and picture, many of them into one office behind one address. */
const media: Behaviour = (place) => {
  const { instance: local, estate, isWork, hour, random } = place;
  if (!isWork) return [];
  const callers = random.between(4, 30);
  return times(callers, (n) => {
    const remote = n % 3 === 0 ? anywhere(random) : estate.office;
    const remotePort = random.between(1_024, 65_535);
    const minutes = random.between(5, 30);
    return times(minutes, (minute) => {
      const packets = random.between(4_000, 26_000);
      return {
        local,
        remote,
        localPort: 10_000,
        remotePort,
        protocol: 'udp' as const,
        at: hour + minute * 60_000,
        seconds: 59,
        sent: [packets, packets * random.between(180, 900)] as const,
        received: [packets * 0.25, packets * 160] as const,
      };
    });
  });
};

const crawler: Behaviour = (place) => {
  const { random } = place;
  return [
    ...times(random.between(80, 400), () =>
      random.chance(0.05)
        ? unanswered(place, anywhere(random), random.chance(0.9) ? 443 : 80)
        : exchange(place, anywhere(random), 443, random.between(2, 200)),
    ),
    // Servers leave connections open for a while.
    ...times(random.between(30, 120), () =>
      keepAlive(place, anywhere(random), [clientPort(random), 443]),
    ),
  ];
};

/** A domain controller and the jump host of administrators. */
const windows: Behaviour = (place) => {
  const { estate, instance: local, isWork, random } = place;
  const others = estate.instances.filter((one) => one !== local);
  return [
    ...times(isWork ? random.between(2, 7) : 0, () => visit(place, estate.office, 3389, 3_000)),
    // Wrong passwords, and screens that lock, connect anew.
    ...times(isWork ? random.between(0, 9) : 0, () => ({
      ...visit(place, estate.office, 3389, 1),
      sent: [9, 2_600] as const,
      received: [10, 1_900] as const,
    })),
    ...times(30, () => visit(place, random.pick(others).address, 389, random.between(1, 8))),
    ...times(random.between(10, 40), () =>
      exchange(place, random.pick(others).address, 5985, random.between(3, 10)),
    ),
  ];
};

/** Pulls images, and is asked by the load balancer on each port whether it is well. */
const node: Behaviour = (place) => {
  const { estate, isWork, random } = place;
  const balancer = `${instanceOf(estate, 'web').address.split('.').slice(0, 3).join('.')}.250`;
  const services = 6 + estate.flowForm;
  return [
    ...times(isWork ? 4 : 1, () => exchange(place, awsEndpoint(random), 443, 300_000)),
    ...times(services * 3, (n) => ({
      ...visit(place, balancer, 30_000 + (n % services) * 97, 0),
      sent: [3, 164] as const,
      received: [4, 216] as const,
    })),
  ];
};

/** Looks every ten minutes whether customers' hosts answer: opens a connection, says nothing. */
const monitor: Behaviour = (place) => {
  const { estate, hour, random } = place;
  const hosts = 30 + (estate.flowForm % 4) * 45;
  const checks = times(hosts * 6, (n) => ({
    ...exchange(place, `198.18.${20 + ((n % hosts) % 8)}.${1 + ((n % hosts) >> 3)}`, 443, 0),
    at: hour + Math.floor(n / hosts) * 600_000 + random.below(60_000),
    sent: [4, 216] as const,
    received: [2, 112] as const,
  }));
  const own = estate.instances.flatMap(({ address }) =>
    [22, 80, 443, 5432, 9100, 9113].map((port) => ({
      ...exchange(place, address, port, 0),
      sent: [4, 216] as const,
      received: [2, 112] as const,
    })),
  );
  return [...checks, ...own];
};

/** Answers for the domain of the account, and more than it is asked. */
const nameServer: Behaviour = (place) => {
  const { instance: local, random } = place;
  return times(random.between(60, 200), () => {
    const count = random.chance(0.05) ? random.between(500, 9_000) : random.between(1, 40);
    return {
      local,
      remote: anywhere(random),
      localPort: 53,
      remotePort: random.between(1_024, 65_535),
      protocol: 'udp' as const,
      at: moment(place),
      seconds: random.between(1, 59),
      sent: [count, count * random.between(120, 900)] as const,
      received: [count, count * 68] as const,
    };
  });
};

/** Tunnels to the office, with everything in them. */
const gateway: Behaviour = (place) => {
  const { estate, instance: local, hour, random } = place;
  return times(12, (n) => {
    const isRaw = estate.flowForm % 2 === 0;
    const packets = random.between(2_000, 400_000);
    return {
      local,
      remote: estate.office,
      localPort: isRaw ? 0 : 4_500,
      remotePort: isRaw ? 0 : 4_500,
      protocol: isRaw ? ('esp' as const) : ('udp' as const),
      at: hour + n * 300_000,
      seconds: 59,
      sent: [packets, packets * 700] as const,
      received: [packets * 0.8, packets * 500] as const,
    };
  });
};

/** Tells customers' servers what is new, and keeps its connections to them for the next time. */
const dispatcher: Behaviour = (place) => {
  const { estate, hour, random } = place;
  const customers = 120 + (estate.flowForm % 4) * 120;
  return times(customers * 4, (n) => ({
    ...keepAlive(place, `198.18.${40 + ((n % customers) % 16)}.${1 + ((n % customers) >> 4)}`, [
      clientPort(random),
      443,
    ]),
    at: hour + Math.floor(n / customers) * 900_000 + random.below(300_000),
  }));
};

export const MORE_ROLES: Readonly<Partial<Record<Role, Behaviour>>> = {
  build,
  mail,
  media,
  crawler,
  windows,
  node,
  monitor,
  'name-server': nameServer,
  gateway,
  dispatcher,
};
