import { awsManagedPolicy } from '../../domain/aws-managed-policies.ts';
import {
  defaultDocument,
  type EntityOf,
  type IamEntity,
  type IamIdentity,
  type ManagedPolicy,
  type PolicyRef,
  type PolicyUse,
  policyName,
  policyOwner,
  refOf,
} from '../../domain/iam.ts';
import type { NamedPolicy } from '../../domain/named-policy.ts';
import type { IamStore } from '../store.ts';
import type { IamEntityRow, IamPolicyUseRow } from './iam-rows.ts';
import { getCompiled, type Session } from './session.ts';

export function iamStore(session: Session): IamStore {
  return {
    ...entities(session),
    ...entityLists(session),
    ...policies(session),
    ...inForce(session),
  };
}

type EntityMethods = 'get' | 'taken' | 'put' | 'delete';
type ListMethods = 'list' | 'count';
type PolicyMethods = 'getPolicy' | 'putPolicy' | 'deletePolicy' | 'listPolicies' | 'uses';

function entities(session: Session): Pick<IamStore, EntityMethods> {
  const { db } = session;
  return {
    async get(kind, accountId, name) {
      const entity = await entityOf(session, kind, accountId, name);
      return entity?.name === name ? entity : undefined;
    },
    async taken(kind, accountId, name) {
      return (await entityOf(session, kind, accountId, name)) !== undefined;
    },
    async put(entity) {
      const row = fromEntity(entity);
      await db
        .insertInto('iam_entities')
        .values(row)
        .onConflict((conflict) =>
          conflict.columns(['account_id', 'kind', 'name_key']).doUpdateSet(row),
        )
        .execute();
      await deleteUses(session, entity.kind, entity.accountId, entity.name);
      const uses = usesOf(entity);
      if (uses.length > 0) await db.insertInto('iam_policy_uses').values(uses).execute();
    },
    async delete(kind, accountId, name) {
      await db
        .deleteFrom('iam_entities')
        .where('account_id', '=', accountId)
        .where('kind', '=', kind)
        .where('name_key', '=', name.toLowerCase())
        .execute();
      await deleteUses(session, kind, accountId, name);
    },
  };
}

function entityLists({ db }: Session): Pick<IamStore, ListMethods> {
  return {
    async list<K extends IamEntity['kind']>(
      kind: K,
      accountId: string,
      { pathPrefix, limit, after = '' }: Parameters<IamStore['list']>[2],
    ) {
      const rows = await db
        .selectFrom('iam_entities')
        .select('body')
        .where('account_id', '=', accountId)
        .where('kind', '=', kind)
        .where('name_key', '>', after.toLowerCase())
        .where((eb) =>
          eb(eb.fn('substr', ['path', eb.lit(1), eb.val(pathPrefix.length)]), '=', pathPrefix),
        )
        .orderBy('name_key')
        .limit(limit)
        .execute();
      return rows.map((row) => JSON.parse(row.body) as EntityOf<K>);
    },
    async count(kind, accountId) {
      const row = await db
        .selectFrom('iam_entities')
        .select((eb) => eb.fn.countAll<number>().as('total'))
        .where('account_id', '=', accountId)
        .where('kind', '=', kind)
        .executeTakeFirstOrThrow();
      return row.total;
    },
  };
}

function policies({ db }: Session): Pick<IamStore, PolicyMethods> {
  return {
    async getPolicy(accountId, name) {
      const row = await db
        .selectFrom('iam_policies')
        .select('body')
        .where('account_id', '=', accountId)
        .where('name_key', '=', name.toLowerCase())
        .executeTakeFirst();
      return row && (JSON.parse(row.body) as ManagedPolicy);
    },
    async putPolicy(policy) {
      const name_key = policy.name.toLowerCase();
      const row = { account_id: policy.accountId, name_key, body: JSON.stringify(policy) };
      await db
        .insertInto('iam_policies')
        .values(row)
        .onConflict((conflict) => conflict.columns(['account_id', 'name_key']).doUpdateSet(row))
        .execute();
    },
    async deletePolicy(accountId, name) {
      await db
        .deleteFrom('iam_policies')
        .where('account_id', '=', accountId)
        .where('name_key', '=', name.toLowerCase())
        .execute();
    },
    async listPolicies(accountId) {
      const rows = await db
        .selectFrom('iam_policies')
        .select('body')
        .where('account_id', '=', accountId)
        .orderBy('name_key')
        .execute();
      return rows.map((row) => JSON.parse(row.body) as ManagedPolicy);
    },
    async uses(accountId, policy) {
      let query = db.selectFrom('iam_policy_uses').selectAll().where('account_id', '=', accountId);
      if (policy !== undefined) query = query.where('policy', '=', policy);
      const rows = await query.orderBy('policy').orderBy('kind').orderBy('name_key').execute();
      return rows.map(toUse);
    },
  };
}

function inForce(session: Session): Pick<IamStore, 'documentOf' | 'policiesOf'> {
  const { getPolicy } = policies(session);
  const documentOf = async (ref: PolicyRef): Promise<string | undefined> => {
    const owner = policyOwner(ref);
    const policy =
      owner === 'aws' ? awsManagedPolicy(ref) : await getPolicy(owner, policyName(ref));
    // A policy that was made again elsewhere in the tree of paths is another policy.
    return policy && refOf(policy) === ref ? defaultDocument(policy) : undefined;
  };
  const named = async (ref: PolicyRef): Promise<NamedPolicy[]> => {
    const document = await documentOf(ref);
    return document === undefined ? [] : [{ name: policyName(ref), document }];
  };
  return {
    documentOf,
    async policiesOf(accountId, { kind, name }) {
      const entity = await entityOf(session, kind, accountId, name);
      if (entity?.name !== name) return { identity: [], tags: {} };
      const inline = Object.entries(entity.inline).map(([key, document]) => ({
        name: key,
        document,
      }));
      const attached = await Promise.all(entity.attached.map(named));
      const identity = [...inline, ...attached.flat()];
      const { tags, boundary: ref } = entity;
      if (ref === undefined) return { identity, tags };
      // A boundary without a document would be none at all: it allows nothing.
      const [boundary = { name: policyName(ref), document: NOTHING }] = await named(ref);
      return { identity, boundary, tags };
    },
  };
}

const NOTHING = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Deny', Action: '*', Resource: '*' }],
});

async function entityOf<K extends IamEntity['kind']>(
  session: Session,
  kind: K,
  accountId: string,
  name: string,
): Promise<EntityOf<K> | undefined> {
  const key = name.toLowerCase();
  const build = () =>
    session.db
      .selectFrom('iam_entities')
      .select('body')
      .where('account_id', '=', accountId)
      .where('kind', '=', kind)
      .where('name_key', '=', key);
  const row = await getCompiled(session, 'iam.entity', build, [accountId, kind, key]);
  return row && (JSON.parse(row.body) as EntityOf<K>);
}

async function deleteUses(
  { db }: Session,
  kind: string,
  accountId: string,
  name: string,
): Promise<void> {
  await db
    .deleteFrom('iam_policy_uses')
    .where('account_id', '=', accountId)
    .where('kind', '=', kind)
    .where('name_key', '=', name.toLowerCase())
    .execute();
}

function fromEntity(entity: IamEntity): IamEntityRow {
  return {
    account_id: entity.accountId,
    kind: entity.kind,
    name_key: entity.name.toLowerCase(),
    path: entity.path,
    body: JSON.stringify(entity),
  };
}

function usesOf(entity: IamEntity): IamPolicyUseRow[] {
  if (entity.kind === 'instance-profile') return [];
  const { kind, name, id, attached, boundary }: IamIdentity & { kind: string } = entity;
  const of = (policy: PolicyRef, purpose: PolicyUse['purpose']): IamPolicyUseRow => ({
    account_id: entity.accountId,
    policy,
    purpose,
    kind,
    name_key: name.toLowerCase(),
    name,
    id,
  });
  const uses = attached.map((policy) => of(policy, 'attached'));
  return boundary === undefined ? uses : [...uses, of(boundary, 'boundary')];
}

function toUse(row: IamPolicyUseRow): PolicyUse {
  return {
    policy: row.policy,
    kind: row.kind as PolicyUse['kind'],
    name: row.name,
    id: row.id,
    purpose: row.purpose as PolicyUse['purpose'],
  };
}
