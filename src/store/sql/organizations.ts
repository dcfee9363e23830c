import type { CreateAccountRequest, Organization } from '../../domain/account.ts';
import type { OrganizationStore } from '../store.ts';
import type { CreateAccountRequestRow, OrganizationRow } from './schema.ts';
import type { Session } from './session.ts';

export function organizationStore({ db }: Session): OrganizationStore {
  return {
    async get(organizationId) {
      const row = await db
        .selectFrom('organizations')
        .selectAll()
        .where('organization_id', '=', organizationId)
        .executeTakeFirst();
      return row && toOrganization(row);
    },
    async put(organization) {
      const row = fromOrganization(organization);
      await db
        .insertInto('organizations')
        .values(row)
        .onConflict((conflict) => conflict.column('organization_id').doUpdateSet(row))
        .execute();
    },
    async getRequest(requestId) {
      const row = await db
        .selectFrom('create_account_requests')
        .selectAll()
        .where('request_id', '=', requestId)
        .executeTakeFirst();
      return row && toRequest(row);
    },
    async putRequest(request) {
      const row = fromRequest(request);
      await db
        .insertInto('create_account_requests')
        .values(row)
        .onConflict((conflict) => conflict.column('request_id').doUpdateSet(row))
        .execute();
    },
  };
}

function fromOrganization(organization: Organization): OrganizationRow {
  return {
    organization_id: organization.organizationId,
    root_id: organization.rootId,
    management_account_id: organization.managementAccountId,
    feature_set: organization.featureSet,
    created_at: organization.createdAt,
  };
}

function toOrganization(row: OrganizationRow): Organization {
  return {
    organizationId: row.organization_id,
    rootId: row.root_id,
    managementAccountId: row.management_account_id,
    featureSet: row.feature_set as Organization['featureSet'],
    createdAt: row.created_at,
  };
}

function fromRequest(request: CreateAccountRequest): CreateAccountRequestRow {
  return {
    request_id: request.requestId,
    organization_id: request.organizationId,
    account_name: request.accountName,
    state: request.state,
    account_id: request.accountId ?? null,
    failure_reason: request.failureReason ?? null,
    requested_at: request.requestedAt,
    completed_at: request.completedAt ?? null,
  };
}

function toRequest(row: CreateAccountRequestRow): CreateAccountRequest {
  return {
    requestId: row.request_id,
    organizationId: row.organization_id,
    accountName: row.account_name,
    state: row.state as CreateAccountRequest['state'],
    requestedAt: row.requested_at,
    ...(row.account_id !== null && { accountId: row.account_id }),
    ...(row.failure_reason !== null && { failureReason: row.failure_reason }),
    ...(row.completed_at !== null && { completedAt: row.completed_at }),
  };
}
