import { describe, expect, it } from 'vitest';
import { dateOf } from '../../lib/clock.ts';
import { Violations } from '../violations.ts';
import { resolveService } from '../wire/resolve-service.ts';
import { readForm, readPairs } from './form.ts';

const service = resolveService({
  service: 'toy',
  protocol: 'awsQuery',
  apiVersion: '1',
  operations: { Say: { input: 'Input', output: null } },
  shapes: {
    Input: {
      kind: 'structure',
      members: {
        Name: { type: 'string' },
        Count: { type: 'number' },
        Yes: { type: 'boolean' },
        At: { type: 'timestamp' },
        Bytes: { type: 'blob' },
        Names: { type: '#Names' },
        Tags: { type: '#Tags' },
        Labels: { type: '#Labels' },
      },
    },
    Names: { kind: 'list', member: 'string' },
    Tags: { kind: 'list', member: '#Tag' },
    Tag: { kind: 'structure', members: { Key: { type: 'string' }, Value: { type: 'string' } } },
    Labels: { kind: 'map', value: 'string' },
  },
});
const shape = service.operations.get('Say')?.input ?? {
  kind: 'structure',
  members: [],
  union: false,
};

function read(body: string) {
  const violations = new Violations();
  return { input: readForm(readPairs(body, 'body'), shape, violations), violations };
}

describe('forms', () => {
  it('decodes names and values', () => {
    expect(readPairs('a=1&b+c=d%20e%2B%C3%BC&flag&=x&&a=2', 'query')).toEqual([
      ['a', '1'],
      ['b c', 'd e+ü'],
      ['flag', ''],
      ['', 'x'],
      ['a', '2'],
    ]);
  });

  it('reads every type', () => {
    const { input, violations } = read(
      'Action=Say&Name=a+b&Count=12&Yes=true&At=2023-11-14T22%3A13%3A20Z&Bytes=AQI%3D' +
        '&Names.member.1=x&Names.member.2=y&Tags.member.1.Key=k&Tags.member.1.Value=v' +
        '&Labels.entry.1.key=l&Labels.entry.1.value=w',
    );
    expect(violations.items).toEqual([]);
    expect(input).toEqual({
      Name: 'a b',
      Count: 12,
      Yes: true,
      At: dateOf(1_700_000_000_000),
      Bytes: new Uint8Array([1, 2]),
      Names: ['x', 'y'],
      Tags: [{ Key: 'k', Value: 'v' }],
      Labels: { l: 'w' },
    });
  });

  it('orders by number, and makes no holes for numbers that are left out', () => {
    const { input } = read(
      'Names.member.10=c&Names.member.2=b&Names.member.999999999=d&Names.member.1=a' +
        '&Names.member.x=no&Names.member.99999999999999999999=no',
    );
    expect(input).toEqual({ Names: ['a', 'b', 'c', 'd'] });
  });

  it('reads the empty list that SDKs send as a bare name', () => {
    expect(read('Names=').input).toEqual({ Names: [] });
  });

  it.each([
    ['Count=1e3', 'Count'],
    ['Count=', 'Count'],
    ['Count=0x10', 'Count'],
    ['Yes=TRUE', 'Yes'],
    ['At=yesterday', 'At'],
  ])('refuses %s', (body, name) => {
    const { input, violations } = read(body);
    expect(input).toEqual({});
    expect(violations.items).toMatchObject([{ path: [name], reason: 'type' }]);
  });

  it.each([
    ['a bad escape', 'Name=%zz'],
    ['half a character', 'Name=%C3'],
    ['a parameter given twice', 'Name=a&Name=b'],
    ['too many parameters', 'a=1&'.repeat(1001)],
    ['a name without end', `${'a.'.repeat(100_000)}b=1`],
  ])('refuses %s', (_name, body) => {
    expect(() => read(body)).toThrow(/escape|twice|More than|nested/);
  });

  it('is not led astray by names of the language', () => {
    const { input } = read('__proto__.x=1&constructor=2&Labels.entry.1.key=__proto__&Name=a');
    expect(input.Name).toBe('a');
    expect(Object.getPrototypeOf(input)).toBe(Object.prototype);
    expect(Object.getPrototypeOf(input.Labels)).toBe(Object.prototype);
  });
});
