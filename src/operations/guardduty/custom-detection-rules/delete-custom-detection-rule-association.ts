import { operation } from '../operation.ts';
import { givenAssociationId, givenRule } from './given.ts';
import { associationInForce, refuseManagedMember } from './own-association.ts';

/** What is not there, or no more, is deleted already. */
export const deleteCustomDetectionRuleAssociation = operation(
  'DeleteCustomDetectionRuleAssociation',
  async (input, context) => {
    const { ruleId } = givenRule(input.RuleId);
    const associationId = givenAssociationId(input.AssociationId);
    await refuseManagedMember(context);
    const { store, accountId, region } = context;
    const association = await associationInForce(context, ruleId);
    if (association?.associationId === associationId) {
      await store.detectionRules.deleteAssociation(accountId, region, ruleId);
    }
    return {};
  },
);
