import { type RuleConfiguration, targets } from '../../../domain/rule-association.ts';
import type { Store } from '../../../store/store.ts';

/** Ends what an account has configured as an administrator; its members keep their associations. */
export async function forgetConfigurations(
  store: Store,
  administratorId: string,
  region: string,
): Promise<void> {
  const { detectionRules } = store;
  for (const { ruleId, mode } of await detectionRules.configurations(administratorId, region)) {
    await detectionRules.deleteConfiguration(administratorId, region, ruleId, mode);
  }
}

/** Takes away what an earlier form of the configuration gave to accounts that it means no more. */
export async function withdrawConfiguration(
  store: Store,
  before: RuleConfiguration,
  after: RuleConfiguration,
): Promise<void> {
  const { accountId: administratorId, region, ruleId, mode } = before;
  const made = await store.detectionRules.associationsMadeBy(administratorId, region, ruleId);
  for (const association of made) {
    if (association.mode !== mode || targets(after, association.accountId)) continue;
    await store.detectionRules.deleteAssociation(association.accountId, region, ruleId);
  }
}
