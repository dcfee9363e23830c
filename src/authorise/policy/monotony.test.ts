import { expect, it } from 'vitest';
import { Random } from '../../store/testing.ts';
import { evaluate } from './evaluate.ts';
import { fullRequest, principals, type ShortRequest, type Statements } from './testing.ts';

const ROUNDS = 2000;
const ACTIONS = ['guardduty:CreateFilter', 'guardduty:GetFilter', 'guardduty:CreateDetector'];
const PATTERNS = ['*', 'guardduty:*', 'guardduty:Create*', 'guardduty:?etFilter', 'iam:*'];
const FILTER = 'arn:aws:guardduty:us-east-1:444455556666:detector/d1/filter/f1';
const RESOURCES = ['*', FILTER, 'arn:aws:guardduty:*:*:detector/*', 'arn:*:iam::*:role/*'];
const CONDITIONS = [
  {},
  { StringEquals: { 'aws:RequestedRegion': 'us-east-1' } },
  { StringNotLike: { 'aws:username': 'b*' } },
  { Null: { 'aws:PrincipalOrgID': 'true' } },
  { 'ForAllValues:StringEquals': { 'aws:TagKeys': ['team'] } },
];

/** One random request after another, with what makes further statements for it. */
function generator(seed: number) {
  const source = new Random(seed);
  const random = () => source.next();
  const pick = <T>(items: readonly T[]): T => source.pick(items);
  const statement = (effect: string): object => {
    return {
      Effect: effect,
      [random() < 0.2 ? 'NotAction' : 'Action']: pick(PATTERNS),
      [random() < 0.2 ? 'NotResource' : 'Resource']: pick(RESOURCES),
      Condition: pick(CONDITIONS),
    };
  };
  const some = (): Statements =>
    Array.from({ length: 1 + Math.floor(random() * 3) }, () =>
      statement(random() < 0.8 ? 'Allow' : 'Deny'),
    );
  const request = (): ShortRequest => ({
    action: pick(ACTIONS),
    resource: pick(['*', FILTER]),
    principal: pick(Object.keys(principals) as ('user' | 'role')[]),
    keys: {
      ...(random() < 0.7 && { 'aws:RequestedRegion': pick(['us-east-1', 'eu-west-1']) }),
      ...(random() < 0.7 && { 'aws:username': pick(['anna', 'ben']) }),
      ...(random() < 0.3 && { 'aws:TagKeys': [pick(['team', 'env'])] }),
    },
    identity: some(),
    ...(random() < 0.3 && { boundary: some() }),
    session: random() < 0.3 ? [some()] : [],
    scps: random() < 0.5 ? [some(), some()] : [],
    ...(random() < 0.2 && {
      resourcePolicy: some().map((one) => ({ ...one, Principal: { AWS: '444455556666' } })),
    }),
    isManagementAccount: random() < 0.1,
  });
  return { pick, random, request, some, statement };
}

const isAllowed = (request: ShortRequest) => evaluate(fullRequest(request)).allowed;
const LAYERS = ['identity', 'boundary', 'resourcePolicy'] as const;

/** How often a change was tried on a request that was allowed: else it would show nothing. */
const ENOUGH = 20;

it('a Deny that is added never allows what was refused', () => {
  const { pick, request, statement } = generator(1);
  let allowedBefore = 0;
  let changed = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    const before = request();
    const layer = pick(LAYERS);
    const named = layer === 'resourcePolicy' ? { Principal: '*' } : {};
    const deny = { ...statement('Deny'), ...named };
    // A boundary that was not there cuts already by being there: that is another property.
    if (layer === 'boundary' && before.boundary === undefined) continue;
    const after = { ...before, [layer]: [...(before[layer] ?? []), deny] };
    if (isAllowed(before)) allowedBefore += 1;
    if (isAllowed(before) !== isAllowed(after)) changed += 1;
    if (isAllowed(after)) expect(isAllowed(before), JSON.stringify({ before, deny })).toBe(true);
  }
  expect(allowedBefore).toBeGreaterThan(ENOUGH);
  expect(changed).toBeGreaterThan(0);
});

it('a level of service control policies that is added never allows more', () => {
  const { request, some } = generator(2);
  let changed = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    const before = request();
    const after = { ...before, scps: [...(before.scps ?? []), some()] };
    if (isAllowed(before) !== isAllowed(after)) changed += 1;
    if (isAllowed(after)) expect(isAllowed(before), JSON.stringify({ before, after })).toBe(true);
  }
  expect(changed).toBeGreaterThan(ENOUGH);
});

it('a boundary and a session policy that are added never allow more', () => {
  const { pick, request, some } = generator(3);
  let changed = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    const { boundary: _without, ...rest } = request();
    const before = { ...rest, session: [] };
    const added = pick([{ boundary: some() }, { session: [some()] }]);
    const after = { ...before, ...added };
    if (isAllowed(before) !== isAllowed(after)) changed += 1;
    if (isAllowed(after)) expect(isAllowed(before), JSON.stringify({ before, after })).toBe(true);
  }
  expect(changed).toBeGreaterThan(ENOUGH);
});

it('an Allow that is taken away never allows more', () => {
  const { pick, request } = generator(4);
  let changed = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    const before = request();
    const layer = pick(['identity', 'resourcePolicy'] as const);
    const allows = (before[layer] ?? []).filter((one) => 'Effect' in one && one.Effect === 'Allow');
    if (allows.length === 0) continue;
    const gone = pick(allows);
    const after = { ...before, [layer]: (before[layer] ?? []).filter((one) => one !== gone) };
    if (isAllowed(before) !== isAllowed(after)) changed += 1;
    if (isAllowed(after)) expect(isAllowed(before), JSON.stringify({ before, after })).toBe(true);
  }
  expect(changed).toBeGreaterThan(ENOUGH);
});

it('the order of statements never matters', () => {
  const { request } = generator(5);
  for (let round = 0; round < ROUNDS; round += 1) {
    const before = request();
    const after = { ...before, identity: [...(before.identity ?? [])].reverse() };
    expect(isAllowed(after)).toBe(isAllowed(before));
  }
});
