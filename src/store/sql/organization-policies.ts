import { type SelectQueryBuilder, sql } from 'kysely';
import type { NamedPolicy } from '../../domain/named-policy.ts';
import type { OrganizationPolicy } from '../../domain/organization.ts';
import type { OrganizationPolicyStore } from '../organization-store.ts';
import type { OrganizationPolicyRow, Tables } from './schema.ts';
import { runCompiled, type Session } from './session.ts';

export function organizationPolicyStore(session: Session): OrganizationPolicyStore {
  return {
    ...policies(session),
    ...attachments(session),
    ...targets(session),
    scpLevels: (accountId) => scpLevels(session, accountId),
  };
}

type PolicyMethods =
  | 'getPolicy'
  | 'putPolicy'
  | 'deletePolicy'
  | 'listPolicies'
  | 'findPolicy'
  | 'countPolicies';
type TargetMethods = 'policiesOfTarget' | 'targetsOfPolicy';
type AttachmentMethods = Exclude<
  keyof OrganizationPolicyStore,
  PolicyMethods | TargetMethods | 'scpLevels'
>;

function policies({ db }: Session): Pick<OrganizationPolicyStore, PolicyMethods> {
  const all = () => db.selectFrom('organization_policies').selectAll();
  return {
    async getPolicy(policyId) {
      const row = await all().where('policy_id', '=', policyId).executeTakeFirst();
      return row && toPolicy(row);
    },
    async putPolicy(policy) {
      const row = fromPolicy(policy);
      await db
        .insertInto('organization_policies')
        .values(row)
        .onConflict((conflict) => conflict.column('policy_id').doUpdateSet(row))
        .execute();
    },
    async deletePolicy(policyId) {
      await db.deleteFrom('organization_tags').where('resource_id', '=', policyId).execute();
      await db.deleteFrom('organization_policies').where('policy_id', '=', policyId).execute();
    },
    async listPolicies(organizationId, limit, after = '') {
      const rows = await inReach(all(), organizationId)
        .where('policy_id', '>', after)
        .orderBy('policy_id')
        .limit(limit)
        .execute();
      return rows.map(toPolicy);
    },
    async findPolicy(organizationId, name) {
      const row = await inReach(all(), organizationId).where('name', '=', name).executeTakeFirst();
      return row && toPolicy(row);
    },
    async countPolicies(organizationId) {
      const row = await db
        .selectFrom('organization_policies')
        .select((eb) => eb.fn.countAll<number>().as('total'))
        .where('organization_id', '=', organizationId)
        .executeTakeFirstOrThrow();
      return row.total;
    },
  };
}

type PolicyQuery = SelectQueryBuilder<Tables, 'organization_policies', OrganizationPolicyRow>;

function inReach(query: PolicyQuery, organizationId: string): PolicyQuery {
  return query.where((eb) =>
    eb.or([eb('organization_id', '=', organizationId), eb('organization_id', 'is', null)]),
  );
}

function attachments({ db }: Session): Pick<OrganizationPolicyStore, AttachmentMethods> {
  return {
    async attach({ organizationId, targetId, policyId, attachedAt }) {
      await db
        .insertInto('policy_attachments')
        .values({
          organization_id: organizationId,
          target_id: targetId,
          policy_id: policyId,
          attached_at: attachedAt,
        })
        .execute();
    },
    async attachEverywhere(organizationId, policyId, at) {
      await sql`insert into policy_attachments
        (organization_id, target_id, policy_id, attached_at)
        select ${organizationId}, target_id, ${policyId}, ${at} from (
          select root_id as target_id from organizations
            where organization_id = ${organizationId}
          union all select unit_id from organizational_units
            where organization_id = ${organizationId}
          union all select account_id from accounts where organization_id = ${organizationId}
        ) as targets where true
        on conflict do nothing`.execute(db);
    },
    async detach(organizationId, targetId, policyId) {
      await db
        .deleteFrom('policy_attachments')
        .where('organization_id', '=', organizationId)
        .where('target_id', '=', targetId)
        .where('policy_id', '=', policyId)
        .execute();
    },
    async detachAll(organizationId, targetId) {
      let query = db.deleteFrom('policy_attachments').where('organization_id', '=', organizationId);
      if (targetId !== undefined) query = query.where('target_id', '=', targetId);
      await query.execute();
    },
  };
}

function targets({ db }: Session): Pick<OrganizationPolicyStore, TargetMethods> {
  return {
    async policiesOfTarget(organizationId, targetId) {
      const rows = await db
        .selectFrom('policy_attachments as attachment')
        .innerJoin('organization_policies as policy', 'policy.policy_id', 'attachment.policy_id')
        .selectAll('policy')
        .where('attachment.organization_id', '=', organizationId)
        .where('attachment.target_id', '=', targetId)
        .orderBy('policy.policy_id')
        .execute();
      return rows.map(toPolicy);
    },
    async targetsOfPolicy(organizationId, policyId, limit, after = '') {
      const rows = await db
        .selectFrom('policy_attachments')
        .select('target_id')
        .where('organization_id', '=', organizationId)
        .where('policy_id', '=', policyId)
        .where('target_id', '>', after)
        .orderBy('target_id')
        .limit(limit)
        .execute();
      return rows.map((row) => row.target_id);
    },
  };
}

interface LevelRow {
  level: number;
  name: string | null;
  content: string | null;
}

/**
 * One statement, since it is asked for with every call of a member: the account, the units above
 * it and the root, each with its policies. A level that holds none is a level all the same.
 */
async function scpLevels(session: Session, accountId: string): Promise<NamedPolicy[][]> {
  const build = () => ({
    compile: () =>
      sql<LevelRow>`
        with recursive chain(organization_id, target_id, parent_id, level) as (
          select account.organization_id, account.account_id,
            coalesce(account.unit_id, organization.root_id), 0
          from accounts account
          join organizations organization
            on organization.organization_id = account.organization_id
          where account.account_id = ${accountId} and organization.scp_enabled_at is not null
          union all
          select chain.organization_id, chain.parent_id, unit.parent_id, chain.level + 1
          from chain left join organizational_units unit on unit.unit_id = chain.parent_id
          where chain.parent_id is not null
        )
        select chain.level, policy.name, policy.content from chain
        left join policy_attachments attachment
          on attachment.organization_id = chain.organization_id
          and attachment.target_id = chain.target_id
        left join organization_policies policy on policy.policy_id = attachment.policy_id
        order by chain.level desc, policy.policy_id`.compile(session.db),
  });
  const rows = await runCompiled(session, 'organizations.scpLevels', build, [accountId]);
  const levels: NamedPolicy[][] = [];
  let last: number | undefined;
  for (const { level, name, content } of rows) {
    if (level !== last) levels.push([]);
    last = level;
    if (name !== null && content !== null) levels.at(-1)?.push({ name, document: content });
  }
  return levels;
}

function fromPolicy(policy: OrganizationPolicy): OrganizationPolicyRow {
  return {
    policy_id: policy.policyId,
    organization_id: policy.organizationId ?? null,
    name: policy.name,
    description: policy.description,
    content: policy.content,
    created_at: policy.createdAt,
    updated_at: policy.updatedAt,
  };
}

function toPolicy(row: OrganizationPolicyRow): OrganizationPolicy {
  return {
    policyId: row.policy_id,
    name: row.name,
    description: row.description,
    content: row.content,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    ...(row.organization_id !== null && { organizationId: row.organization_id }),
  };
}
