import type { Credential } from '../../domain/account.ts';
import type { CredentialStore } from '../store.ts';
import type { CredentialRow } from './schema.ts';
import { getCompiled, type Session } from './session.ts';

export function credentialStore(session: Session): CredentialStore {
  return { ...oneByOne(session), ...ofHolders(session) };
}

type HolderMethods = 'rootKeys' | 'ofUser' | 'deleteOfRole';

function oneByOne(session: Session): Omit<CredentialStore, HolderMethods> {
  const { db } = session;
  return {
    async get(accessKeyId) {
      const build = () =>
        db.selectFrom('credentials').selectAll().where('access_key_id', '=', accessKeyId);
      const row = await getCompiled(session, 'credentials.get', build, [accessKeyId]);
      return row && toCredential(row);
    },
    async put(credential) {
      const row = fromCredential(credential);
      await db
        .insertInto('credentials')
        .values(row)
        .onConflict((conflict) => conflict.column('access_key_id').doUpdateSet(row))
        .execute();
    },
    async all() {
      const rows = await db
        .selectFrom('credentials')
        .selectAll()
        .orderBy('access_key_id')
        .execute();
      return rows.map(toCredential);
    },
    async delete(accessKeyId) {
      await db.deleteFrom('credentials').where('access_key_id', '=', accessKeyId).execute();
    },
    async deleteExpired(before) {
      const result = await db
        .deleteFrom('credentials')
        .where('expires_at', '<', before)
        .executeTakeFirst();
      return Number(result.numDeletedRows);
    },
  };
}

function ofHolders({ db }: Session): Pick<CredentialStore, HolderMethods> {
  return {
    async rootKeys(accountId) {
      const rows = await db
        .selectFrom('credentials')
        .selectAll()
        .where('account_id', '=', accountId)
        .where('kind', '=', 'root')
        .orderBy('created_at')
        .orderBy('access_key_id')
        .execute();
      return rows.map(toCredential);
    },
    async ofUser(accountId, userName) {
      const rows = await db
        .selectFrom('credentials')
        .selectAll()
        .where('account_id', '=', accountId)
        .where('user_name', '=', userName)
        .orderBy('created_at')
        .orderBy('access_key_id')
        .execute();
      return rows.map(toCredential);
    },
    async deleteOfRole(accountId, roleName) {
      await db
        .deleteFrom('credentials')
        .where('account_id', '=', accountId)
        .where('role_name', '=', roleName)
        .execute();
    },
  };
}

/** What is neither searched for nor there for every kind of key. */
type Details = Pick<
  Credential,
  | 'userId'
  | 'userPath'
  | 'rolePath'
  | 'sessionPolicies'
  | 'sourceIdentity'
  | 'inactive'
  | 'originAccountId'
>;

function detailsOf(credential: Credential): string | null {
  const { userId, userPath, rolePath, sessionPolicies, sourceIdentity, inactive } = credential;
  const { originAccountId } = credential;
  const details: { [K in keyof Details]: Details[K] | undefined } = {
    userId,
    userPath,
    rolePath,
    sessionPolicies,
    sourceIdentity,
    inactive,
    originAccountId,
  };
  const text = JSON.stringify(details);
  return text === '{}' ? null : text;
}

function fromCredential(credential: Credential): CredentialRow {
  return {
    access_key_id: credential.accessKeyId,
    account_id: credential.accountId,
    kind: credential.kind,
    sealed_secret: credential.sealedSecret,
    token_sha256: credential.tokenSha256 ?? null,
    expires_at: credential.expiresAt ?? null,
    role_name: credential.roleName ?? null,
    role_id: credential.roleId ?? null,
    session_name: credential.sessionName ?? null,
    created_at: credential.createdAt,
    user_name: credential.userName ?? null,
    details: detailsOf(credential),
  };
}

function toCredential(row: CredentialRow): Credential {
  return {
    accessKeyId: row.access_key_id,
    accountId: row.account_id,
    kind: row.kind as Credential['kind'],
    sealedSecret: row.sealed_secret,
    createdAt: row.created_at,
    ...(row.token_sha256 !== null && { tokenSha256: row.token_sha256 }),
    ...(row.expires_at !== null && { expiresAt: row.expires_at }),
    ...(row.role_name !== null && { roleName: row.role_name }),
    ...(row.role_id !== null && { roleId: row.role_id }),
    ...(row.session_name !== null && { sessionName: row.session_name }),
    ...(row.user_name !== null && { userName: row.user_name }),
    ...(row.details !== null && (JSON.parse(row.details) as Details)),
  };
}
