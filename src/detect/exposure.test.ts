import { expect, it } from 'vitest';
import { combine, type Exposure, NOT_EXPOSED, narrowest, widest } from './exposure.ts';

const exposed = (level: Exposure['level'], because: string, write = false): Exposure => ({
  level,
  read: !write,
  write,
  because: [because],
});

it('takes the narrowest of what must all hold: everyone where nothing must', () => {
  expect(narrowest([])).toBe('anonymous');
  expect(narrowest(['anonymous', 'authenticated'])).toBe('authenticated');
  expect(narrowest(['anonymous', 'none', 'authenticated'])).toBe('none');
});

it('takes the widest of alternatives: nobody where there is none', () => {
  expect(widest([])).toBe('none');
  expect(widest(['none', 'authenticated'])).toBe('authenticated');
});

it('joins grants by the widest level and says which ones decide', () => {
  const joined = combine([
    NOT_EXPOSED,
    exposed('authenticated', 'a'),
    exposed('anonymous', 'b'),
    exposed('anonymous', 'c', true),
  ]);
  expect(joined).toEqual({ level: 'anonymous', read: true, write: true, because: ['b', 'c'] });
  expect(combine([NOT_EXPOSED])).toEqual(NOT_EXPOSED);
});
