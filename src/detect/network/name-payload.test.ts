import { expect, it } from 'vitest';
import { noLists } from '../../lists/declared-lists.ts';
import { namePayload } from './name-payload.ts';

const FOUR_BITS = '0123456789abcdef'.repeat(4);

it('tells how much a name may carry below its domain', () => {
  const domain = `${FOUR_BITS.slice(0, 32)}.${FOUR_BITS.slice(32)}.exfil.example`;
  expect(namePayload(domain, 64, noLists)).toEqual({ zone: 'exfil.example', bytes: 32 });
  expect(namePayload(domain, 65, noLists)).toBeUndefined();
});

it('tells nothing of what repeats itself, or is short in front of a long domain', () => {
  const same = `${'a'.repeat(60)}.exfil.example`;
  expect(namePayload(same, 52, noLists)).toEqual({ zone: 'exfil.example', bytes: 0 });
  expect(namePayload(`www.${'a'.repeat(60)}.example`, 52, noLists)).toBeUndefined();
  expect(namePayload('www.example.com', 52, noLists)).toBeUndefined();
  expect(namePayload('', 0, noLists)).toEqual({ zone: '', bytes: 0 });
});
