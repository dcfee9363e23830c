import type { CreateAccountRequest, Organization } from '../../domain/account.ts';
import type { Tags } from '../../domain/tags.ts';
import type { OrganizationStore } from '../organization-store.ts';
import { handshakeStore } from './handshakes.ts';
import { organizationAccessStore } from './organization-access.ts';
import { organizationPolicyStore } from './organization-policies.ts';
import { organizationUnitStore } from './organization-units.ts';
import type { CreateAccountRequestRow, OrganizationRow } from './schema.ts';
import type { Session } from './session.ts';

export function organizationStore(session: Session): OrganizationStore {
  return {
    ...organizations(session),
    ...requests(session),
    ...tags(session),
    ...organizationUnitStore(session),
    ...organizationPolicyStore(session),
    ...organizationAccessStore(session),
    ...handshakeStore(session),
  };
}

/** Tables with rows of an organisation, which go with it. */
const HELD = [
  'create_account_requests',
  'organizational_units',
  'organization_tags',
  'organization_policies',
  'policy_attachments',
  'service_access',
  'delegations',
  'handshakes',
  'organizations',
] as const;

function organizations({ db }: Session): Pick<OrganizationStore, 'get' | 'put' | 'delete'> {
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
    async delete(organizationId) {
      for (const table of HELD) {
        await db.deleteFrom(table).where('organization_id', '=', organizationId).execute();
      }
    },
  };
}

type RequestMethods = 'getRequest' | 'putRequest' | 'listRequests';

function requests({ db }: Session): Pick<OrganizationStore, RequestMethods> {
  return {
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
    async listRequests(organizationId, states, limit, after = '') {
      let query = db
        .selectFrom('create_account_requests')
        .selectAll()
        .where('organization_id', '=', organizationId)
        .where('request_id', '>', after);
      if (states.length > 0) query = query.where('state', 'in', [...states]);
      const rows = await query.orderBy('request_id').limit(limit).execute();
      return rows.map(toRequest);
    },
  };
}

function tags({ db }: Session): Pick<OrganizationStore, 'getTags' | 'putTags'> {
  return {
    async getTags(organizationId, resourceId) {
      const row = await db
        .selectFrom('organization_tags')
        .select('tags')
        .where('organization_id', '=', organizationId)
        .where('resource_id', '=', resourceId)
        .executeTakeFirst();
      return row === undefined ? {} : (JSON.parse(row.tags) as Tags);
    },
    async putTags(organizationId, resourceId, given) {
      const row = {
        organization_id: organizationId,
        resource_id: resourceId,
        tags: JSON.stringify(given),
      };
      await db
        .insertInto('organization_tags')
        .values(row)
        .onConflict((conflict) =>
          conflict.columns(['organization_id', 'resource_id']).doUpdateSet(row),
        )
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
    scp_enabled_at: organization.scpEnabledAt ?? null,
  };
}

function toOrganization(row: OrganizationRow): Organization {
  return {
    organizationId: row.organization_id,
    rootId: row.root_id,
    managementAccountId: row.management_account_id,
    featureSet: row.feature_set as Organization['featureSet'],
    createdAt: row.created_at,
    ...(row.scp_enabled_at !== null && { scpEnabledAt: row.scp_enabled_at }),
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
