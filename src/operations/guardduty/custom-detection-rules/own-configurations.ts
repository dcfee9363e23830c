import { isInForce, type RuleConfiguration } from '../../../domain/rule-association.ts';
import type { OperationContext } from '../../context.ts';
import { accessDenied } from '../errors.ts';
import { administrationOf } from '../organization/own-administration.ts';

/** What the caller, who must be the delegated administrator here, has in force. */
export async function ownConfigurations(context: OperationContext): Promise<RuleConfiguration[]> {
  if ((await administrationOf(context)) === undefined) throw accessDenied();
  const { store, accountId, region, clock } = context;
  const now = clock.now();
  const all = await store.detectionRules.configurations(accountId, region);
  return all.filter((configuration) => isInForce(configuration, now));
}
