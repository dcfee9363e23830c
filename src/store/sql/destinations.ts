import type { PublishingDestination } from '../../domain/publishing-destination.ts';
import type { DestinationStore } from '../protection-store.ts';
import type { Session } from './session.ts';

export function destinationStore({ db }: Session): DestinationStore {
  const ofAccount = (accountId: string, region: string) =>
    db
      .selectFrom('publishing_destinations')
      .select('body')
      .where('account_id', '=', accountId)
      .where('region', '=', region);
  return {
    async get(accountId, region, id) {
      const row = await ofAccount(accountId, region).where('id', '=', id).executeTakeFirst();
      return row && toDestination(row);
    },
    async list(accountId, region, limit, after = '') {
      const rows = await ofAccount(accountId, region)
        .where('id', '>', after)
        .orderBy('id')
        .limit(limit)
        .execute();
      return rows.map(toDestination);
    },
    async put(destination) {
      const row = {
        account_id: destination.accountId,
        region: destination.region,
        id: destination.destinationId,
        status: destination.status,
        body: JSON.stringify(destination),
      };
      await db
        .insertInto('publishing_destinations')
        .values(row)
        .onConflict((conflict) => conflict.columns(['account_id', 'region', 'id']).doUpdateSet(row))
        .execute();
    },
    async delete(accountId, region, id) {
      await db
        .deleteFrom('publishing_destinations')
        .where('account_id', '=', accountId)
        .where('region', '=', region)
        .where('id', '=', id)
        .execute();
    },
    async unverified(limit, after = '') {
      const rows = await db
        .selectFrom('publishing_destinations')
        .select('body')
        .where('status', 'in', UNVERIFIED)
        .where('id', '>', after)
        .orderBy('id')
        .limit(limit)
        .execute();
      return rows.map(toDestination);
    },
  };
}

const UNVERIFIED = ['PENDING_VERIFICATION', 'UNABLE_TO_PUBLISH_FIX_DESTINATION_PROPERTY'];

function toDestination({ body }: { body: string }): PublishingDestination {
  return JSON.parse(body) as PublishingDestination;
}
