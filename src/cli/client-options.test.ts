import { describe, expect, it } from 'vitest';
import { callerOf } from './client-options.ts';

const endpoint = 'http://127.0.0.1:4980';
const key = { AWS_ACCESS_KEY_ID: 'AKIAIOSFODNN7EXAMPLE', AWS_SECRET_ACCESS_KEY: 'secret' };

describe('callerOf', () => {
  it('reads the key that AWS clients read', () => {
    const caller = callerOf({ endpoint }, { ...key, AWS_SESSION_TOKEN: 'token' });
    expect(caller.credentials).toEqual({
      accessKeyId: 'AKIAIOSFODNN7EXAMPLE',
      secretAccessKey: 'secret',
      sessionToken: 'token',
    });
    expect(
      callerOf({ endpoint }, { ...key, AWS_SESSION_TOKEN: '' }).credentials,
    ).not.toHaveProperty('sessionToken');
  });

  it('takes the Region from the flag, the environment, the default, in this order', () => {
    const environment = { ...key, AWS_REGION: 'eu-west-1', AWS_DEFAULT_REGION: 'eu-west-2' };
    expect(callerOf({ endpoint, region: 'cn-north-1' }, environment).region).toBe('cn-north-1');
    expect(callerOf({ endpoint }, environment).region).toBe('eu-west-1');
    expect(callerOf({ endpoint }, { ...environment, AWS_REGION: '' }).region).toBe('eu-west-2');
    expect(callerOf({ endpoint }, key).region).toBe('us-east-1');
  });

  it('says which variables are missing', () => {
    expect(() => callerOf({ endpoint }, {})).toThrow('AWS_ACCESS_KEY_ID');
  });

  it.each(['127.0.0.1:4980', 'ftp://127.0.0.1', 'http://127.0.0.1/path', 'x'])(
    'refuses the endpoint %s',
    (text) => {
      expect(() => callerOf({ endpoint: text }, key)).toThrow(text);
    },
  );
});
