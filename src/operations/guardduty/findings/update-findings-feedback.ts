import { guardDutyError } from '../errors.ts';
import { operation } from '../operation.ts';
import { ownDetector } from '../own-detector.ts';
import { visibleAccounts } from './visible-accounts.ts';

/**
 * Marks findings as useful or not, all of them or none. The comments of a request go to whoever
 * makes the service and to no answer of it; nobody stands behind Vedette to read them.
 */
export const updateFindingsFeedback = operation(
  'UpdateFindingsFeedback',
  async (input, context) => {
    await ownDetector(context, input.DetectorId);
    const { store, region, clock } = context;
    const accountIds = await visibleAccounts(context);
    const ids = [...new Set(input.FindingIds)];
    const { findings } = store;
    const found = await findings.setFeedback(accountIds, region, ids, input.Feedback, clock.now());
    if (found < ids.length) throw guardDutyError('invalidInput');
    return {};
  },
);
