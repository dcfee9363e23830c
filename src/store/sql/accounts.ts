import type { Account, Role } from '../../domain/account.ts';
import type { AccountStore } from '../store.ts';
import type { AccountRow, RoleRow } from './schema.ts';
import { getCompiled, type Session } from './session.ts';

export function accountStore(session: Session): AccountStore {
  return { ...accounts(session), ...roles(session) };
}

type RoleMethods = 'getRole' | 'putRole';

function accounts(session: Session): Omit<AccountStore, RoleMethods> {
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

function roles({ db }: Session): Pick<AccountStore, RoleMethods> {
  return {
    async getRole(accountId, roleName) {
      const row = await db
        .selectFrom('roles')
        .selectAll()
        .where('account_id', '=', accountId)
        .where('role_name', '=', roleName)
        .executeTakeFirst();
      return row && toRole(row);
    },
    async putRole(role) {
      const row = fromRole(role);
      await db
        .insertInto('roles')
        .values(row)
        .onConflict((conflict) => conflict.columns(['account_id', 'role_name']).doUpdateSet(row))
        .execute();
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
    joined_method: account.joinedMethod ?? null,
    joined_at: account.joinedAt ?? null,
    created_at: account.createdAt,
  };
}

function toAccount(row: AccountRow): Account {
  return {
    accountId: row.account_id,
    email: row.email,
    name: row.name,
    status: row.status as Account['status'],
    createdAt: row.created_at,
    ...(row.organization_id !== null && { organizationId: row.organization_id }),
    ...(row.joined_method !== null && {
      joinedMethod: row.joined_method as NonNullable<Account['joinedMethod']>,
    }),
    ...(row.joined_at !== null && { joinedAt: row.joined_at }),
  };
}

function fromRole(role: Role): RoleRow {
  return {
    account_id: role.accountId,
    role_name: role.roleName,
    role_id: role.roleId,
    trusted_account_id: role.trustedAccountId,
    created_at: role.createdAt,
  };
}

function toRole(row: RoleRow): Role {
  return {
    accountId: row.account_id,
    roleName: row.role_name,
    roleId: row.role_id,
    trustedAccountId: row.trusted_account_id,
    createdAt: row.created_at,
  };
}
