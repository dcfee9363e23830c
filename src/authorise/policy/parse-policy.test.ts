import { describe, expect, it } from 'vitest';
import { MalformedPolicy, parsePolicy, policyCharacters } from './parse-policy.ts';
import type { PolicyKind } from './policy.ts';

const ALLOW = { Effect: 'Allow', Action: '*', Resource: '*' };
const TRUST = { Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { AWS: '111122223333' } };
const SCP_REASON =
  'The provided policy document does not meet the requirements of the specified policy type.';

const documentOf = (statement: unknown, rest: object = { Version: '2012-10-17' }) =>
  JSON.stringify({ ...rest, Statement: statement });

function reasonOf(kind: PolicyKind, text: string): string {
  try {
    parsePolicy(text, kind);
  } catch (error) {
    if (error instanceof MalformedPolicy) return error.message;
    throw error;
  }
  return 'taken';
}

describe('a document', () => {
  it('is read into statements, actions and keys in lower case', () => {
    const policy = parsePolicy(
      documentOf(
        {
          Sid: 'One',
          Effect: 'Deny',
          NotAction: ['guardDuty:Get*'],
          NotResource: 'arn:*:iam::*:role/A',
          Condition: {
            'ForAnyValue:StringNotLikeIfExists': { 'aws:TagKeys': ['a', 'b'] },
            Bool: { 'AWS:SecureTransport': false },
          },
        },
        { Version: '2012-10-17', Id: 'mine' },
      ),
      'identity',
    );
    expect(policy).toEqual({
      version: '2012-10-17',
      id: 'mine',
      statements: [
        {
          index: 0,
          sid: 'One',
          effect: 'Deny',
          action: { negated: true, patterns: ['guardduty:get*'] },
          resource: { negated: true, patterns: ['arn:*:iam::*:role/A'] },
          conditions: [
            {
              operator: 'StringNotLike',
              quantifier: 'ForAnyValue',
              ifExists: true,
              key: 'aws:tagkeys',
              values: ['a', 'b'],
            },
            { operator: 'Bool', ifExists: false, key: 'aws:securetransport', values: ['false'] },
          ],
        },
      ],
    });
  });

  it('is of the old version where it names none', () => {
    expect(parsePolicy(documentOf(ALLOW, {}), 'identity').version).toBe('2008-10-17');
  });

  it('names principals in a trust policy', () => {
    const { statements } = parsePolicy(documentOf({ ...TRUST, Principal: '*' }), 'trust');
    expect(statements[0]?.principal).toEqual({ negated: false, names: { AWS: ['*'] } });
    expect(statements[0]?.resource.patterns).toEqual(['*']);
  });

  it('counts without white space', () => {
    expect(policyCharacters('{ "a":\n\t"b c" }')).toBe(10);
  });
});

const without = (statement: object, field: string) =>
  Object.fromEntries(Object.entries(statement).filter(([name]) => name !== field));

describe('an identity policy is refused', () => {
  it.each([
    ['that is no JSON', '{"Version"', 'Syntax errors in policy.'],
    ['that is a list', '[]', 'Syntax errors in policy.'],
    ['with a key twice', '{"Statement":{"Effect":"Allow","Effect":"Deny"}}', 'Syntax errors'],
    ['with an unknown element', documentOf(ALLOW, { Rules: [] }), 'Syntax errors in policy.'],
    ['of another version', documentOf(ALLOW, { Version: '2020-01-01' }), 'Syntax errors'],
    ['without statements', '{"Version":"2012-10-17"}', 'Syntax errors in policy.'],
    ['with an empty list of them', documentOf([]), 'Syntax errors in policy.'],
    ['with an id that is no text', documentOf(ALLOW, { Id: 7 }), 'Syntax errors in policy.'],
    ['with a statement that is none', documentOf(['x']), 'Syntax errors in policy.'],
    ['with an unknown element inside', documentOf({ ...ALLOW, Effects: 1 }), 'Syntax errors'],
    ['without an effect', documentOf(without(ALLOW, 'Effect')), 'Syntax errors in policy.'],
    ['with another effect', documentOf({ ...ALLOW, Effect: 'allow' }), 'Syntax errors in policy.'],
    ['with a Sid of other characters', documentOf({ ...ALLOW, Sid: 'a b' }), '(SID) must be alpha'],
    [
      'with a Sid twice',
      documentOf([
        { ...ALLOW, Sid: 'A' },
        { ...ALLOW, Sid: 'A' },
      ]),
      'Statement IDs (SID) in a single policy must be unique.',
    ],
    ['with a Sid that is no text', documentOf({ ...ALLOW, Sid: 1 }), 'Syntax errors in policy.'],
    ['without actions', documentOf(without(ALLOW, 'Action')), 'must contain actions.'],
    ['with no action in the list', documentOf({ ...ALLOW, Action: [] }), 'must contain actions.'],
    ['with an action that is none', documentOf({ ...ALLOW, Action: {} }), 'Syntax errors'],
    ['with both kinds', documentOf({ ...ALLOW, NotAction: 'iam:*' }), 'Syntax errors in policy.'],
    ['without a service', documentOf({ ...ALLOW, Action: 'Get' }), 'must be prefaced by a vendor'],
    ['with two colons', documentOf({ ...ALLOW, Action: 'a:b:c' }), 'only one colon.'],
    ['with a star as service', documentOf({ ...ALLOW, Action: '*:Get' }), 'Vendor * is not valid'],
    ['with a strange action', documentOf({ ...ALLOW, Action: 'iam:a b' }), 'Syntax errors'],
    ['without resources', documentOf(without(ALLOW, 'Resource')), 'must contain resources.'],
    [
      'with a resource that is no ARN',
      documentOf({ ...ALLOW, Resource: 'detector' }),
      'Resource detector must be in ARN format or "*".',
    ],
    [
      'of an unknown partition',
      documentOf({ ...ALLOW, Resource: 'arn:azure:iam::1:role/a' }),
      'Partition "azure" is not valid for resource "arn:azure:iam::1:role/a".',
    ],
    ['of any service', documentOf({ ...ALLOW, Resource: 'arn:aws:*:a:b:c' }), 'fully qualified'],
    ['of a short ARN', documentOf({ ...ALLOW, Resource: 'arn:aws:iam::1' }), 'legacy parsing'],
    [
      'of IAM in a Region',
      documentOf({ ...ALLOW, Resource: 'arn:aws:iam:us-east-1:1:role/a' }),
      'IAM resource arn:aws:iam:us-east-1:1:role/a cannot contain region information.',
    ],
    [
      'with a principal',
      documentOf({ ...ALLOW, Principal: '*' }),
      'Policy document should not specify a principal.',
    ],
  ])('%s', (_what, text, reason) => {
    expect(reasonOf('identity', text)).toContain(reason);
  });
});

describe('a condition is refused', () => {
  it.each([
    ['that is no object', 'x'],
    ['with an unknown operator', { StringEqual: { 'aws:username': 'a' } }],
    ['with an unknown quantifier', { 'ForEach:StringEquals': { 'aws:username': 'a' } }],
    ['NullIfExists', { NullIfExists: { 'aws:username': 'true' } }],
    ['whose operator has no keys', { StringEquals: 'a' }],
    ['with a value that is an object', { StringEquals: { 'aws:username': {} } }],
    ['with no number', { NumericEquals: { 'aws:MultiFactorAuthAge': 'x' } }],
    ['with no boolean', { Bool: { 'aws:SecureTransport': 'yes' } }],
    ['with no address', { IpAddress: { 'aws:SourceIp': '203.0.113.0/33' } }],
    ['with no ARN', { ArnLike: { 'aws:PrincipalArn': 'role/a' } }],
    ['with no base64', { BinaryEquals: { 'kms:x': '!' } }],
  ])('%s', (_what, Condition) => {
    expect(reasonOf('identity', documentOf({ ...ALLOW, Condition }))).toBe(
      'Syntax errors in policy.',
    );
  });

  it('with no date, and with a key of no service', () => {
    const refused = (Condition: object) =>
      reasonOf('identity', documentOf({ ...ALLOW, Condition }));
    expect(refused({ DateLessThan: { 'aws:CurrentTime': 'soon' } })).toBe(
      'The policy failed legacy parsing',
    );
    expect(refused({ StringEquals: { username: 'a' } })).toContain('prefaced by a vendor');
    const variable = ['$', '{aws:username}'].join('');
    expect(refused({ NumericEquals: { 'a:b': variable } })).toBe('taken');
  });
});

describe('a trust policy is refused', () => {
  it.each([
    ['that is no JSON', '{', 'This policy contains invalid Json'],
    ['with a resource', documentOf({ ...TRUST, Resource: '*' }), 'Has prohibited field Resource'],
    ['without a principal', documentOf(without(TRUST, 'Principal')), 'required field Principal'],
    [
      'for everybody but one',
      documentOf({ ...without(TRUST, 'Principal'), NotPrincipal: '*' }),
      'Has prohibited field NotPrincipal',
    ],
    [
      'for other actions than those of STS',
      documentOf({ ...TRUST, Action: 's3:*' }),
      'AssumeRole policy may only specify STS AssumeRole actions.',
    ],
    [
      'for a principal that is none',
      documentOf({ ...TRUST, Principal: { AWS: 'arn:aws:iam::1:user/a' } }),
      'Invalid principal in policy: "AWS":"arn:aws:iam::1:user/a"',
    ],
    [
      'for a service that is none',
      documentOf({ ...TRUST, Principal: { Service: 'guardduty' } }),
      'Invalid principal in policy: "SERVICE":"guardduty"',
    ],
    ['for nobody', documentOf({ ...TRUST, Principal: {} }), 'Syntax errors in policy.'],
    ['for a star of services', documentOf({ ...TRUST, Principal: { Aws: '*' } }), 'Syntax errors'],
    [
      'with an unknown operator',
      documentOf({ ...TRUST, Condition: { Like: {} } }),
      'Invalid Condition type : Like',
    ],
  ])('%s', (_what, text, reason) => {
    expect(reasonOf('trust', text)).toContain(reason);
  });

  it.each([
    '111122223333',
    'arn:aws:iam::111122223333:root',
    'arn:aws-cn:iam::111122223333:user/path/anna',
    'arn:aws:iam::111122223333:role/Ops',
    'arn:aws:sts::111122223333:assumed-role/Ops/run',
    'AROAEXAMPLEEXAMPLE01',
    '*',
  ])('but not for %s', (AWS) => {
    expect(reasonOf('trust', documentOf({ ...TRUST, Principal: { AWS } }))).toBe('taken');
  });
});

describe('a service control policy', () => {
  it('may have a Sid twice, conditions with Allow, NotAction and NotResource', () => {
    const text = documentOf([
      { ...ALLOW, Sid: 'A', Condition: { StringEquals: { 'aws:RequestedRegion': 'us-east-1' } } },
      { Sid: 'A', Effect: 'Allow', NotAction: 'iam:*', NotResource: 'arn:aws:iam::*:role/a' },
    ]);
    expect(reasonOf('scp', text)).toBe('taken');
  });

  it('is refused in one sentence, whatever is wrong', () => {
    for (const text of ['{', documentOf({ ...ALLOW, Principal: '*' }), documentOf([])]) {
      expect(reasonOf('scp', text)).toBe(SCP_REASON);
    }
  });
});

it('says in our words what is wrong', () => {
  expect(() => parsePolicy(documentOf([ALLOW, {}]), 'scp')).toThrowError(
    expect.objectContaining({ detail: 'Statement 2 has no Effect.' }),
  );
});
