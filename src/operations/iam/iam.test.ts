import { describe, expect, it } from 'vitest';
import { awsManagedPolicies } from '../../domain/aws-managed-policies.ts';
import { defaultDocument } from '../../domain/iam.ts';
import { callerUserName } from './caller-user-name.ts';
import { checkDocument, encodeDocument } from './documents.ts';
import { iamTable } from './index.ts';
import { type PageInput, pageOfAll } from './page.ts';
import { withTags } from './tag-input.ts';

describe('documents', () => {
  it('are counted without white space, and refused in the words of AWS', () => {
    const text = '{ "Version": "2012-10-17", "Statement": [] }'.replace(
      '[]',
      '{"Effect":"Allow","Action":"*","Resource":"*"}',
    );
    expect(checkDocument(text, 'identity')).toBe(text.replace(/ /g, '').length);
    expect(() => checkDocument(text, 'trust')).toThrow(
      expect.objectContaining({ code: 'MalformedPolicyDocumentException', status: 400 }),
    );
  });

  it('travel encoded as in RFC 3986', () => {
    const text = `{"a": "!'()*ü"}`;
    expect(encodeDocument(text)).toBe('%7B%22a%22%3A%20%22%21%27%28%29%2A%C3%BC%22%7D');
    expect(decodeURIComponent(encodeDocument(text))).toBe(text);
  });

  it('of AWS’s own policies pass the same check', () => {
    for (const policy of awsManagedPolicies) {
      expect(checkDocument(defaultDocument(policy), 'identity')).toBeGreaterThan(0);
    }
  });
});

describe('pageOfAll', () => {
  const all = ['c', 'a', 'b'];
  const page = (input: PageInput) => pageOfAll(all, input, (item) => item);

  it('goes on after the last item shown, in the order of the list', () => {
    const first = page({ MaxItems: 2 });
    expect(first).toMatchObject({ items: ['c', 'a'], IsTruncated: true });
    expect(page({ MaxItems: 2, Marker: first.Marker })).toEqual({
      items: ['b'],
      IsTruncated: false,
    });
    expect(page({ MaxItems: 3 })).toEqual({ items: all, IsTruncated: false });
  });

  it('refuses a marker that no list gave out', () => {
    expect(() => page({ Marker: 'made up' })).toThrow('Invalid Marker.');
  });
});

describe('withTags', () => {
  it('adds, and refuses keys named twice and too many', () => {
    expect(withTags({ a: '1', b: '2' }, [{ Key: 'a', Value: '3' }])).toEqual({ a: '3', b: '2' });
    const twice = [
      { Key: 'a', Value: '1' },
      { Key: 'a', Value: '2' },
    ];
    expect(() => withTags({}, twice)).toThrow('Duplicate tag keys');
    const many = Object.fromEntries(Array.from({ length: 50 }, (_, n) => [`k${n}`, '']));
    expect(() => withTags(many, [{ Key: 'one more', Value: '' }])).toThrow('TagsPerResource: 50');
  });
});

it('takes the caller where no user is named', () => {
  const principal = { accountId: '111122223333', accessKeyId: 'AKIA' };
  const user = { ...principal, kind: 'user', userName: 'alice' } as const;
  expect(callerUserName(undefined, { principal: user })).toBe('alice');
  expect(callerUserName('bob', { principal: user })).toBe('bob');
  expect(() => callerUserName(undefined, { principal: { ...principal, kind: 'root' } })).toThrow(
    'Must specify userName',
  );
});

it('serves users, roles and policies, and says of the rest why not', () => {
  const entries = Object.values(iamTable);
  expect(entries.filter((entry) => 'handle' in entry).length).toBeGreaterThanOrEqual(60);
  for (const entry of entries) if ('reason' in entry) expect(entry.reason).toMatch(/\.$/);
});
