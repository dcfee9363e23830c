import { expect, it } from 'vitest';
import { textOf } from './authorisable-call.ts';

it('takes texts and nothing else from an input', () => {
  const input = { RoleName: 'Ops', Enable: true, Tags: { a: 'b' } };
  expect(textOf(input, 'RoleName')).toBe('Ops');
  for (const member of ['Enable', 'Tags', 'absent']) expect(textOf(input, member)).toBeUndefined();
});
