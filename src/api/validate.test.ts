import { describe, expect, it } from 'vitest';
import { validate } from './validate.ts';
import { Violations } from './violations.ts';
import { resolveService } from './wire/resolve-service.ts';
import type { WireMember } from './wire/shapes.ts';
import { wireServices } from './wire/wire-services.ts';

/** The violations of `value` as the one member of an input. */
function check(member: Omit<WireMember, 'wire'>, value: unknown) {
  const service = resolveService({
    service: 'toy',
    protocol: 'restJson1',
    apiVersion: '1',
    operations: { Say: { input: 'Input', output: null } },
    shapes: {
      Input: { kind: 'structure', members: { Member: { wire: 'member', ...member } } },
      Names: { kind: 'list', member: 'string' },
      Tags: { kind: 'map', value: 'string' },
      Inners: { kind: 'list', member: '#Inner' },
      Inner: { kind: 'structure', members: { Name: { type: 'string', required: true } } },
      Choice: {
        kind: 'structure',
        union: true,
        members: { A: { type: 'string' }, B: { type: 'string' } },
      },
    },
  });
  const shape = service.operations.get('Say')?.input;
  if (!shape) throw new Error('the toy table has no input');
  const violations = new Violations();
  validate({ Member: value }, shape, violations);
  return violations.items;
}

describe('validate', () => {
  it('insists on required members, also of inner structures', () => {
    expect(check({ type: 'string', required: true, in: 'label' }, undefined)).toEqual([
      { path: ['member'], reason: 'missing', in: 'label', constraint: 'Member must not be null' },
    ]);
    expect(check({ type: 'string', required: true }, '')).toEqual([]);
    expect(check({ type: '#Inners' }, [{ Name: 'a' }, {}])).toMatchObject([
      { path: ['member', '1', 'Name'], reason: 'missing', in: 'body' },
    ]);
  });

  it('bounds the length of text in characters, and of lists, maps and blobs', () => {
    const constraint = { min: 2, max: 3 };
    const reasons = (type: WireMember['type'], value: unknown) =>
      check({ type, constraint }, value).map(({ reason }) => reason);
    for (const [type, short, fitting, long] of [
      ['string', 'a', 'abc', 'abcd'],
      ['string', '🙂', '🙂🙂🙂', '🙂🙂🙂🙂'],
      ['#Names', ['a'], ['a', 'b'], ['a', 'b', 'c', 'd']],
      ['#Tags', { a: '' }, { a: '', b: '' }, { a: '', b: '', c: '', d: '' }],
      ['blob', new Uint8Array(1), new Uint8Array(3), new Uint8Array(4)],
    ] as const) {
      expect(reasons(type, short)).toEqual(['length']);
      expect(reasons(type, fitting)).toEqual([]);
      expect(reasons(type, long)).toEqual(['length']);
    }
    expect(check({ type: 'string', constraint }, 'abcd')).toMatchObject([
      { value: 'abcd', constraint: 'Member must have length less than or equal to 3' },
    ]);
  });

  it('bounds numbers, and refuses fractions of integers', () => {
    const constraint = { min: 1, max: 50, integer: true } as const;
    const reasons = (value: number) =>
      check({ type: 'number', in: 'query', constraint }, value).map((item) => item.reason);
    expect([0, 1, 50, 51, 1.5, 2 ** 60].map(reasons)).toEqual([
      ['range'],
      [],
      [],
      ['range'],
      ['type'],
      ['type', 'range'],
    ]);
    expect(check({ type: 'number', constraint: { max: 50 } }, 50.5)).toMatchObject([
      { value: '50.5', constraint: 'Member must have value less than or equal to 50' },
    ]);
  });

  it('matches patterns as a whole, and never over text that is too long', () => {
    const constraint = { max: 30, pattern: '\\d{2}|x+' };
    expect(check({ type: 'string', constraint }, '12')).toEqual([]);
    expect(check({ type: 'string', constraint }, 'xx')).toEqual([]);
    for (const wrong of ['123', '12\n', ' 12', '12x']) {
      expect(check({ type: 'string', constraint }, wrong)).toMatchObject([{ reason: 'pattern' }]);
    }
    const slow = { max: 30, pattern: '(a+)+b' };
    const [only, ...others] = check({ type: 'string', constraint: slow }, 'a'.repeat(100_000));
    expect(only).toMatchObject({ reason: 'length' });
    expect(others).toEqual([]);
  });

  it('knows the values of an enum, letter for letter', () => {
    const constraint = { enum: ['ONE_HOUR', 'SIX_HOURS'] };
    expect(check({ type: 'string', constraint }, 'ONE_HOUR')).toEqual([]);
    expect(check({ type: 'string', constraint }, 'one_hour')).toMatchObject([
      {
        reason: 'enum',
        value: 'one_hour',
        constraint: 'Member must satisfy enum value set: [ONE_HOUR, SIX_HOURS]',
      },
    ]);
  });

  it('checks elements, keys and values, and shows nothing that is sensitive', () => {
    const elementConstraint = { min: 1 };
    expect(check({ type: '#Names', elementConstraint }, ['a', ''])).toMatchObject([
      { path: ['member', '1'], reason: 'length', value: '' },
    ]);
    const tags = {
      type: '#Tags',
      elementConstraint,
      keyConstraint: { pattern: '[a-z]+' },
    } as const;
    expect(check(tags, { a: 'x', B: '' })).toMatchObject([
      { path: ['member'], reason: 'pattern', value: 'B' },
      { path: ['member', 'B'], reason: 'length' },
    ]);
    const hidden = { type: 'string', sensitive: true, constraint: { max: 1 } } as const;
    expect(check(hidden, 'hush')).not.toHaveProperty('0.value');
    expect(check(hidden, 'hush')).toHaveLength(1);
  });

  it('wants exactly one member of a union', () => {
    expect(check({ type: '#Choice' }, { A: 'a' })).toEqual([]);
    for (const wrong of [{}, { A: 'a', B: 'b' }]) {
      expect(check({ type: '#Choice' }, wrong)).toMatchObject([{ reason: 'malformed' }]);
    }
  });

  it("stops where enough is known, and speaks GuardDuty's own table", () => {
    const service = resolveService(wireServices.guardduty);
    const shape = service.operations.get('CreateMembers')?.input;
    if (!shape) throw new Error('no CreateMembers');
    const violations = new Violations();
    const details = Array.from({ length: 51 }, () => ({ AccountId: '1', Email: '' }));
    validate({ DetectorId: 'd'.repeat(301), AccountDetails: details }, shape, violations);
    expect(violations.items).toHaveLength(20);
    expect(violations.items.slice(0, 4)).toMatchObject([
      { path: ['detectorId'], in: 'label', reason: 'length' },
      { path: ['accountDetails'], in: 'body', reason: 'length' },
      { path: ['accountDetails', '0', 'accountId'], in: 'body', value: '1' },
      { path: ['accountDetails', '0', 'email'], in: 'body' },
    ]);
    expect(violations.items[3]).not.toHaveProperty('value');
  });
});
