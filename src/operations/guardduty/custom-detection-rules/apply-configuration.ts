import type { Membership } from '../../../domain/membership.ts';
import {
  isInForce,
  type RuleAssociation,
  type RuleConfiguration,
  targets,
} from '../../../domain/rule-association.ts';
import { hexId } from '../../../lib/ids.ts';
import { PAGE_RESULTS_DEFAULT } from '../../../limits.ts';
import type { Store } from '../../../store/store.ts';

/** Gives every member of the organisation that a configuration means its association. */
export async function applyConfiguration(
  store: Store,
  configuration: RuleConfiguration,
  now: number,
): Promise<void> {
  const { accountId: administratorId, region } = configuration;
  let after: string | undefined;
  for (;;) {
    const rows = await store.members.listOfAdministrator(administratorId, region, {
      onlyAssociated: true,
      limit: PAGE_RESULTS_DEFAULT,
      ...(after !== undefined && { after }),
    });
    for (const row of rows) await applyToMember(store, configuration, row, now);
    after = rows.at(-1)?.accountId;
    if (after === undefined) return;
  }
}

/** Gives an account that has become a member what its administrator has configured. */
export async function followConfigurations(
  store: Store,
  member: Membership,
  now: number,
): Promise<void> {
  const { administratorId, region } = member;
  for (const one of await store.detectionRules.configurations(administratorId, region)) {
    if (isInForce(one, now)) await applyToMember(store, one, member, now);
  }
}

/** An association of a dry run ends with its configuration, not 14 days after it was made. */
async function applyToMember(
  { detectionRules }: Store,
  configuration: RuleConfiguration,
  { accountId, viaOrganization }: Membership,
  now: number,
): Promise<void> {
  if (!viaOrganization || !targets(configuration, accountId)) return;
  const { accountId: administratorId, region, ruleId, mode, expiresAt } = configuration;
  const before = await detectionRules.association(accountId, region, ruleId);
  const kept = before && isInForce(before, now) ? before : undefined;
  if (kept !== undefined && isAsWanted(kept, configuration)) return;
  await detectionRules.putAssociation({
    associationId: kept?.associationId ?? hexId(),
    accountId,
    region,
    ruleId,
    mode,
    tags: kept?.tags ?? {},
    administratorId,
    createdAt: kept?.createdAt ?? now,
    updatedAt: now,
    ...(expiresAt !== undefined && { expiresAt }),
  });
}

function isAsWanted(association: RuleAssociation, configuration: RuleConfiguration): boolean {
  return (
    association.administratorId === configuration.accountId &&
    association.mode === configuration.mode &&
    association.expiresAt === configuration.expiresAt
  );
}
