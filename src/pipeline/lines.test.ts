import { expect, it } from 'vitest';
import { exampleFlow, exampleLogin, exampleQuery } from '../detect/testing.ts';
import { isLine, Lines } from './lines.ts';

it('gives the lines of a batch one id, which follows from what they say alone', () => {
  const taken = (...seconds: number[]) => {
    const lines = new Lines();
    for (const second of seconds) lines.add(exampleFlow({ time: second * 1000 }), 'eu-west-1');
    return lines.take();
  };
  const [first, second] = taken(1, 2);
  expect(first).toMatchObject({ time: 1000, region: 'eu-west-1' });
  expect(second).toMatchObject({ time: 2000, id: first?.id });
  expect(taken(1, 2)[0]?.id).toBe(first?.id);
  expect(taken(2, 1)[0]?.id).not.toBe(first?.id);
  expect(taken(1)[0]?.id).not.toBe(first?.id);
});

it('begins anew with each batch', () => {
  const lines = new Lines();
  lines.add(exampleFlow(), 'eu-west-1');
  expect([lines.length, lines.take().length, lines.length, lines.take()]).toEqual([1, 1, 0, []]);
});

it('takes for lines what comes without ids and in bulk', () => {
  expect([exampleFlow(), exampleQuery(), exampleLogin()].map(isLine)).toEqual([true, true, false]);
});
