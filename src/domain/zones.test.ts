import { expect, it } from 'vitest';
import { zonesOf } from './zones.ts';

it('names the zones of a Region', () => {
  expect(zonesOf('eu-west-1')).toEqual(['eu-west-1a', 'eu-west-1b', 'eu-west-1c']);
  expect(zonesOf('us-east-1')).toHaveLength(6);
});
