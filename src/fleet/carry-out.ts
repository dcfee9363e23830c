import { setTimeout as sleep } from 'node:timers/promises';
import { POLL_MILLIS_FIRST, POLL_MILLIS_MAX } from '../limits.ts';
import type { Cell, Step } from './cell.ts';
import type { RegionCalls } from './region-calls.ts';
import type { FeatureWish } from './steps.ts';

/** What an operator says of how accounts join. */
export interface Wishes {
  /** In it, `{account}` stands for the invited account's id. */
  readonly message: string | undefined;
  /** Also send the mail that GuardDuty sends to the root's address. */
  readonly sendEmail: boolean;
  /** How long an address may be looked at before an account counts as failed. */
  readonly patienceMillis: number;
  readonly features: readonly FeatureWish[];
}

interface Work {
  readonly calls: RegionCalls;
  readonly administratorId: string;
  readonly wishes: Wishes;
}

/** How each step is done, in all cells of a Region that need it. */
const HOW: Readonly<Record<Step, (cells: readonly Cell[], work: Work) => Promise<void>>> = {
  'start-monitoring': (cells, { calls }) =>
    calls.batches(cells, (one, about) => one.startMonitoringMembers(about)),
  'create-detector': (cells, { calls }) =>
    calls.each(cells, async (cell) => {
      const { accountId } = cell.account;
      const made = await calls.as(accountId, (one) => one.createDetector({ Enable: true }));
      cell.state = { ...cell.state, ...(made.DetectorId && { detectorId: made.DetectorId }) };
    }),
  'resume-detector': (cells, { calls }) =>
    calls.each(cells, ({ account, state }) =>
      calls.as(account.accountId, (one) =>
        one.updateDetector({ DetectorId: state.detectorId, Enable: true }),
      ),
    ),
  'remove-member': (cells, { calls }) =>
    calls.batches(cells, (one, about) => one.deleteMembers(about)),
  'add-member': addMembers,
  invite,
  accept,
  'set-features': (cells, { calls, wishes }) => {
    const Features = wishes.features.map(({ name, status }) => ({
      Name: name,
      Status: status,
    }));
    return calls.batches(cells, (one, about) => one.updateMemberDetectors({ ...about, Features }));
  },
  disassociate: (cells, { calls }) =>
    calls.batches(cells, (one, about) => one.disassociateMembers(about)),
  'forget-member': (cells, { calls }) =>
    calls.batches(cells, (one, about) => one.deleteMembers(about)),
  'delete-detector': (cells, { calls }) =>
    calls.each(cells, ({ account, state }) =>
      calls.as(account.accountId, (one) => one.deleteDetector({ DetectorId: state.detectorId })),
    ),
};

/** Does one step in the cells that need it and have met no obstacle. Answers how many it did. */
export async function carryOut(step: Step, cells: readonly Cell[], work: Work): Promise<number> {
  const due = cells.filter(({ planned, obstacle }) => !obstacle && planned.includes(step));
  if (due.length === 0) return 0;
  await HOW[step](due, work);
  const well = due.filter(({ obstacle }) => !obstacle);
  for (const cell of well) cell.done.push(step);
  return well.length;
}

async function addMembers(cells: readonly Cell[], { calls }: Work): Promise<void> {
  for (const cell of cells) {
    if (cell.account.email !== undefined) continue;
    cell.obstacle = { kind: 'failed', cause: 'the list has no e-mail address of it' };
  }
  const known = cells.filter(({ account }) => account.email !== undefined);
  const emails = new Map(known.map(({ account }) => [account.accountId, account.email]));
  await calls.batches(known, (one, { DetectorId, AccountIds }) =>
    one.createMembers({
      DetectorId,
      AccountDetails: AccountIds.map((id) => ({ AccountId: id, Email: emails.get(id) })),
    }),
  );
}

async function invite(cells: readonly Cell[], { calls, wishes }: Work): Promise<void> {
  const { message, sendEmail } = wishes;
  const isPersonal = message?.includes('{account}') ?? false;
  // Where each account reads its own message, each is invited by a call of its own.
  const groups = isPersonal ? cells.map((cell) => [cell]) : [cells];
  await Promise.all(
    groups.map((group) =>
      calls.batches(group, (one, about) => {
        const text = message?.replaceAll('{account}', about.AccountIds[0] ?? '');
        const Message = text && { Message: text };
        return one.inviteMembers({ ...about, DisableEmailNotification: !sendEmail, ...Message });
      }),
    ),
  );
}

/** Waits until addresses have been looked at, and has each account accept what came to it. */
async function accept(cells: readonly Cell[], work: Work): Promise<void> {
  const { calls, administratorId } = work;
  await untilInvited(cells, work);
  await calls.each(
    cells.filter(({ obstacle }) => !obstacle),
    async (cell) => {
      const { accountId } = cell.account;
      const { Invitations: all = [] } = await calls.as(accountId, (one) => one.listInvitations({}));
      const own = all.filter(({ AccountId }) => AccountId === administratorId).at(-1);
      if (own === undefined) {
        cell.obstacle = { kind: 'failed', cause: 'no invitation has come to it' };
        return;
      }
      await calls.as(accountId, (one) =>
        one.acceptAdministratorInvitation({
          DetectorId: cell.state.detectorId,
          AdministratorId: administratorId,
          InvitationId: own.InvitationId,
        }),
      );
    },
  );
}

async function untilInvited(cells: readonly Cell[], { calls, wishes }: Work): Promise<void> {
  let waited = 0;
  for (let millis = POLL_MILLIS_FIRST; ; millis = Math.min(millis * 1.5, POLL_MILLIS_MAX)) {
    const found = await calls.relationships();
    const of = ({ account }: Cell) => found.get(account.accountId);
    for (const cell of cells.filter((one) => of(one) === 'EmailVerificationFailed')) {
      const cause = `${cell.account.email} is not the address of its root`;
      cell.obstacle ??= { kind: 'failed', cause };
    }
    const open = cells.filter((one) => of(one) === 'EmailVerificationInProgress' && !one.obstacle);
    if (open.length === 0) return;
    if (waited >= wishes.patienceMillis) {
      for (const cell of open) {
        cell.obstacle = { kind: 'failed', cause: 'its address is still being looked at' };
      }
      return;
    }
    await sleep(millis);
    waited += millis;
  }
}
