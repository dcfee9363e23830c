import type { World } from './create-known-lists.ts';
import { noLists } from './declared-lists.ts';
import { createPlaces } from './places/create-places.ts';
import { testDomainParts } from './test-domains.ts';
import { ThreatIndex } from './threat-index.ts';

/** What Vedette knows by itself: AWS's test domains, countries and networks. */
export function builtinWorld(): World {
  const threats = new ThreatIndex(testDomainParts);
  return {
    threats: () => threats,
    places: createPlaces(),
    inventory: () => noLists.inventory,
  };
}
