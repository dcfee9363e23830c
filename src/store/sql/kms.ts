import type { KmsAlias, KmsGrant, KmsKey } from '../../domain/kms-key.ts';
import type { KmsStore } from '../kms-store.ts';
import type { KmsAliasRow, KmsKeyRow } from './kms-rows.ts';
import type { Session } from './session.ts';

export function kmsStore({ db }: Session): KmsStore {
  return {
    async key(keyId) {
      const row = await db
        .selectFrom('kms_keys')
        .selectAll()
        .where('key_id', '=', keyId)
        .executeTakeFirst();
      return row && toKey(row);
    },
    async keys(accountId, region, limit, after = '') {
      const rows = await db
        .selectFrom('kms_keys')
        .selectAll()
        .where('account_id', '=', accountId)
        .where('region', '=', region)
        .where('key_id', '>', after)
        .orderBy('key_id')
        .limit(limit)
        .execute();
      return rows.map(toKey);
    },
    async putKey(key) {
      const row = fromKey(key);
      await db
        .insertInto('kms_keys')
        .values(row)
        .onConflict((conflict) => conflict.column('key_id').doUpdateSet(row))
        .execute();
    },
    async deleteDue(now) {
      const due = await db
        .selectFrom('kms_keys')
        .select('key_id')
        .where('deletion_at', '<=', now)
        .execute();
      for (const { key_id } of due) {
        for (const table of ['kms_aliases', 'kms_grants', 'kms_keys'] as const) {
          await db.deleteFrom(table).where('key_id', '=', key_id).execute();
        }
      }
      return due.length;
    },
    async rotating() {
      const rows = await db
        .selectFrom('kms_keys')
        .selectAll()
        .where('rotation_days', 'is not', null)
        .execute();
      return rows.map(toKey);
    },
    ...aliasesOf(db),
    ...grantsOf(db),
  };
}

function aliasesOf(
  db: Session['db'],
): Pick<KmsStore, 'alias' | 'aliases' | 'putAlias' | 'deleteAlias'> {
  return {
    async alias(accountId, region, name) {
      const row = await db
        .selectFrom('kms_aliases')
        .selectAll()
        .where('account_id', '=', accountId)
        .where('region', '=', region)
        .where('name', '=', name)
        .executeTakeFirst();
      return row && toAlias(row);
    },
    async aliases({ accountId, region, keyId, limit, after = '' }) {
      let query = db
        .selectFrom('kms_aliases')
        .selectAll()
        .where('account_id', '=', accountId)
        .where('region', '=', region)
        .where('name', '>', after);
      if (keyId !== undefined) query = query.where('key_id', '=', keyId);
      return (await query.orderBy('name').limit(limit).execute()).map(toAlias);
    },
    async putAlias(alias) {
      const row: KmsAliasRow = {
        account_id: alias.accountId,
        region: alias.region,
        name: alias.name,
        key_id: alias.keyId,
        created_at: alias.createdAt,
        updated_at: alias.updatedAt,
      };
      await db
        .insertInto('kms_aliases')
        .values(row)
        .onConflict((conflict) =>
          conflict.columns(['account_id', 'region', 'name']).doUpdateSet(row),
        )
        .execute();
    },
    async deleteAlias(accountId, region, name) {
      await db
        .deleteFrom('kms_aliases')
        .where('account_id', '=', accountId)
        .where('region', '=', region)
        .where('name', '=', name)
        .execute();
    },
  };
}

function grantsOf(
  db: Session['db'],
): Pick<KmsStore, 'grants' | 'retirable' | 'putGrant' | 'deleteGrant'> {
  return {
    async grants(keyId) {
      const rows = await db
        .selectFrom('kms_grants')
        .select('grant_json')
        .where('key_id', '=', keyId)
        .orderBy('grant_id')
        .execute();
      return rows.map(({ grant_json }) => JSON.parse(grant_json) as KmsGrant);
    },
    async retirable(principal) {
      const rows = await db
        .selectFrom('kms_grants')
        .select('grant_json')
        .where('retiring', '=', principal)
        .orderBy('grant_id')
        .execute();
      return rows.map(({ grant_json }) => JSON.parse(grant_json) as KmsGrant);
    },
    async putGrant(grant) {
      const key = await db
        .selectFrom('kms_keys')
        .select('account_id')
        .where('key_id', '=', grant.keyId)
        .executeTakeFirstOrThrow();
      await db
        .insertInto('kms_grants')
        .values({
          key_id: grant.keyId,
          grant_id: grant.grantId,
          account_id: key.account_id,
          retiring: grant.retiring ?? null,
          grant_json: JSON.stringify(grant),
        })
        .execute();
    },
    async deleteGrant(keyId, grantId) {
      await db
        .deleteFrom('kms_grants')
        .where('key_id', '=', keyId)
        .where('grant_id', '=', grantId)
        .execute();
    },
  };
}

function fromKey(key: KmsKey): KmsKeyRow {
  const { keyId, accountId, region, state, deletionAt, rotationDays, ...rest } = key;
  return {
    key_id: keyId,
    account_id: accountId,
    region,
    state,
    deletion_at: deletionAt ?? null,
    rotation_days: rotationDays ?? null,
    rest: JSON.stringify(rest),
  };
}

function toKey(row: KmsKeyRow): KmsKey {
  return {
    ...(JSON.parse(row.rest) as KmsKey),
    keyId: row.key_id,
    accountId: row.account_id,
    region: row.region,
    state: row.state as KmsKey['state'],
    ...(row.deletion_at !== null && { deletionAt: row.deletion_at }),
    ...(row.rotation_days !== null && { rotationDays: row.rotation_days }),
  };
}

function toAlias(row: KmsAliasRow): KmsAlias {
  return {
    accountId: row.account_id,
    region: row.region,
    name: row.name,
    keyId: row.key_id,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  };
}
