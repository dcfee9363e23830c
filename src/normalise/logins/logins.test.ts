import { expect, test } from 'vitest';
import { readText } from '../testing.ts';

const SOURCE = { accountId: '111122223333', region: 'eu-west-1', database: 'db-1' };
const logins = (text: string, source = SOURCE) => readText(text, { source });
const at = '2026-03-02 09:14:27 UTC';

test('PostgreSQL: logins that succeed, fail and stop half-way', async () => {
  const from = `${at}:203.0.113.9(40000)`;
  const { events, skipped, problems } = await logins(
    [
      `${at}::@:[300]:LOG:  checkpoint starting: time`,
      `${from}:[unknown]@[unknown]:[7]:LOG:  connection received: host=203.0.113.9 port=40000`,
      `${from}:maria@orders:[7]:LOG:  connection authorized: user=maria database=orders ` +
        'application_name=psql SSL enabled (protocol=TLSv1.3, cipher=x, bits=256)',
      `${from}:maria@orders:[7]:STATEMENT:  select`,
      '\t1 as one',
      `${from}:root@postgres:[8]:FATAL:  password authentication failed for user "root"`,
      `${from}:root@postgres:[8]:FATAL:  no pg_hba.conf entry for host "203.0.113.9", ` +
        'user "root", database "postgres", no encryption',
      `${from}:[unknown]@[unknown]:[9]:LOG:  could not accept SSL connection: EOF detected`,
    ].join('\n'),
  );
  const common = {
    kind: 'database-login',
    accountId: '111122223333',
    region: 'eu-west-1',
    id: '',
    time: 1_772_442_867_000,
    engine: 'postgres',
    database: 'db-1',
    cluster: '',
    application: '',
    sourceAddress: '203.0.113.9',
  };
  expect(events).toEqual([
    { ...common, user: 'maria', schema: 'orders', application: 'psql', outcome: 'success' },
    { ...common, user: 'root', schema: 'postgres', outcome: 'failure' },
    { ...common, user: 'root', schema: 'postgres', outcome: 'failure' },
    { ...common, user: '', schema: '', outcome: 'incomplete' },
  ]);
  expect(skipped).toEqual(Array(4).fill('other-line'));
  expect(problems).toEqual([]);
});

test('PostgreSQL: what a failing client says of itself is not taken for an answer', async () => {
  const name = 'x: connection authorized: user=admin';
  const { events } = await logins(
    `${at}:203.0.113.9(1):${name}@d:[1]:FATAL:  ` +
      `password authentication failed for user "${name}"\n`,
  );
  expect(events).toMatchObject([{ outcome: 'failure', user: name }]);
});

test('PostgreSQL: the longer prefix of RDS, with a colon at its end and without', async () => {
  const session = '2026-03-02 09:14:20 UTC:3/17:0:69a55f4c.1f';
  const line = (process: string, state: string, end: string, text: string) =>
    `2026-03-02 09:14:27.250 UTC:203.0.113.9(40000):maria@orders:[${process}]:2:${state}:` +
    `${session}:${end}${text}`;
  const denied = 'FATAL:  password authentication failed for user "maria"';
  const granted = 'LOG:  connection authorized: user=maria database=orders application_name=psql';
  const { events, skipped, problems } = await logins(
    [
      line('31', '28P01', '[unknown]:', denied),
      line('32', '28P01', '[unknown]', denied),
      line('33', '00000', 'psql', granted),
      line('34', '40001', ':psql', 'ERROR:  canceling statement due to user request'),
      '2026-03-02 09:14:27.250 UTC::@:[300]:5:00000:2026-03-02 09:00:00 UTC::0:69a55bf0.12c:' +
        'LOG:  checkpoint starting',
    ].join('\n'),
  );
  const who = { user: 'maria', schema: 'orders', sourceAddress: '203.0.113.9' };
  expect(events).toMatchObject([
    { ...who, outcome: 'failure', time: 1_772_442_867_250 },
    { ...who, outcome: 'failure' },
    { ...who, outcome: 'success', application: 'psql' },
  ]);
  expect(skipped).toEqual(Array(2).fill('other-line'));
  expect(problems).toEqual([]);
});

test('PostgreSQL: csvlog', async () => {
  const line = (who: string, client: string, level: string, text: string) =>
    `2026-03-02 09:14:27.250 UTC,${who},31,${client},69a55f4c.1f,2,"authentication",` +
    `2026-03-02 09:14:20 UTC,3/17,0,${level},00000,"${text}",,,,,,,,,"","client backend",,0`;
  const names = '"maria","orders"';
  const { events, skipped, problems } = await logins(
    [
      line(names, '"203.0.113.9:40000"', 'LOG', 'connection authorized: user=maria'),
      line(names, '"2001:db8::9:40000"', 'FATAL', 'password authentication failed for user ""x""'),
      line(names, '"[local]"', 'LOG', 'connection authorized: user=maria'),
      line(',', '', 'LOG', 'checkpoint starting: time'),
      line(names, '"203.0.113.9:40000"', 'LOG', `statement: select ${'1, '.repeat(1000)}`),
    ].join('\n'),
  );
  expect(events).toMatchObject([
    { outcome: 'success', user: 'maria', schema: 'orders', sourceAddress: '203.0.113.9' },
    { outcome: 'failure', sourceAddress: '2001:db8::9', time: 1_772_442_867_250 },
    { outcome: 'success', sourceAddress: '' },
  ]);
  expect(skipped).toEqual(['other-line', 'other-line']);
  expect(problems).toEqual([]);
});

test('MariaDB and MySQL: the audit plugin, and Aurora', async () => {
  const { events, skipped } = await logins(
    [
      '20260302 09:14:27,ip-10-0-0-1,maria,203.0.113.9,57,0,CONNECT,orders,,0',
      "20260302 09:14:27,ip-10-0-0-1,maria,203.0.113.9,57,99,QUERY,orders,'select 1',0",
      '20260302 09:14:27,ip-10-0-0-1,root,203.0.113.9,58,0,FAILED_CONNECT,,,1045',
      '20260302 09:14:27,ip-10-0-0-1,root,203.0.113.9,58,0,DISCONNECT,,,0',
      '1772442867123456,aurora-1,root,203.0.113.9,58,0,FAILED_CONNECT,,,1045',
    ].join('\n'),
  );
  expect(events).toMatchObject([
    { engine: 'mysql', user: 'maria', schema: 'orders', outcome: 'success', database: 'db-1' },
    { user: 'root', outcome: 'failure', time: 1_772_442_867_000, sourceAddress: '203.0.113.9' },
    { user: 'root', outcome: 'failure', time: 1_772_442_867_123 },
  ]);
  expect(skipped).toHaveLength(2);
  const { database: _, ...undeclared } = SOURCE;
  const [aurora] = (
    await readText('1772442867123456,aurora-1,root,203.0.113.9,58,0,CONNECT,,,0\n', {
      source: undeclared,
    })
  ).events;
  expect(aurora).toMatchObject({ database: 'aurora-1' });
});

test('MySQL: the error log and the general log', async () => {
  const denied = "Access denied for user 'root'@'203.0.113.9' (using password: YES)";
  const aborted =
    "Aborted connection 59 to db: 'unconnected' user: 'unauthenticated' host: '203.0.113.9' (x)";
  const { events, skipped } = await logins(
    [
      '2026-03-02T09:14:27.000000Z 0 [System] [MY-010931] [Server] ready for connections',
      `2026-03-02T09:14:27.123456Z 57 [Note] [MY-010926] [Server] ${denied}`,
      `2026-03-02 09:14:27 58 [Warning] ${denied}`,
      `2026-03-02T09:14:27.123456Z 59 [Note] [MY-010914] [Server] ${aborted}`,
      '2026-03-02T09:14:27.123456Z\t   60 Connect\tmaria@203.0.113.9 on orders using SSL/TLS',
      '2026-03-02T09:14:27.123456Z\t   60 Query\tselect 1',
      '2026-03-02T09:14:28.000000Z\t   61 Connect\troot@203.0.113.9 on  using SSL/TLS',
      `2026-03-02T09:14:28.000100Z\t   61 Connect\t${denied}`,
    ].join('\n'),
  );
  expect(events).toMatchObject([
    { outcome: 'failure', user: 'root', sourceAddress: '203.0.113.9', time: 1_772_442_867_123 },
    { outcome: 'failure', user: 'root', time: 1_772_442_867_000 },
    { outcome: 'incomplete', user: '', sourceAddress: '203.0.113.9' },
    { outcome: 'failure', user: 'root', time: 1_772_442_868_000 },
  ]);
  expect(skipped).toHaveLength(4);
});

test('exported by CloudWatch Logs, and of no account', async () => {
  const line =
    `2026-03-02T09:14:27.000Z ${at}:203.0.113.9(4):u@d:[1]:FATAL:  ` +
    'password authentication failed for user "u"\n';
  expect((await logins(line)).events).toMatchObject([{ outcome: 'failure' }]);
  expect((await readText(line)).problems).toMatchObject([{ reason: 'no-account' }]);
});
