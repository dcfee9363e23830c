import type { Handshake, HandshakeEnd } from '../../domain/handshake.ts';
import type { HandshakeStore } from '../organization-store.ts';
import type { HandshakeRow } from './schema.ts';
import type { Session } from './session.ts';

export function handshakeStore({ db }: Session): HandshakeStore {
  const all = () => db.selectFrom('handshakes').selectAll();
  return {
    async getHandshake(handshakeId) {
      const row = await all().where('handshake_id', '=', handshakeId).executeTakeFirst();
      return row && toHandshake(row);
    },
    async putHandshake(handshake) {
      const row = fromHandshake(handshake);
      await db
        .insertInto('handshakes')
        .values(row)
        .onConflict((conflict) => conflict.column('handshake_id').doUpdateSet(row))
        .execute();
    },
    async handshakesOfOrganization(organizationId, limit, after = '') {
      const rows = await all()
        .where('organization_id', '=', organizationId)
        .where('handshake_id', '>', after)
        .orderBy('handshake_id')
        .limit(limit)
        .execute();
      return rows.map(toHandshake);
    },
    async handshakesOfAccount({ accountId, email }, limit, after = '') {
      const rows = await all()
        .where('party_key', 'in', [accountId, email.toLowerCase()])
        .where('handshake_id', '>', after)
        .orderBy('handshake_id')
        .limit(limit)
        .execute();
      return rows.map(toHandshake);
    },
    async deleteHandshakes(before) {
      await db
        .deleteFrom('handshakes')
        .where((eb) => eb(eb.fn.coalesce('ended_at', 'expires_at'), '<', before))
        .execute();
    },
  };
}

function fromHandshake(handshake: Handshake): HandshakeRow {
  return {
    handshake_id: handshake.handshakeId,
    organization_id: handshake.organizationId,
    party_type: handshake.party.type,
    party_id: handshake.party.id,
    party_key: handshake.party.id.toLowerCase(),
    notes: handshake.notes ?? null,
    tags: JSON.stringify(handshake.tags),
    requested_at: handshake.requestedAt,
    expires_at: handshake.expiresAt,
    end_state: handshake.ended?.state ?? null,
    ended_at: handshake.ended?.at ?? null,
  };
}

function toHandshake(row: HandshakeRow): Handshake {
  const type = row.party_type as Handshake['party']['type'];
  return {
    handshakeId: row.handshake_id,
    organizationId: row.organization_id,
    party: { type, id: row.party_id },
    tags: JSON.parse(row.tags) as Handshake['tags'],
    requestedAt: row.requested_at,
    expiresAt: row.expires_at,
    ...(row.notes !== null && { notes: row.notes }),
    ...(row.end_state !== null &&
      row.ended_at !== null && {
        ended: { state: row.end_state as HandshakeEnd, at: row.ended_at },
      }),
  };
}
