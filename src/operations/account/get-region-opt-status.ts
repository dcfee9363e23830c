import { isEnabledByDefault, partitionOf } from '../../domain/regions.ts';
import { checkAskedAccount } from './asked-account.ts';
import { accountErrors } from './errors.ts';
import { query } from './operation.ts';

/** Every Region that is served is open to every account. */
export const getRegionOptStatus = query('GetRegionOptStatus', async (input, context) => {
  const { RegionName } = input;
  if (partitionOf(RegionName) !== context.partition) throw accountErrors.noRegion(RegionName);
  await checkAskedAccount(input.AccountId, context);
  const RegionOptStatus = isEnabledByDefault(RegionName) ? 'ENABLED_BY_DEFAULT' : 'ENABLED';
  return { RegionName, RegionOptStatus };
});
