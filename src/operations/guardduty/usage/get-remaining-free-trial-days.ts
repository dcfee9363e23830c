import type { AccountFreeTrialInfo } from '@aws-sdk/client-guardduty';
import { remainingTrials } from '../../../domain/free-trial.ts';
import { eachAccount } from '../each-account.ts';
import { visibleAccounts } from '../findings/visible-accounts.ts';
import { query } from '../operation.ts';
import { ownDetector } from '../own-detector.ts';

/** For the caller itself and its associated members: days left of the trials that have begun. */
export const getRemainingFreeTrialDays = query(
  'GetRemainingFreeTrialDays',
  async (input, context) => {
    await ownDetector(context, input.DetectorId);
    const { store, region, clock } = context;
    const visible = new Set(await visibleAccounts(context));
    const Accounts: AccountFreeTrialInfo[] = [];
    const UnprocessedAccounts = await eachAccount(input.AccountIds, async (AccountId) => {
      if (!visible.has(AccountId)) return 'notAssociated';
      const trials = await store.usage.trials(AccountId, region);
      const { features, dataSources } = remainingTrials(trials, clock.now());
      Accounts.push({ AccountId, DataSources: dataSources, Features: features });
      return undefined;
    });
    return { Accounts, UnprocessedAccounts };
  },
);
