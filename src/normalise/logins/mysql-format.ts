import { parseIso } from '../../lib/clock.ts';
import type { DatabaseLoginEvent } from '../event.ts';
import type { LineFormat } from '../line-format.ts';
import { type Outcome, skipped } from '../log-reader.ts';
import type { LogSource } from '../log-source.ts';
import { loginOutcome } from './login-outcome.ts';

/** Time, server, user, host, connection, query, operation, database, object, code. */
const AUDITED = /^(\d{8} \d\d:\d\d:\d\d|\d{16}),([^,]*),([^,]*),([^,]*),\d+,\d+,([A-Z_]+),([^,]*),/;

/** The audit plugin of MariaDB, which RDS has for MySQL too, and Aurora's advanced auditing. */
export const mysqlAuditFormat: LineFormat = {
  takesOthers: true,
  read(line: string, source: LogSource): Outcome | undefined {
    const found = AUDITED.exec(line);
    if (found === null) return undefined;
    const [, stamp = '', server = '', user = '', address = '', operation, schema = ''] = found;
    if (operation !== 'CONNECT' && operation !== 'FAILED_CONNECT') return skipped('other-line');
    const time = auditTime(stamp);
    const isFailure = operation === 'FAILED_CONNECT' || /,[1-9]\d*(?:,[^,]*)?$/.test(line);
    const outcome = isFailure ? 'failure' : 'success';
    return login(source, { time, database: server, user, schema, address, outcome });
  },
};

/** `20260302 09:14:27`, or microseconds in sixteen digits. */
function auditTime(stamp: string): number | undefined {
  if (/^\d{16}$/.test(stamp)) return Math.floor(Number(stamp) / 1000);
  const [, year, month, day, time] = /^(\d{4})(\d\d)(\d\d) (.*)$/.exec(stamp) ?? [];
  return parseIso(`${year}-${month}-${day}T${time}Z`);
}

/** Time, thread, and a level in brackets or a command of the general log. */
const LOGGED = new RegExp(
  [
    /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d:\d\d(?:\.\d+)?)Z?\s+\d+ /,
    /(?:\[\w+\](?: \[[^\]]*\])*|(?:Connect|Query|Quit|Init DB|Execute|Prepare)\s)/,
    /\s*(.*)$/,
  ]
    .map((part) => part.source)
    .join(''),
);
const DENIED = /^Access denied for user '(.*)'@'([^']*)'/;
const ABORTED =
  /^Aborted connection \d+ to db: 'unconnected' user: '(unauthenticated|[^']*)' host: '([^']*)'/;

/**
 * The error log of MySQL and MariaDB, and MySQL's general log: who was turned down. That somebody
 * comes (`Connect maria@203.0.113.9 on orders`) the general log says before it knows how it ends.
 */
export const mysqlErrorFormat: LineFormat = {
  takesOthers: true,
  read(line: string, source: LogSource): Outcome | undefined {
    const found = LOGGED.exec(line);
    if (found === null) return undefined;
    const [, day = '', clock = '', text = ''] = found;
    const time = parseIso(`${day}T${clock}Z`);
    const denied = DENIED.exec(text);
    if (denied !== null) {
      const [, user = '', address = ''] = denied;
      return login(source, { time, user, address, outcome: 'failure' });
    }
    const aborted = ABORTED.exec(text);
    if (aborted !== null) {
      const [, name = '', address = ''] = aborted;
      const user = name === 'unauthenticated' ? '' : name;
      return login(source, { time, user, address, outcome: 'incomplete' });
    }
    return skipped('other-line');
  },
};

interface Login {
  readonly time: number | undefined;
  readonly user: string;
  readonly address: string;
  readonly outcome: DatabaseLoginEvent['outcome'];
  readonly database?: string;
  readonly schema?: string;
}

function login(source: LogSource, { address, database, schema, ...line }: Login): Outcome {
  return loginOutcome(source, {
    engine: 'mysql',
    application: '',
    database: database ?? '',
    schema: schema ?? '',
    sourceAddress: address,
    ...line,
  });
}
