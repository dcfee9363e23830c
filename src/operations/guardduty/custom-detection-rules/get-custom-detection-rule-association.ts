import { resourceNotFound } from '../errors.ts';
import { query } from '../operation.ts';
import { givenAssociationId, givenRule } from './given.ts';
import { associationInForce } from './own-association.ts';
import { showAssociation } from './show-association.ts';

export const getCustomDetectionRuleAssociation = query(
  'GetCustomDetectionRuleAssociation',
  async (input, context) => {
    const { ruleId } = givenRule(input.RuleId);
    const associationId = givenAssociationId(input.AssociationId);
    const association = await associationInForce(context, ruleId);
    if (association?.associationId !== associationId) throw resourceNotFound();
    const { accountId, tags } = association;
    return {
      RuleAssociation: { ...showAssociation(association, context), AccountId: accountId },
      Tags: { ...tags },
    };
  },
);
