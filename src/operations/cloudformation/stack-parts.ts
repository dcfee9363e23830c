import { partitionOf } from '../../domain/regions.ts';
import { zonesOf } from '../../domain/zones.ts';
import { providerOf } from '../../stacks/providers/index.ts';

/** What planning needs besides the store. */
export const stackParts = {
  partitionOf: (region: string) => partitionOf(region) ?? 'aws',
  zonesOf,
  providerOf,
} as const;
