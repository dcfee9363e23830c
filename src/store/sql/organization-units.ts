import { sql } from 'kysely';
import type { OrganizationalUnit } from '../../domain/organization.ts';
import type { OrganizationUnitStore } from '../organization-store.ts';
import { toAccount } from './accounts.ts';
import type { OrganizationalUnitRow } from './schema.ts';
import type { Session } from './session.ts';

export function organizationUnitStore(session: Session): OrganizationUnitStore {
  const { db } = session;
  return {
    ...unitReads(session),
    async putUnit(unit) {
      const row = fromUnit(unit);
      await db
        .insertInto('organizational_units')
        .values(row)
        .onConflict((conflict) => conflict.column('unit_id').doUpdateSet(row))
        .execute();
    },
    async deleteUnit(unitId) {
      await db.deleteFrom('policy_attachments').where('target_id', '=', unitId).execute();
      await db.deleteFrom('organization_tags').where('resource_id', '=', unitId).execute();
      await db.deleteFrom('organizational_units').where('unit_id', '=', unitId).execute();
    },
    async listAccounts(organizationId, unitId, limit, after = '') {
      const rows = await db
        .selectFrom('accounts')
        .selectAll()
        .where('organization_id', '=', organizationId)
        .where('unit_id', unitId === undefined ? 'is' : '=', unitId ?? null)
        .where('account_id', '>', after)
        .orderBy('account_id')
        .limit(limit)
        .execute();
      return rows.map(toAccount);
    },
  };
}

type Reads = 'getUnit' | 'unitsUpwards' | 'listUnits' | 'findUnit' | 'countUnits';

function unitReads({ db }: Session): Pick<OrganizationUnitStore, Reads> {
  const units = () => db.selectFrom('organizational_units').selectAll();
  return {
    async getUnit(unitId) {
      const row = await units().where('unit_id', '=', unitId).executeTakeFirst();
      return row && toUnit(row);
    },
    async unitsUpwards(unitId) {
      const { rows } = await sql<OrganizationalUnitRow>`
        with recursive upwards as (
          select *, 0 as steps from organizational_units where unit_id = ${unitId}
          union all
          select unit.*, steps + 1 from organizational_units unit
          join upwards on unit.unit_id = upwards.parent_id
        )
        select * from upwards order by steps`.execute(db);
      return rows.map(toUnit);
    },
    async listUnits(parentId, limit, after = '') {
      const rows = await units()
        .where('parent_id', '=', parentId)
        .where('unit_id', '>', after)
        .orderBy('unit_id')
        .limit(limit)
        .execute();
      return rows.map(toUnit);
    },
    async findUnit(parentId, name) {
      const row = await units()
        .where('parent_id', '=', parentId)
        .where('name', '=', name)
        .executeTakeFirst();
      return row && toUnit(row);
    },
    async countUnits(organizationId) {
      const row = await db
        .selectFrom('organizational_units')
        .select((eb) => eb.fn.countAll<number>().as('total'))
        .where('organization_id', '=', organizationId)
        .executeTakeFirstOrThrow();
      return row.total;
    },
  };
}

function fromUnit(unit: OrganizationalUnit): OrganizationalUnitRow {
  return {
    unit_id: unit.unitId,
    organization_id: unit.organizationId,
    parent_id: unit.parentId,
    name: unit.name,
    created_at: unit.createdAt,
  };
}

function toUnit(row: OrganizationalUnitRow): OrganizationalUnit {
  return {
    unitId: row.unit_id,
    organizationId: row.organization_id,
    parentId: row.parent_id,
    name: row.name,
    createdAt: row.created_at,
  };
}
