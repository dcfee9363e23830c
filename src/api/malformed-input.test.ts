import { expect, it } from 'vitest';
import { MalformedInput } from './malformed-input.ts';

it('says where, and keeps the cause', () => {
  const cause = new Error('inner');
  expect(new MalformedInput('not JSON', undefined, { cause })).toMatchObject({
    message: 'not JSON',
    where: 'body',
    cause,
  });
  expect(new MalformedInput('bad escape', 'query').where).toBe('query');
});
