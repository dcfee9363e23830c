import { expiryOf, type RuleAssociation } from '../../../domain/rule-association.ts';
import { hexId } from '../../../lib/ids.ts';
import type { OperationContext } from '../../context.ts';
import { conflict, guardDutyError } from '../errors.ts';
import { operation } from '../operation.ts';
import { givenMode, givenRule, givenTags, givenToken } from './given.ts';
import { associationInForce, refuseManagedMember } from './own-association.ts';
import { showAssociation } from './show-association.ts';

/** Switches a rule on for the caller. The same call again, known by its token, answers the same. */
export const createCustomDetectionRuleAssociation = operation(
  'CreateCustomDetectionRuleAssociation',
  async (input, context) => {
    const { ruleId } = givenRule(input.RuleId);
    const mode = givenMode(input.Mode);
    const clientToken = givenToken(input.ClientToken);
    const tags = givenTags(input.Tags);
    await refuseManagedMember(context);
    const { store, accountId, region, clock } = context;
    // Without a detector nothing reads the account's logs.
    const detectorId = await store.detectors.idOf(accountId, region);
    if (detectorId === undefined) throw guardDutyError('noDetector');
    const existing = await associationInForce(context, ruleId);
    if (existing !== undefined) {
      const isRetry = clientToken !== undefined && existing.clientToken === clientToken;
      if (!isRetry) throw conflict('invalidInput');
      return answer(existing, context);
    }
    const now = clock.now();
    const association: RuleAssociation = {
      associationId: hexId(),
      accountId,
      region,
      ruleId,
      mode,
      tags,
      ...(clientToken !== undefined && { clientToken }),
      createdAt: now,
      updatedAt: now,
      ...expiryOf(mode, now),
    };
    await store.detectionRules.putAssociation(association);
    return answer(association, context);
  },
);

function answer(association: RuleAssociation, context: OperationContext) {
  const { accountId } = association;
  return { RuleAssociation: { ...showAssociation(association, context), AccountId: accountId } };
}
