import { parseIso } from '../../lib/clock.ts';
import { POSTGRES_CSV_CHARS_MAX, POSTGRES_PREFIX_CHARS_MAX } from '../../limits.ts';
import type { DatabaseLoginEvent } from '../event.ts';
import type { LineFormat } from '../line-format.ts';
import { type Outcome, skipped } from '../log-reader.ts';
import type { LogSource } from '../log-source.ts';
import { loginOutcome } from './login-outcome.ts';

/** RDS's `log_line_prefix`, `%t:%r:%u@%d:[%p]:`: it begins with the time, … */
const STAMP = /^(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?:\.\d+)? [A-Z]{3,5}):/;
/** … ends with the process, before the level, … */
const PROCESS = /:\[\d+\]:/;
/** … or, in the other one that RDS takes, with `%l:%e:%s:%v:%x:%c:%q%a` and maybe a colon, … */
const STATEMENT = /\d+:[0-9A-Z]{5}:\d{4}-\d\d-\d\d [\d:]{8} [A-Z]{3,5}:[^:]*:\d*:/;
const SESSION = `(?:${STATEMENT.source}[\\da-f]+\\.[\\da-f]+:.{0,64}?)?`;
const MORE = 'DETAIL|HINT|STATEMENT|CONTEXT|QUERY|LOCATION';
const LEVEL_NAME = `(DEBUG\\d|LOG|INFO|NOTICE|WARNING|ERROR|FATAL|PANIC|${MORE})`;
const LEVEL = new RegExp(`${PROCESS.source}${SESSION}${LEVEL_NAME}: {1,2}`);
/** … and between them says who; a server's own processes have no address. */
const CLIENT = /^(?:([^()]*)\(\d+\)|[^:]*):(.*)@([^@]*)$/;

/** `csvlog`: time, user, database, process, client, …, level, state, message. */
const QUOTED = '(?:"((?:[^"]|"")*)")?';
const CSV_LINE = new RegExp(
  [
    '^(\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d(?:\\.\\d+)? [A-Z]{3,5})',
    ...[QUOTED, QUOTED, '\\d+', QUOTED, '[^,]*', '\\d+', '(?:"[^"]*")?'],
    ...['[^,]*', '[^,]*', '\\d*'],
    ...[LEVEL_NAME, '[0-9A-Z]{5}', '"((?:[^"]|"")*)'],
  ].join(','),
);

const AUTHORIZED = /^(?:replication )?connection authorized: /;
const APPLICATION = / application_name=(.*?)(?: SSL enabled .*| GSS .*)?$/;

/** What a server says of a login that it turned down. */
const FAILURES = [
  /^[\w/-]+ authentication failed for user "/,
  /^no pg_hba\.conf entry for /,
  /^pg_hba\.conf rejects /,
  /^role ".*" (does not exist|is not permitted to log in)/,
  /^database ".*" does not exist/,
  /^permission denied for database /,
];

/** … and of one that never came to an end. */
const INCOMPLETE = [
  /^incomplete startup packet/,
  /^invalid length of startup packet/,
  /^unsupported frontend protocol/,
  /^could not accept SSL connection/,
  /^canceling authentication due to timeout/,
  /^sorry, too many clients already/,
  /^remaining connection slots are reserved/,
];

/** The log of PostgreSQL on RDS and Aurora, which has logins where `log_connections` is on. */
export const postgresFormat: LineFormat = {
  takesOthers: true,
  read(line: string, source: LogSource): Outcome | undefined {
    const entry = prefixed(line) ?? ofCsv(line);
    if (entry === undefined) return undefined;
    const { stamp, address, user, schema, level, text } = entry;
    const outcome = outcomeOf(level === 'FATAL', text);
    if (outcome === undefined) return skipped('other-line');
    return loginOutcome(source, {
      engine: 'postgres',
      time: parseIso(stamp),
      database: '',
      user: known(user),
      application: outcome === 'success' ? (APPLICATION.exec(text)?.[1] ?? '') : '',
      schema: known(schema),
      sourceAddress: address,
      outcome,
    });
  },
};

interface Entry {
  readonly stamp: string;
  readonly address: string;
  readonly user: string;
  readonly schema: string;
  readonly level: string;
  readonly text: string;
}

function prefixed(line: string): Entry | undefined {
  const stamp = STAMP.exec(line)?.[1];
  if (stamp === undefined) return undefined;
  // Looked for in the beginning alone, so that no line costs more than another.
  const prefix = line.slice(0, POSTGRES_PREFIX_CHARS_MAX);
  const level = LEVEL.exec(prefix);
  const client = level && CLIENT.exec(prefix.slice(stamp.length + 1, level.index));
  if (!level || !client) return undefined;
  const [, address = '', user = '', schema = ''] = client;
  const text = line.slice(level.index + level[0].length);
  return { stamp, address, user, schema, level: level[1] ?? '', text };
}

function ofCsv(line: string): Entry | undefined {
  const found = CSV_LINE.exec(line.slice(0, POSTGRES_CSV_CHARS_MAX));
  if (found === null) return undefined;
  const [, stamp = '', user = '', schema = '', client = '', level = '', text = ''] = found;
  const address = client === '[local]' ? '' : client.replace(/:\d+$/, '');
  const [who, where, what] = [user, schema, text].map((quoted) => quoted.replaceAll('""', '"'));
  return { stamp, address, user: who ?? '', schema: where ?? '', level, text: what ?? '' };
}

function outcomeOf(isFatal: boolean, text: string): DatabaseLoginEvent['outcome'] | undefined {
  if (AUTHORIZED.test(text)) return 'success';
  if (isFatal && FAILURES.some((form) => form.test(text))) return 'failure';
  return INCOMPLETE.some((form) => form.test(text)) ? 'incomplete' : undefined;
}

/** Before a client has said who it is, the prefix says `[unknown]`. */
function known(name: string): string {
  return name === '[unknown]' ? '' : name;
}
