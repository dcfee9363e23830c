import { inMode } from '../../../domain/rule-association.ts';
import { resourceNotFound } from '../errors.ts';
import { operation } from '../operation.ts';
import { givenAssociationId, givenMode, givenRule } from './given.ts';
import { associationInForce, refuseManagedMember } from './own-association.ts';

/** The same mode again changes nothing: a dry run is not prolonged by it. */
export const updateCustomDetectionRuleAssociation = operation(
  'UpdateCustomDetectionRuleAssociation',
  async (input, context) => {
    const { ruleId } = givenRule(input.RuleId);
    const associationId = givenAssociationId(input.AssociationId);
    const mode = givenMode(input.Mode);
    await refuseManagedMember(context);
    const association = await associationInForce(context, ruleId);
    if (association?.associationId !== associationId) throw resourceNotFound();
    const changed = inMode(association, mode, context.clock.now());
    await context.store.detectionRules.putAssociation(changed);
    return {};
  },
);
