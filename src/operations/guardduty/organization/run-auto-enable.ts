import { type Administration, applyUpTo } from '../../../domain/administration.ts';
import type { Clock } from '../../../lib/clock.ts';
import { AUTO_ENABLE_PER_BATCH, MEMBERS_OF_ORGANIZATION_MAX } from '../../../limits.ts';
import type { Store } from '../../../store/store.ts';
import { applyToAll } from './apply-to-all.ts';
import { enrolAccount } from './enrol-account.ts';
import { Room } from './room.ts';

/**
 * Does what organisations enable by themselves, in all Regions: settings for ALL are carried
 * through the accounts, and accounts that joined become members. Each batch is a transaction that
 * also keeps how far it came, so that a restart goes on where the last run ended.
 */
export async function runAutoEnable(
  store: Store,
  clock: Clock,
  membersMax = MEMBERS_OF_ORGANIZATION_MAX,
): Promise<void> {
  for (const found of await store.administrations.withWork()) {
    for (const batch of [applyBatch, enrolBatch]) {
      let goesOn = true;
      while (goesOn) {
        goesOn = await store.transaction(async (inside) => {
          const current = await ableAdministration(inside, found);
          if (current === undefined) return false;
          const room = await Room.of(inside, current, membersMax);
          return batch(inside, current, room, clock.now());
        });
      }
    }
  }
}

/** As it is now; undefined where it has ended, or its administrator does not use GuardDuty. */
async function ableAdministration(
  store: Store,
  { organizationId, region, administratorId }: Administration,
): Promise<Administration | undefined> {
  const current = await store.administrations.get(organizationId, region);
  if (current?.administratorId !== administratorId) return undefined;
  const detector = await store.detectors.get(administratorId, region);
  return detector?.enabled ? current : undefined;
}

/** The next accounts of the organisation, for which settings for ALL are applied. */
async function applyBatch(
  store: Store,
  administration: Administration,
  room: Room,
  now: number,
): Promise<boolean> {
  const { organizationId, appliedTo } = administration;
  if (appliedTo === undefined) return false;
  const accounts = await store.accounts.listOfOrganization(
    organizationId,
    AUTO_ENABLE_PER_BATCH,
    appliedTo,
  );
  for (const account of accounts) await applyToAll(store, administration, account, room, now);
  const last = accounts.length < AUTO_ENABLE_PER_BATCH ? undefined : accounts.at(-1)?.accountId;
  await store.administrations.put(applyUpTo(administration, last));
  return last !== undefined;
}

/** Accounts that joined. Who finds no place goes on waiting; who cannot be enrolled does not. */
async function enrolBatch(
  store: Store,
  administration: Administration,
  room: Room,
  now: number,
): Promise<boolean> {
  const waiting = await store.administrations.waiting(administration, AUTO_ENABLE_PER_BATCH);
  for (const accountId of waiting) {
    if (!room.isLeft) return false;
    const account = await store.accounts.get(accountId);
    if (account?.organizationId === administration.organizationId) {
      const refusal = await enrolAccount(store, administration, account, { hasRoom: true, now });
      await room.settle(account, refusal, now);
    }
    await store.administrations.stopWaiting(administration, accountId);
  }
  return waiting.length === AUTO_ENABLE_PER_BATCH;
}
