import { guardDutyError } from '../errors.ts';
import { operation } from '../operation.ts';
import { ownDetector } from '../own-detector.ts';
import { visibleAccounts } from './visible-accounts.ts';

/**
 * Marks findings as useful or not, all of them or none. The comments are kept with the finding for
 * whoever runs Vedette: GuardDuty's own answers never show them.
 */
export const updateFindingsFeedback = operation(
  'UpdateFindingsFeedback',
  async (input, context) => {
    await ownDetector(context, input.DetectorId);
    const { store, region, clock } = context;
    const accountIds = await visibleAccounts(context);
    const ids = [...new Set(input.FindingIds)];
    const { findings } = store;
    const feedback = { verdict: input.Feedback, comments: input.Comments };
    const found = await findings.setFeedback(accountIds, region, ids, feedback, clock.now());
    if (found < ids.length) throw guardDutyError('invalidInput');
    return {};
  },
);
