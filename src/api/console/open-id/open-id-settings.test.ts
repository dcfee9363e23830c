import { describe, expect, test } from 'vitest';
import { parseOpenIdSettings } from './open-id-settings.ts';

const role = 'arn:aws:iam::111122223333:role/Analyst';
const given = {
  issuer: 'https://id.example.com/tenant',
  clientId: 'vedette',
  roles: [{ claim: 'groups', value: 'responders', role }],
};
const parse = (more: object = {}, url = 'https://vedette.example.com/') =>
  parseOpenIdSettings(JSON.stringify({ ...given, ...more }), url);

describe('settings of an identity provider', () => {
  test('are read, with what is left out filled in', () => {
    expect(parse()).toEqual({
      ...given,
      name: 'id.example.com',
      publicUrl: 'https://vedette.example.com',
      scope: 'openid email',
      nameClaim: 'email',
    });
    expect(parse({ clientSecret: 'hidden', name: 'Example' })).toMatchObject({
      ...{ clientSecret: 'hidden', name: 'Example' },
    });
  });

  test.each([
    [{ issuer: 'http://id.example.com' }, '"issuer" must be an https address'],
    [{ issuer: 'id' }, '"issuer" must be an https address'],
    [{ clientId: '' }, '"clientId" must be a text'],
    [{ clientSecret: 1 }, '"clientSecret" must be a text'],
    [{ roles: [] }, '"roles" must be a list'],
    [{ roles: ['x'] }, 'rule 1 of "roles" must be a JSON object'],
    [{ roles: [{ claim: 'a', value: 'b', role: 'Analyst' }] }, 'is not the ARN of a role'],
    [{ role }, '"role" is not a setting of it'],
  ])('%j is refused: %s', (more, words) => {
    expect(() => parse(more)).toThrow(words);
  });

  test('a server that browsers reach in the clear is refused, but for this machine', () => {
    expect(() => parse({}, 'http://vedette.example.com')).toThrow('an https address');
    expect(parse({}, 'http://127.0.0.1:4980').publicUrl).toBe('http://127.0.0.1:4980');
  });
});
