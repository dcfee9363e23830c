import { isoMillis } from '../../src/lib/clock.ts';
import { type Estate, instanceOf } from './estate.ts';
import { anywhere } from './geography.ts';
import type { LogEntry } from './log-file.ts';
import type { Random } from './random.ts';

export interface Login {
  readonly at: number;
  readonly user: string;
  readonly address: string;
  readonly worked: boolean;
  readonly application?: string;
}

const DAY_AND_TIME = 19;

/** PostgreSQL's line of a login, with RDS's own prefix. */
export function postgresEntry(
  { at, user, address, worked, application }: Login,
  port: number,
): LogEntry {
  const stamp = isoMillis(at).slice(0, DAY_AND_TIME).replace('T', ' ');
  const who = `${stamp} UTC:${address}(${port}):${user}@orders:[${port % 9999}]:`;
  const said = worked
    ? `LOG:  connection authorized: user=${user} database=orders` +
      `${application ? ` application_name=${application}` : ''}`
    : `FATAL:  password authentication failed for user "${user}"`;
  return { log: 'postgres', at, text: `${who}${said}` };
}

/** A line of the audit plugin that MySQL and MariaDB have on RDS. */
export function mysqlEntry({ at, user, address, worked }: Login, connection: number): LogEntry {
  const stamp = isoMillis(at).slice(0, DAY_AND_TIME).replace('T', ' ').replaceAll('-', '');
  const [operation, code] = worked ? ['CONNECT', 0] : ['FAILED_CONNECT', 1045];
  const text = `${stamp},ip-10-0-0-1,${user},${address},${connection},0,${operation},shop,,${code}`;
  return { log: 'mysql', at, text };
}

const HOUR = 3_600_000;

/** One caller's hour: programs, people, a tool of another company, and whoever knocks. */
function logins(estate: Estate, hour: number, random: Random): Login[] {
  const clock = Math.floor(hour / HOUR) % 24;
  const isWork = clock >= 7 && clock < 18;
  const at = () => hour + random.below(HOUR);
  const program = (worked: boolean): Login => ({
    at: at(),
    user: random.pick(['web', 'worker', 'reports']),
    address: instanceOf(estate, 'app').address,
    worked,
    application: 'pgbouncer',
  });
  const person = (): Login[] => {
    const address = random.chance(0.8) ? estate.office : anywhere(random);
    const [user, begun] = [random.pick(['maria', 'jonas', 'admin']), at()];
    const wrong = random.chance(0.3) ? random.between(1, 6) : 0;
    return Array.from({ length: wrong + 1 }, (_, n) => ({
      at: begun + n * random.between(4_000, 40_000),
      user,
      address,
      worked: n === wrong,
      application: 'psql',
    }));
  };
  // Once in some weeks its password is changed first here and only hours later there.
  const dayNumber = Math.floor(hour / HOUR / 24);
  const isLockedOut = dayNumber % 19 === estate.flowForm % 19 && clock >= 9 && clock < 12;
  const tool = Array.from({ length: 60 }, (_, minute) => ({
    at: hour + minute * 60_000 + random.below(5_000),
    user: 'analytics',
    address: `198.19.77.${1 + (estate.flowForm % 200)}`,
    worked: !isLockedOut,
    application: 'reporting',
  }));
  const isRotated = random.chance(0.01);
  const knocks = Array.from({ length: random.between(0, 4) }, () => ({
    at: at(),
    user: random.pick(['postgres', 'root', 'admin', 'test']),
    address: anywhere(random),
    worked: false,
  }));
  return [
    ...Array.from({ length: 20 }, () => program(true)),
    ...(isRotated ? Array.from({ length: 300 }, () => program(false)) : []),
    ...Array.from({ length: isWork ? random.between(0, 3) : 0 }, person).flat(),
    ...(estate.flowForm % 3 === 0 ? tool : []),
    ...knocks,
  ];
}

export function quietLogins(estate: Estate, hour: number, random: Random): LogEntry[] {
  const postgres = logins(estate, hour, random).map((one) =>
    postgresEntry(one, random.between(32_768, 60_999)),
  );
  const mysql = logins(estate, hour, random).map((one) => mysqlEntry(one, random.below(100_000)));
  return [...postgres, ...mysql];
}
