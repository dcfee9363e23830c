import { join } from 'node:path';
import Database from 'libsql';
import { fieldCode } from '../../src/store/sql/finding-rows.ts';

export interface Filling {
  readonly dataDirectory: string;
  readonly findings: number;
  /** Whose the findings are, in turns. */
  readonly accountIds: readonly string[];
  /** The last day of the ninety that the findings are spread over. */
  readonly until: number;
}

const DAY_MILLIS = 86_400_000;
/** Fields in which findings differ as they would; the rest is as in the seeds. */
const INSTANCE = fieldCode('resource.instanceDetails.instanceId');
const ADDRESSES = [
  'service.action.networkConnectionAction.remoteIpDetails.ipAddressV4',
  'service.action.awsApiCallAction.remoteIpDetails.ipAddressV4',
].map(fieldCode);

/**
 * Multiplies the samples that are in a store (of one account, in one Region) to a number that
 * would take an hour to send: each copy is another account's, at another time, of another severity,
 * about another instance and address. Bodies say whose they are, and are otherwise the seeds' own.
 * Answers how many there are.
 */
export function fillFindings(filling: Filling): number {
  const { dataDirectory, findings, accountIds, until } = filling;
  const database = new Database(join(dataDirectory, 'vedette.db'));
  // The log of a crash nobody would mend: who is interrupted fills anew.
  database.exec('pragma journal_mode = off; pragma synchronous = off');
  database.exec('pragma cache_size = -400000; pragma temp_store = memory');
  const indexes = database
    .prepare("select name, sql from sqlite_master where type = 'index' and sql is not null")
    .all() as { name: string; sql: string }[];
  const ours = indexes.filter(({ sql }) => /finding/.test(sql));
  for (const { name } of ours) database.exec(`drop index "${name}"`);
  const { seeds, lastSeq } = database
    .prepare('select sum(sample) as seeds, max(seq) as lastSeq from findings')
    .get() as Record<'seeds' | 'lastSeq', number>;
  const copies = Math.ceil(findings / seeds) - 1;
  database.exec(`
    create temp table seeds as select *, row_number() over (order by seq) as place from findings
      where sample = 1;
    create temp table accounts (place integer primary key, id text);
    create temp table copies as
      with recursive n(copy) as (select 1 union all select copy + 1 from n where copy < ${copies})
      select copy from n;`);
  const account = database.prepare('insert into accounts (id) values (?)');
  for (const id of accountIds) account.run(id);
  const ninety = 90 * DAY_MILLIS;
  const age = `(abs(random()) % ${ninety})`;
  // Cross joins are taken in the order written, which is that of the keys: rows are appended.
  database.exec(`begin;
    insert into findings
      select ${lastSeq} + (copy - 1) * ${seeds} + seeds.place,
        lower(hex(randomblob(16))), accounts.id, region, type, finding_key || '-' || copy, sample,
        case abs(random()) % 20 when 0 then 9.5 when 1 then 8 when 2 then 7 when 3 then 5
          when 4 then 5 when 5 then 5 else 2 end,
        abs(random()) % 5 = 0, ${until} - ${age}, ${until} - ${age}, 1 + abs(random()) % 50,
        resource_type, ${until} - ${age}, ${until} - ${age}, resource_id || '-' || copy
      from copies cross join seeds cross join accounts
        on accounts.place = 1 + (copy * 31 + seeds.place) % ${accountIds.length};
    insert into finding_bodies
      select findings.seq,
        json_set(body, '$.Id', findings.id, '$.AccountId', findings.account_id,
          '$.Severity', findings.severity)
      from copies cross join seeds cross join finding_bodies
        on finding_bodies.finding_seq = seeds.seq
        cross join findings on findings.seq = ${lastSeq} + (copy - 1) * ${seeds} + seeds.place;
    insert into finding_fields
      select ${lastSeq} + (copy - 1) * ${seeds} + seeds.place, field, position,
        case when field = ${INSTANCE} then 'i-' || (copy % 20000)
          when field in (${ADDRESSES}) then '198.51.' || (copy % 200) || '.' || (copy % 250)
          else text end, number
      from copies cross join seeds cross join finding_fields
        on finding_fields.finding_seq = seeds.seq;
    commit;`);
  for (const { sql } of ours) database.exec(sql);
  const { total } = database.prepare('select count(*) as total from findings').get() as {
    total: number;
  };
  database.exec('pragma journal_mode = wal');
  database.close();
  return total;
}
