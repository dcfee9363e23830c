import { decodePageToken, encodePageToken } from '../../domain/page-token.ts';
import { isEnabledByDefault, REGIONS_BY_PARTITION } from '../../domain/regions.ts';
import { LIST_REGIONS_PAGE_DEFAULT } from '../../limits.ts';
import { checkAskedAccount } from './asked-account.ts';
import { accountErrors } from './errors.ts';
import { query } from './operation.ts';

/** The Regions of the call's partition, by name. */
export const listRegions = query('ListRegions', async (input, context) => {
  await checkAskedAccount(input.AccountId, context);
  const wanted: readonly string[] = input.RegionOptStatusContains ?? [];
  const after = input.NextToken === undefined ? '' : regionOf(input.NextToken);
  const limit = input.MaxResults ?? LIST_REGIONS_PAGE_DEFAULT;
  const rows = REGIONS_BY_PARTITION[context.partition]
    .map((RegionName) => ({
      RegionName,
      RegionOptStatus: isEnabledByDefault(RegionName)
        ? ('ENABLED_BY_DEFAULT' as const)
        : ('ENABLED' as const),
    }))
    .filter(({ RegionOptStatus: status }) => wanted.length === 0 || wanted.includes(status))
    .filter(({ RegionName }) => RegionName > after);
  const Regions = rows.slice(0, limit);
  const last = rows.length > limit ? Regions.at(-1) : undefined;
  return { Regions, NextToken: last && encodePageToken('regions', last.RegionName) };
});

function regionOf(token: string): string {
  const region = decodePageToken('regions', token);
  if (region === undefined) throw accountErrors.invalidToken();
  return region;
}
