import type { Delegation } from '../../domain/organization.ts';
import type { OrganizationAccessStore } from '../organization-store.ts';
import type { DelegationRow } from './schema.ts';
import type { Session } from './session.ts';

export function organizationAccessStore(session: Session): OrganizationAccessStore {
  return { ...access(session), ...delegations(session) };
}

type AccessMethods = 'serviceAccess' | 'putServiceAccess' | 'deleteServiceAccess';

function access({ db }: Session): Pick<OrganizationAccessStore, AccessMethods> {
  return {
    async serviceAccess(organizationId) {
      const rows = await db
        .selectFrom('service_access')
        .selectAll()
        .where('organization_id', '=', organizationId)
        .orderBy('service_principal')
        .execute();
      return rows.map((row) => ({
        organizationId: row.organization_id,
        servicePrincipal: row.service_principal,
        enabledAt: row.enabled_at,
      }));
    },
    async putServiceAccess({ organizationId, servicePrincipal, enabledAt }) {
      const row = {
        organization_id: organizationId,
        service_principal: servicePrincipal,
        enabled_at: enabledAt,
      };
      await db
        .insertInto('service_access')
        .values(row)
        .onConflict((conflict) =>
          conflict.columns(['organization_id', 'service_principal']).doUpdateSet(row),
        )
        .execute();
    },
    async deleteServiceAccess(organizationId, servicePrincipal) {
      await db
        .deleteFrom('service_access')
        .where('organization_id', '=', organizationId)
        .where('service_principal', '=', servicePrincipal)
        .execute();
    },
  };
}

function delegations({ db }: Session): Omit<OrganizationAccessStore, AccessMethods> {
  return {
    async delegations(organizationId, only = {}) {
      let query = db
        .selectFrom('delegations')
        .selectAll()
        .where('organization_id', '=', organizationId);
      const { accountId, servicePrincipal } = only;
      if (accountId !== undefined) query = query.where('account_id', '=', accountId);
      if (servicePrincipal !== undefined) {
        query = query.where('service_principal', '=', servicePrincipal);
      }
      const rows = await query.orderBy('account_id').orderBy('service_principal').execute();
      return rows.map(toDelegation);
    },
    async putDelegation(delegation) {
      const row = fromDelegation(delegation);
      await db
        .insertInto('delegations')
        .values(row)
        .onConflict((conflict) =>
          conflict.columns(['organization_id', 'account_id', 'service_principal']).doUpdateSet(row),
        )
        .execute();
    },
    async deleteDelegation({ organizationId, accountId, servicePrincipal }) {
      await db
        .deleteFrom('delegations')
        .where('organization_id', '=', organizationId)
        .where('account_id', '=', accountId)
        .where('service_principal', '=', servicePrincipal)
        .execute();
    },
  };
}

function fromDelegation(delegation: Delegation): DelegationRow {
  return {
    organization_id: delegation.organizationId,
    account_id: delegation.accountId,
    service_principal: delegation.servicePrincipal,
    enabled_at: delegation.enabledAt,
  };
}

function toDelegation(row: DelegationRow): Delegation {
  return {
    organizationId: row.organization_id,
    accountId: row.account_id,
    servicePrincipal: row.service_principal,
    enabledAt: row.enabled_at,
  };
}
