import type { Administration } from '../../domain/administration.ts';
import type { AdministrationStore } from '../administration-store.ts';
import type { AdministrationRow } from './schema.ts';
import type { Session } from './session.ts';

export function administrationStore(session: Session): AdministrationStore {
  return { ...single(session), ...lists(session), ...waitingAccounts(session) };
}

function single({ db }: Session): Pick<AdministrationStore, 'get' | 'put' | 'delete'> {
  return {
    async get(organizationId, region) {
      const row = await db
        .selectFrom('administrations')
        .selectAll()
        .where('organization_id', '=', organizationId)
        .where('region', '=', region)
        .executeTakeFirst();
      return row && toAdministration(row);
    },
    async put(administration) {
      const row = fromAdministration(administration);
      await db
        .insertInto('administrations')
        .values(row)
        .onConflict((conflict) => conflict.columns(['organization_id', 'region']).doUpdateSet(row))
        .execute();
    },
    async delete(organizationId, region) {
      for (const table of ['waiting_enrolments', 'administrations'] as const) {
        await db
          .deleteFrom(table)
          .where('organization_id', '=', organizationId)
          .where('region', '=', region)
          .execute();
      }
    },
  };
}

function lists({ db }: Session): Pick<AdministrationStore, 'listOfOrganization' | 'withWork'> {
  return {
    async listOfOrganization(organizationId) {
      const rows = await db
        .selectFrom('administrations')
        .selectAll()
        .where('organization_id', '=', organizationId)
        .orderBy('region')
        .execute();
      return rows.map(toAdministration);
    },
    async withWork() {
      const rows = await db
        .selectFrom('administrations')
        .selectAll()
        .where((eb) =>
          eb.or([
            eb('applied_to', 'is not', null),
            eb.exists(
              eb
                .selectFrom('waiting_enrolments')
                .select('account_id')
                .whereRef(
                  'waiting_enrolments.organization_id',
                  '=',
                  'administrations.organization_id',
                )
                .whereRef('waiting_enrolments.region', '=', 'administrations.region'),
            ),
          ]),
        )
        .orderBy('organization_id')
        .orderBy('region')
        .execute();
      return rows.map(toAdministration);
    },
  };
}

type WaitingMethods = 'wait' | 'waiting' | 'stopWaiting' | 'stopAllWaiting';

function waitingAccounts({ db }: Session): Pick<AdministrationStore, WaitingMethods> {
  return {
    async wait({ organizationId, region }, accountId) {
      await db
        .insertInto('waiting_enrolments')
        .values({ organization_id: organizationId, region, account_id: accountId })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
    },
    async waiting({ organizationId, region }, limit) {
      const rows = await db
        .selectFrom('waiting_enrolments')
        .select('account_id')
        .where('organization_id', '=', organizationId)
        .where('region', '=', region)
        .orderBy('account_id')
        .limit(limit)
        .execute();
      return rows.map((row) => row.account_id);
    },
    async stopWaiting({ organizationId, region }, accountId) {
      await db
        .deleteFrom('waiting_enrolments')
        .where('organization_id', '=', organizationId)
        .where('region', '=', region)
        .where('account_id', '=', accountId)
        .execute();
    },
    async stopAllWaiting({ organizationId, region }) {
      await db
        .deleteFrom('waiting_enrolments')
        .where('organization_id', '=', organizationId)
        .where('region', '=', region)
        .execute();
    },
  };
}

function fromAdministration(administration: Administration): AdministrationRow {
  return {
    organization_id: administration.organizationId,
    region: administration.region,
    administrator_id: administration.administratorId,
    auto_enable: administration.autoEnable,
    features: JSON.stringify(administration.features),
    applied_to: administration.appliedTo ?? null,
    created_at: administration.createdAt,
    updated_at: administration.updatedAt,
  };
}

function toAdministration(row: AdministrationRow): Administration {
  return {
    organizationId: row.organization_id,
    region: row.region,
    administratorId: row.administrator_id,
    autoEnable: row.auto_enable as Administration['autoEnable'],
    features: JSON.parse(row.features) as Administration['features'],
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    ...(row.applied_to !== null && { appliedTo: row.applied_to }),
  };
}
