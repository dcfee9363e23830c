import type { MemberDataSourceConfiguration } from '@aws-sdk/client-guardduty';
import { dataSourceResults, memberFeatureResults } from '../../../domain/detector-features.ts';
import { isAssociated } from '../../../domain/membership.ts';
import { eachAccount } from '../each-account.ts';
import { query } from '../operation.ts';
import { ownDetector } from '../own-detector.ts';

/** What the detectors of associated members are set to. */
export const getMemberDetectors = query('GetMemberDetectors', async (input, context) => {
  await ownDetector(context, input.DetectorId);
  const { store, accountId, region } = context;
  const shown: MemberDataSourceConfiguration[] = [];
  const refused = await eachAccount(input.AccountIds, async (memberId) => {
    const row = await store.members.get(accountId, region, memberId);
    const detector = await store.detectors.get(memberId, region);
    if (row === undefined || !isAssociated(row) || detector === undefined) return 'notAssociated';
    shown.push({
      AccountId: memberId,
      DataSources: dataSourceResults(detector.features),
      Features: memberFeatureResults(detector.features),
    });
    return undefined;
  });
  return { MemberDataSourceConfigurations: shown, UnprocessedAccounts: refused };
});
