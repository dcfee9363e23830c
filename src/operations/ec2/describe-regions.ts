import type { Filter, Region } from '@aws-sdk/client-ec2';
import { isEnabledByDefault, type Partition, REGIONS_BY_PARTITION } from '../../domain/regions.ts';
import { compileWildcard } from '../../domain/wildcard.ts';
import { ec2Errors } from './errors.ts';
import { query } from './operation.ts';

/** The Regions of the call's partition. All of them are open, so that AllRegions adds none. */
export const describeRegions = query('DescribeRegions', async (input, { partition }) => {
  const names: readonly string[] = REGIONS_BY_PARTITION[partition];
  const unknown = (input.RegionNames ?? []).filter((name) => !names.includes(name));
  if (unknown.length > 0) throw ec2Errors.noRegions(unknown);
  const tests = (input.Filters ?? []).map(testOf);
  if (input.DryRun === true) throw ec2Errors.dryRun();
  const asked = input.RegionNames?.length ? input.RegionNames : names;
  const regions = [...new Set(asked)].map((name) => regionShape(name, partition));
  return { Regions: regions.filter((region) => tests.every((test) => test(region))) };
});

function regionShape(name: string, partition: Partition): Region {
  const domain = partition === 'aws-cn' ? 'amazonaws.com.cn' : 'amazonaws.com';
  return {
    RegionName: name,
    Endpoint: `ec2.${name}.${domain}`,
    OptInStatus: isEnabledByDefault(name) ? 'opt-in-not-required' : 'opted-in',
  };
}

const FILTERS: Readonly<Record<string, (region: Region) => string | undefined>> = {
  endpoint: (region) => region.Endpoint,
  'opt-in-status': (region) => region.OptInStatus,
  'region-name': (region) => region.RegionName,
};

/** One of a filter's values must match; `*` and `?` are wildcards. */
function testOf({ Name = '', Values = [] }: Filter): (region: Region) => boolean {
  const read = Object.hasOwn(FILTERS, Name) ? FILTERS[Name] : undefined;
  if (read === undefined) throw ec2Errors.noFilter(Name);
  const patterns = Values.map(compileWildcard);
  return (region) => patterns.some((matches) => matches(read(region) ?? ''));
}
