import { describe, expect, test } from 'vitest';
import { whoOfClaims } from './who-of-claims.ts';

const role = 'arn:aws:iam::111122223333:role/Analyst';

describe('claims', () => {
  const settings = {
    nameClaim: 'email',
    roles: [
      { claim: 'email', value: 'lead@example.com', role: `${role}Lead` },
      { claim: 'groups', value: 'responders', role },
    ],
  };

  test.each([
    [{ groups: ['staff', 'responders'], sub: '1' }, role],
    [{ groups: 'responders', sub: '1' }, role],
    [{ email: 'lead@example.com', groups: ['responders'] }, `${role}Lead`],
  ])('%j are this role: %s', (claims, roleArn) => {
    expect(whoOfClaims(claims, settings)?.roleArn).toBe(roleArn);
  });

  test.each([
    {},
    { groups: 'responders and others' },
    { groups: { responders: true } },
    { email: ['lead@example.com.example.com'] },
  ])('%j are nobody here', (claims) => {
    expect(whoOfClaims(claims, settings)).toBeUndefined();
  });

  test('name the session, in letters that a session may have', () => {
    const name = (claims: object) =>
      whoOfClaims({ ...claims, groups: ['responders'] }, settings)?.sessionName;
    expect(name({ email: 'maria@example.com', sub: '1' })).toBe('maria@example.com');
    expect(name({ email: 'a b<>', sub: '1' })).toBe('a_b__');
    expect(name({ sub: '1' })).toBe('1_');
    expect(name({ sub: 'x'.repeat(99) })).toHaveLength(64);
  });
});
