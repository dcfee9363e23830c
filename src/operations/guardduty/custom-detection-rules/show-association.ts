import type { AssociationSummary } from '@aws-sdk/client-guardduty';
import { associationArn, type RuleAssociation } from '../../../domain/rule-association.ts';
import { dateOf } from '../../../lib/clock.ts';
import type { OperationContext } from '../../context.ts';

/** What lists and single answers have in common. */
export function showAssociation(
  association: RuleAssociation,
  { partition }: OperationContext,
): AssociationSummary {
  const { expiresAt } = association;
  return {
    AssociationId: association.associationId,
    Arn: associationArn(association, partition),
    RuleId: association.ruleId,
    Mode: association.mode,
    CreatedAt: dateOf(association.createdAt),
    UpdatedAt: dateOf(association.updatedAt),
    ...(expiresAt !== undefined && { ExpiresAt: dateOf(expiresAt) }),
  };
}
