import type { Finding, Service } from '@aws-sdk/client-guardduty';
import { sql } from 'kysely';
import { isoMillis } from '../../lib/clock.ts';
import type { FindingStore, StoredFinding } from '../store.ts';
import { atomically } from './atomically.ts';
import { inChunks } from './chunks.ts';
import { decodePlace, encodePlace, pageAfter, toOrder } from './finding-paging.ts';
import { visibleFindings } from './finding-query.ts';
import {
  decodeFinding,
  encodeFinding,
  toFieldRows,
  toFindingRow,
  toStoredFinding,
  type WholeFindingRow,
} from './finding-rows.ts';
import { findingStatistics } from './finding-statistics.ts';
import { getCompiled, runCompiled, type Session } from './session.ts';

export function findingStore(session: Session): FindingStore {
  return { ...reading(session), ...writing(session), ...findingStatistics(session) };
}

type Reading = Pick<FindingStore, 'findByKey' | 'get' | 'list' | 'feedbackComments'>;

function reading(session: Session): Reading {
  const { db } = session;
  return {
    async findByKey(accountId, region, type, key, sample) {
      const parameters = [accountId, region, type, key, sample ? 1 : 0];
      const build = () =>
        db
          .selectFrom('findings')
          .innerJoin('finding_bodies', 'finding_bodies.finding_seq', 'findings.seq')
          .selectAll('findings')
          .select('finding_bodies.body')
          .where('account_id', '=', accountId)
          .where('region', '=', region)
          .where('type', '=', type)
          .where('finding_key', '=', key)
          .where('sample', '=', sample ? 1 : 0);
      const row = await getCompiled(session, 'findings.findByKey', build, parameters);
      return row && toStoredFinding(row);
    },
    async get(accountIds, region, ids) {
      const rows = await rowsOf(session, accountIds, region, ids);
      const byId = new Map(rows.map((row) => [row.id, row]));
      return ids.flatMap((id) => {
        const row = byId.get(id);
        return row === undefined ? [] : [decodeFinding(row.body)];
      });
    },
    async list(query) {
      const order = toOrder(query.sort);
      const place = query.after === undefined ? undefined : decodePlace(order, query.after);
      const visible = await visibleFindings(session, query, order);
      const rows = await pageAfter(session, visible, order, place)
        .select(['findings.id', `findings.${order.column} as value`])
        .limit(query.limit + 1)
        .execute();
      const page = rows.slice(0, query.limit);
      const last = page.at(-1);
      const ids = page.map((row) => row.id);
      if (rows.length <= query.limit || last === undefined) return { ids };
      return { ids, next: encodePlace(order, last) };
    },
    async feedbackComments(findingId) {
      const row = await db
        .selectFrom('finding_comments')
        .select('comments')
        .where('finding_id', '=', findingId)
        .executeTakeFirst();
      return row?.comments;
    },
  };
}

type Writing = Pick<FindingStore, 'put' | 'setArchived' | 'setFeedback' | 'deleteUpdatedBefore'>;

function writing(session: Session): Writing {
  return {
    // Bodies, fields and comments go with their finding.
    async deleteUpdatedBefore(before, limit) {
      const result = await session.db
        .deleteFrom('findings')
        .where('seq', 'in', (eb) =>
          eb.selectFrom('findings').select('seq').where('updated_at', '<', before).limit(limit),
        )
        .executeTakeFirst();
      return Number(result.numDeletedRows);
    },
    put: (stored) => atomically(session, (inside) => putFinding(inside, stored)),
    setArchived: (accountIds, region, ids, archived, now) =>
      atomically(session, async (inside) => {
        const rows = await rowsOf(inside, accountIds, region, ids);
        const others = rows.filter((row) => (row.archived === 1) !== archived);
        await changeService(inside, others, now, { Archived: archived });
        return rows.length;
      }),
    setFeedback: (accountIds, region, ids, feedback, now) =>
      atomically(session, async (inside) => {
        const rows = await rowsOf(inside, accountIds, region, ids);
        const { verdict, comments } = feedback;
        const others = rows.filter(
          (row) => decodeFinding(row.body).Service?.UserFeedback !== verdict,
        );
        await changeService(inside, others, now, { UserFeedback: verdict });
        if (comments !== undefined) await putComments(inside, rows, comments);
        return rows.length;
      }),
  };
}

async function putComments(
  { db }: Session,
  rows: readonly WholeFindingRow[],
  comments: string,
): Promise<void> {
  for (const { id, account_id } of rows) {
    await db
      .insertInto('finding_comments')
      .values({ finding_id: id, account_id, comments })
      .onConflict((conflict) => conflict.column('finding_id').doUpdateSet({ comments }))
      .execute();
  }
}

async function changeService(
  session: Session,
  rows: readonly WholeFindingRow[],
  now: number,
  change: Partial<Service>,
): Promise<void> {
  for (const row of rows) {
    const { finding, key, sample } = toStoredFinding(row);
    const changed: Finding = {
      ...finding,
      UpdatedAt: isoMillis(now),
      Service: { ...finding.Service, ...change },
    };
    await putFinding(session, { finding: changed, key, sample });
  }
}

async function putFinding(session: Session, stored: StoredFinding): Promise<void> {
  const { db } = session;
  const row = toFindingRow(stored);
  const columns = Object.keys(row) as (keyof typeof row)[];
  const put = await runCompiled<{ seq: number }>(
    session,
    'findings.put',
    () =>
      db
        .insertInto('findings')
        .values(row)
        .onConflict((conflict) =>
          conflict
            .column('id')
            .doUpdateSet((eb) =>
              Object.fromEntries(columns.map((name) => [name, eb.ref(`excluded.${name}`)])),
            ),
        )
        .returning('seq'),
    Object.values(row),
  );
  const seq = put[0]?.seq;
  if (seq === undefined) throw new Error('A finding was put and got no number.');
  const body = encodeFinding(stored.finding);
  const bodyPut = () =>
    db
      .insertInto('finding_bodies')
      .values({ finding_seq: seq, body })
      .onConflict((conflict) =>
        conflict.column('finding_seq').doUpdateSet((eb) => ({ body: eb.ref('excluded.body') })),
      );
  await runCompiled(session, 'findings.putBody', bodyPut, [seq, body]);
  const removal = () => db.deleteFrom('finding_fields').where('finding_seq', '=', seq);
  await runCompiled(session, 'findings.clearFields', removal, [seq]);
  await inChunks(toFieldRows(seq, stored.finding), (rows) =>
    runCompiled(
      session,
      `findings.addFields.${rows.length}`,
      () => db.insertInto('finding_fields').values([...rows]),
      rows.flatMap((one) => [one.finding_seq, one.field, one.position, one.text, one.number]),
    ),
  );
}

async function rowsOf(
  { db, differences }: Session,
  accountIds: readonly string[],
  region: string,
  ids: readonly string[],
): Promise<WholeFindingRow[]> {
  if (ids.length === 0) return [];
  const rows = await db
    .selectFrom('findings')
    .innerJoin('finding_bodies', 'finding_bodies.finding_seq', 'findings.seq')
    .selectAll('findings')
    .select('finding_bodies.body')
    .where(differences.among(sql.ref('id'), ids))
    .execute();
  const owners = new Set(accountIds);
  return rows.filter((row) => row.region === region && owners.has(row.account_id));
}
