import { describe, expect, it } from 'vitest';
import { dateOf } from '../../lib/clock.ts';
import { Violations } from '../violations.ts';
import { resolveService } from '../wire/resolve-service.ts';
import { readStructure, writeStructure } from './json-shape.ts';

const service = resolveService({
  service: 'toy',
  protocol: 'awsJson1_1',
  apiVersion: '1',
  operations: { Say: { input: 'Everything', output: 'Everything' } },
  shapes: {
    Everything: {
      kind: 'structure',
      members: {
        Text: { type: 'string', wire: 'text' },
        Secret: { type: 'string', wire: 'secret', sensitive: true },
        Count: { type: 'number', wire: 'count' },
        Yes: { type: 'boolean', wire: 'yes' },
        At: { type: 'timestamp', wire: 'at' },
        AtText: { type: 'timestamp', wire: 'atText', timestampFormat: 'date-time' },
        Bytes: { type: 'blob', wire: 'bytes' },
        Anything: { type: 'document', wire: 'anything' },
        Names: { type: '#Names', wire: 'names' },
        Tags: { type: '#Tags', wire: 'tags' },
        Inner: { type: '#Everything', wire: 'inner' },
      },
    },
    Names: { kind: 'list', member: 'string' },
    Tags: { kind: 'map', value: 'string' },
  },
});
const shape = service.operations.get('Say')?.input;
if (!shape) throw new Error('the toy table has no input');

const sdk = {
  Text: 'ü',
  Count: 1.5,
  Yes: false,
  At: dateOf(1_700_000_000_123),
  AtText: dateOf(1_700_000_000_000),
  Bytes: new Uint8Array([1, 2, 255]),
  Anything: { a: [1] },
  Names: ['a', 'b'],
  Tags: { k: 'v' },
  Inner: { Text: 'in' },
};
const wire = {
  text: 'ü',
  count: 1.5,
  yes: false,
  at: 1700000000.123,
  atText: '2023-11-14T22:13:20Z',
  bytes: 'AQL/',
  anything: { a: [1] },
  names: ['a', 'b'],
  tags: { k: 'v' },
  inner: { text: 'in' },
};

function read(json: Record<string, unknown>) {
  const violations = new Violations();
  return { input: readStructure(json, shape?.members ?? [], violations), violations };
}

describe('JSON shapes', () => {
  it('reads every type and writes it back', () => {
    const { input, violations } = read(wire);
    expect(violations.items).toEqual([]);
    expect(input).toEqual(sdk);
    expect(writeStructure(sdk, shape)).toEqual(wire);
  });

  it('ignores what the table lacks, and takes null for absent', () => {
    expect(read({ Text: 'SDK name', nothing: 1, text: null, constructor: 'x' }).input).toEqual({});
  });

  it('writes neither what the table lacks nor what is undefined', () => {
    const output = { Text: undefined, Hidden: 'x', Tags: { a: undefined, b: '1' }, Names: [] };
    expect(writeStructure(output, shape)).toEqual({ tags: { b: '1' }, names: [] });
  });

  it.each([
    ['text', 5],
    ['count', '5'],
    ['count', { valueOf: 5 }],
    ['yes', 'true'],
    ['at', '2023-11-14T22:13:20Z'],
    ['atText', 1_700_000_000],
    ['bytes', '%%%'],
    ['bytes', 'AQL'],
    ['names', 'a'],
    ['names', { 0: 'a' }],
    ['tags', ['a']],
    ['inner', 'text'],
    ['inner', []],
  ])('refuses %s: %j', (name, value) => {
    const { input, violations } = read({ [name]: value });
    expect(input).toEqual({});
    expect(violations.items).toMatchObject([{ path: [name], reason: 'type', in: 'body' }]);
  });

  it('names the place of a wrong element, and hides what is sensitive', () => {
    const { violations } = read({
      names: ['a', 7, null],
      inner: { tags: { k: 1 } },
      secret: { password: 'hush' },
    });
    expect(violations.items.map(({ path, value }) => [path.join('.'), value])).toEqual([
      ['secret', undefined],
      ['names.1', '7'],
      ['names.2', 'null'],
      ['inner.tags.k', '1'],
    ]);
  });

  it('keeps what it reports small', () => {
    const { violations } = read({ names: Array.from({ length: 5000 }, () => 'x'.split('')) });
    expect(violations.items).toHaveLength(20);
    const [long] = read({ count: 'y'.repeat(10_000) }).violations.items;
    expect(long?.value).toHaveLength(101);
  });
});
