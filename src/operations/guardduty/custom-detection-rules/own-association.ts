import { isInForce, type RuleAssociation } from '../../../domain/rule-association.ts';
import type { OperationContext } from '../../context.ts';
import { accessDenied } from '../errors.ts';

/** The caller's association of a rule; one that has expired is none. */
export async function associationInForce(
  { store, accountId, region, clock }: OperationContext,
  ruleId: string,
): Promise<RuleAssociation | undefined> {
  const association = await store.detectionRules.association(accountId, region, ruleId);
  return association && isInForce(association, clock.now()) ? association : undefined;
}

/** In an organisation the delegated administrator alone decides; a member may only look. */
export async function refuseManagedMember(context: OperationContext): Promise<void> {
  const { store, accountId, region } = context;
  const association = await store.members.associationOf(accountId, region);
  if (association?.viaOrganization) throw accessDenied();
}
