import type { Estate, Instance } from './estate.ts';
import type { Talk } from './flow-lines.ts';
import type { Random } from './random.ts';

/** One hour of one instance. */
export interface FlowPlace {
  readonly estate: Estate;
  readonly instance: Instance;
  /** Its beginning, milliseconds. */
  readonly hour: number;
  /** 0 to 23, UTC. */
  readonly clock: number;
  readonly isWork: boolean;
  readonly random: Random;
}

const HOUR = 3_600_000;
const MINUTE = 60_000;

/** A port as Linux, Windows, or somebody's router takes it. */
export function clientPort(random: Random): number {
  const draw = random.next();
  if (draw < 0.7) return random.between(32_768, 60_999);
  return draw < 0.85 ? random.between(49_152, 65_535) : random.between(1_024, 65_535);
}

export function moment({ hour, random }: FlowPlace): number {
  return hour + random.below(HOUR - MINUTE);
}

export function times(count: number, make: (index: number) => Talk | Talk[]): Talk[] {
  return Array.from({ length: count }, (_, index) => make(index)).flat();
}

/** A connection over which something was said; `weight`: kB that came back. */
export function exchange(
  place: FlowPlace,
  remote: string,
  remotePort: number,
  weight: number,
): Talk {
  const { instance: local, random } = place;
  const packets = Math.ceil(weight / 1.2) + random.between(6, 14);
  return {
    local,
    remote,
    localPort: random.between(32_768, 60_999),
    remotePort,
    protocol: 'tcp',
    at: moment(place),
    seconds: random.between(1, 59),
    sent: [packets * 0.6 + 4, packets * 70 + random.between(600, 2_500)],
    received: [packets, weight * 1_000 + random.between(3_000, 6_000)],
    opens: 'local',
  };
}

/** Somebody comes to one of our ports and is served. */
export function visit(place: FlowPlace, remote: string, localPort: number, weight: number): Talk {
  const { instance: local, random } = place;
  const packets = Math.ceil(weight / 1.2) + random.between(6, 14);
  return {
    local,
    remote,
    localPort,
    remotePort: clientPort(random),
    protocol: 'tcp',
    at: moment(place),
    seconds: random.between(1, 59),
    sent: [packets, weight * 1_000 + random.between(3_000, 6_000)],
    received: [packets * 0.6 + 4, packets * 70 + random.between(600, 2_500)],
    opens: 'remote',
  };
}

/** Connections that are kept open with nothing to say send an empty packet now and then. */
export function keepAlive(
  place: FlowPlace,
  remote: string,
  ports: readonly [number, number],
): Talk {
  const { instance: local, random } = place;
  const packets = random.between(1, 4);
  const [localPort, remotePort] = ports;
  const empty: readonly [number, number] = [packets, packets * 52];
  return {
    local,
    remote,
    localPort,
    remotePort,
    protocol: 'tcp',
    at: moment(place),
    seconds: random.between(20, 59),
    sent: empty,
    received: empty,
  };
}

/** A machine that is gone: the beginning of a connection, three times, and no answer. */
export function unanswered(place: FlowPlace, remote: string, remotePort: number): Talk {
  const { instance: local, random } = place;
  return {
    local,
    remote,
    localPort: random.between(32_768, 60_999),
    remotePort,
    protocol: 'tcp',
    at: moment(place),
    seconds: random.between(7, 30),
    sent: [3, 180],
    opens: 'local',
  };
}
