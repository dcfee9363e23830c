import { isSameEmail } from '../../../domain/email.ts';
import { advance, type Membership } from '../../../domain/membership.ts';
import type { Clock } from '../../../lib/clock.ts';
import { EMAIL_CHECKS_PER_BATCH } from '../../../limits.ts';
import type { Store } from '../../../store/store.ts';

/**
 * Ends every e-mail check that waits, in all Regions, each in a transaction of its own. A check
 * passes where the invited account exists and has the address that the administrator gave, without
 * regard to case; `invited` is told of it in the same transaction, `checked` of every check that
 * has ended, after it. Returns how many checks ended.
 */
export async function runEmailChecks(
  store: Store,
  clock: Clock,
  invited: (inside: Store, row: Membership) => Promise<void>,
  checked: (row: Membership) => void = () => {},
): Promise<number> {
  let total = 0;
  for (;;) {
    const rows = await store.members.awaitingEmailCheck(EMAIL_CHECKS_PER_BATCH);
    let ended = 0;
    for (const row of rows) {
      const now = clock.now();
      const end = await store.transaction((inside) => endCheck(inside, row, now, invited));
      if (end === undefined) continue;
      checked(end);
      ended += 1;
    }
    total += ended;
    // Rows that another process ended meanwhile are listed no more, and that process goes on.
    if (ended === 0) return total;
  }
}

async function endCheck(
  store: Store,
  listed: Membership,
  now: number,
  invited: (inside: Store, row: Membership) => Promise<void>,
): Promise<Membership | undefined> {
  const { administratorId, region, accountId } = listed;
  const row = await store.members.get(administratorId, region, accountId);
  if (row === undefined) return undefined;
  const account = await store.accounts.get(accountId);
  const passes = account !== undefined && isSameEmail(account.email, row.email);
  const checked = advance(row, passes ? 'passCheck' : 'failCheck', now);
  if (checked === undefined) return undefined;
  await store.members.put(checked);
  if (passes) await invited(store, checked);
  return checked;
}
