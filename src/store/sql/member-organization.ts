import type { Detector } from '../../domain/detector.ts';
import type { RelationshipStatus } from '../../domain/membership.ts';
import { ENDED_WITH_ORGANIZATION } from '../../domain/organization-membership.ts';
import type { MemberStore } from '../store.ts';
import type { Session } from './session.ts';

type Methods = 'organizationDetectors' | 'joinOrganization' | 'releaseOrganization';

const REMOVED: RelationshipStatus = 'Removed';

/** What concerns all members via an organisation at once: there may be thousands. */
export function memberOrganization({ db }: Session): Pick<MemberStore, Methods> {
  return {
    async organizationDetectors(administratorId, region) {
      const rows = await db
        .selectFrom('memberships')
        .innerJoin('detectors', (join) =>
          join
            .onRef('detectors.account_id', '=', 'memberships.account_id')
            .onRef('detectors.region', '=', 'memberships.region'),
        )
        .select(['detectors.account_id', 'detectors.enabled', 'detectors.features'])
        .where('administrator_id', '=', administratorId)
        .where('memberships.region', '=', region)
        .where('via_organization', '=', 1)
        .where('status', 'in', ['Enabled', 'Disabled'])
        .orderBy('detectors.account_id')
        .execute();
      return rows.map((row) => ({
        accountId: row.account_id,
        enabled: row.enabled === 1,
        features: JSON.parse(row.features) as Detector['features'],
      }));
    },
    async joinOrganization(administratorId, region, organizationId, now) {
      await db
        .updateTable('memberships')
        .set({ via_organization: 1, updated_at: now })
        .where('administrator_id', '=', administratorId)
        .where('region', '=', region)
        .where('via_organization', '=', 0)
        .where('account_id', 'in', (eb) =>
          eb
            .selectFrom('accounts')
            .select('accounts.account_id')
            .where('organization_id', '=', organizationId),
        )
        .execute();
    },
    async releaseOrganization(administratorId, region, now) {
      const rows = db
        .updateTable('memberships')
        .where('administrator_id', '=', administratorId)
        .where('region', '=', region)
        .where('via_organization', '=', 1);
      const ended = rows.where('status', 'in', ENDED_WITH_ORGANIZATION);
      await ended.set({ via_organization: 0, status: REMOVED, updated_at: now }).execute();
      await rows.set({ via_organization: 0, updated_at: now }).execute();
    },
  };
}
