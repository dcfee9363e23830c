import { expect, it } from 'vitest';
import { caseFile } from './case-file.ts';

const hit = { type: 'A:EC2/B', severity: 5, key: 'k' };
const one = { name: 'a', records: ['line'], hits: [hit] };

it('takes a file of cases as it is', () => {
  const file = { cases: [one, { ...one, hits: [] }] };
  expect(caseFile(file)).toBe(file);
});

it.each([
  ['no list', { cases: one }],
  ['no name', { cases: [{ ...one, name: undefined }] }],
  ['no records', { cases: [{ ...one, records: {} }] }],
  ['no hits', { cases: [{ ...one, hits: undefined }] }],
  ['a hit without a severity', { cases: [{ ...one, hits: [{ ...hit, severity: 'high' }] }] }],
  ['a text', 'cases'],
])('refuses %s', (_what, file) => {
  expect(() => caseFile(file)).toThrow(TypeError);
});
