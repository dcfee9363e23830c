import { expect, it } from 'vitest';
import { builtinWorld } from './builtin-world.ts';
import { knownToAll } from './create-known-lists.ts';

it('knows test domains and places, and no machines', () => {
  const known = knownToAll(builtinWorld());
  expect(known.domainThreats('guarddutyphishingactivity.com')).toHaveLength(1);
  expect(known.isAws('52.94.10.5')).toBe(true);
  expect(known.inventory.accountOf('52.94.10.5')).toBeUndefined();
});
