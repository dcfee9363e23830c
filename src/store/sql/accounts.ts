import type { Account } from '../../domain/account.ts';
import type { AccountStore } from '../account-store.ts';
import type { AccountRow } from './schema.ts';
import { getCompiled, type Session } from './session.ts';

export function accountStore(session: Session): AccountStore {
  const { db } = session;
  return {
    async get(accountId) {
      const build = () => db.selectFrom('accounts').selectAll().where('account_id', '=', accountId);
      const row = await getCompiled(session, 'accounts.get', build, [accountId]);
      return row && toAccount(row);
    },
    async findByEmail(email) {
      const row = await db
        .selectFrom('accounts')
        .selectAll()
        .where('email_key', '=', email.toLowerCase())
        .orderBy('account_id')
        .executeTakeFirst();
      return row && toAccount(row);
    },
    async put(account) {
      const row = fromAccount(account);
      await db
        .insertInto('accounts')
        .values(row)
        .onConflict((conflict) => conflict.column('account_id').doUpdateSet(row))
        .execute();
    },
    async listOfOrganization(organizationId, limit, after = '') {
      const rows = await db
        .selectFrom('accounts')
        .selectAll()
        .where('organization_id', '=', organizationId)
        .where('account_id', '>', after)
        .orderBy('account_id')
        .limit(limit)
        .execute();
      return rows.map(toAccount);
    },
    async countOfOrganization(organizationId) {
      const row = await db
        .selectFrom('accounts')
        .select((eb) => eb.fn.countAll<number>().as('total'))
        .where('organization_id', '=', organizationId)
        .executeTakeFirstOrThrow();
      return row.total;
    },
  };
}

function fromAccount(account: Account): AccountRow {
  return {
    account_id: account.accountId,
    email: account.email,
    email_key: account.email.toLowerCase(),
    name: account.name,
    status: account.status,
    organization_id: account.organizationId ?? null,
    unit_id: account.unitId ?? null,
    joined_method: account.joinedMethod ?? null,
    joined_at: account.joinedAt ?? null,
    created_at: account.createdAt,
  };
}

export function toAccount(row: AccountRow): Account {
  return {
    accountId: row.account_id,
    email: row.email,
    name: row.name,
    status: row.status as Account['status'],
    createdAt: row.created_at,
    ...(row.organization_id !== null && { organizationId: row.organization_id }),
    ...(row.unit_id !== null && { unitId: row.unit_id }),
    ...(row.joined_method !== null && {
      joinedMethod: row.joined_method as NonNullable<Account['joinedMethod']>,
    }),
    ...(row.joined_at !== null && { joinedAt: row.joined_at }),
  };
}
