import type { Membership, RelationshipStatus } from '../../domain/membership.ts';
import type { MemberStore } from '../store.ts';
import { memberOrganization } from './member-organization.ts';
import type { MembershipRow } from './schema.ts';
import { getCompiled, type Session } from './session.ts';

const ASSOCIATED: readonly RelationshipStatus[] = ['Enabled', 'Disabled'];

export function memberStore(session: Session): MemberStore {
  return {
    ...singleRows(session),
    ...ofAdministrator(session),
    ...ofMember(session),
    ...memberOrganization(session),
  };
}

function singleRows({ db }: Session): Pick<MemberStore, 'get' | 'put' | 'delete'> {
  return {
    async get(administratorId, region, accountId) {
      const row = await db
        .selectFrom('memberships')
        .selectAll()
        .where('administrator_id', '=', administratorId)
        .where('region', '=', region)
        .where('account_id', '=', accountId)
        .executeTakeFirst();
      return row && toMembership(row);
    },
    async put(membership) {
      const row = fromMembership(membership);
      await db
        .insertInto('memberships')
        .values(row)
        .onConflict((conflict) =>
          conflict.columns(['administrator_id', 'region', 'account_id']).doUpdateSet(row),
        )
        .execute();
    },
    async delete(administratorId, region, accountId) {
      await db
        .deleteFrom('memberships')
        .where('administrator_id', '=', administratorId)
        .where('region', '=', region)
        .where('account_id', '=', accountId)
        .execute();
    },
  };
}

function ofAdministrator({
  db,
}: Session): Pick<
  MemberStore,
  'listOfAdministrator' | 'countOfAdministrator' | 'hasStatus' | 'associatedAccountIds'
> {
  const rowsOf = (administratorId: string, region: string) =>
    db
      .selectFrom('memberships')
      .where('administrator_id', '=', administratorId)
      .where('region', '=', region);
  return {
    async listOfAdministrator(administratorId, region, { onlyAssociated, limit, after = '' }) {
      const rows = await rowsOf(administratorId, region)
        .selectAll()
        .where('account_id', '>', after)
        .$if(onlyAssociated, (query) => query.where('status', 'in', ASSOCIATED))
        .orderBy('account_id')
        .limit(limit)
        .execute();
      return rows.map(toMembership);
    },
    async countOfAdministrator(administratorId, region) {
      const row = await rowsOf(administratorId, region)
        .select((eb) => eb.fn.countAll<number>().as('total'))
        .executeTakeFirstOrThrow();
      return row.total;
    },
    async hasStatus(administratorId, region, statuses) {
      if (statuses.length === 0) return false;
      const row = await rowsOf(administratorId, region)
        .select('status')
        .where('status', 'in', statuses)
        .limit(1)
        .executeTakeFirst();
      return row !== undefined;
    },
    async associatedAccountIds(administratorId, region) {
      const rows = await rowsOf(administratorId, region)
        .select('account_id')
        .where('status', 'in', ASSOCIATED)
        .orderBy('account_id')
        .execute();
      return rows.map((row) => row.account_id);
    },
  };
}

function ofMember(
  session: Session,
): Pick<
  MemberStore,
  'listOfMember' | 'listOfMemberEverywhere' | 'associationOf' | 'awaitingEmailCheck'
> {
  const { db } = session;
  return {
    async listOfMember(accountId, region) {
      const rows = await db
        .selectFrom('memberships')
        .selectAll()
        .where('account_id', '=', accountId)
        .where('region', '=', region)
        // What was never invited comes last; the dialects would order the nulls each its own way.
        .orderBy((eb) => eb.case().when('invited_at', 'is', null).then(1).else(0).end())
        .orderBy('invited_at')
        .orderBy('administrator_id')
        .execute();
      return rows.map(toMembership);
    },
    async listOfMemberEverywhere(accountId) {
      const rows = await db
        .selectFrom('memberships')
        .selectAll()
        .where('account_id', '=', accountId)
        .orderBy('region')
        .orderBy('administrator_id')
        .execute();
      return rows.map(toMembership);
    },
    async associationOf(accountId, region) {
      const build = () =>
        db
          .selectFrom('memberships')
          .selectAll()
          .where('account_id', '=', accountId)
          .where('region', '=', region)
          .where('status', 'in', ASSOCIATED);
      const parameters = [accountId, region, ...ASSOCIATED];
      const row = await getCompiled(session, 'members.associationOf', build, parameters);
      return row && toMembership(row);
    },
    async awaitingEmailCheck(limit) {
      const rows = await db
        .selectFrom('memberships')
        .selectAll()
        .where('status', '=', 'EmailVerificationInProgress')
        .orderBy('updated_at')
        .orderBy('administrator_id')
        .orderBy('region')
        .orderBy('account_id')
        .limit(limit)
        .execute();
      return rows.map(toMembership);
    },
  };
}

function fromMembership(membership: Membership): MembershipRow {
  return {
    administrator_id: membership.administratorId,
    region: membership.region,
    account_id: membership.accountId,
    email: membership.email,
    status: membership.status,
    via_organization: membership.viaOrganization ? 1 : 0,
    stopped_by_administrator: membership.stoppedByAdministrator ? 1 : 0,
    invitation_id: membership.invitation?.invitationId ?? null,
    invitation_message: membership.invitation?.message ?? null,
    invited_at: membership.invitedAt ?? null,
    updated_at: membership.updatedAt,
  };
}

function toMembership(row: MembershipRow): Membership {
  return {
    administratorId: row.administrator_id,
    region: row.region,
    accountId: row.account_id,
    email: row.email,
    status: row.status as RelationshipStatus,
    updatedAt: row.updated_at,
    ...(row.via_organization === 1 && { viaOrganization: true as const }),
    ...(row.stopped_by_administrator === 1 && { stoppedByAdministrator: true as const }),
    ...(row.invitation_id !== null && {
      invitation: {
        invitationId: row.invitation_id,
        ...(row.invitation_message !== null && { message: row.invitation_message }),
      },
    }),
    ...(row.invited_at !== null && { invitedAt: row.invited_at }),
  };
}
