import { type ExposureLevel, narrowest, widest } from './exposure.ts';
import { oneOrMany } from './read-field.ts';

/** One test of a policy's `Condition`: `StringLike` on `aws:PrincipalArn` with these values. */
export interface ConditionTest {
  readonly operator: string;
  readonly key: string;
  readonly values: readonly string[];
}

/** Every test of a `Condition` block. */
export function conditionTests(condition: unknown): ConditionTest[] {
  return entries(condition).flatMap(([operator, keys]) =>
    entries(keys).map(([key, values]) => ({
      operator,
      key: key.toLowerCase(),
      values: oneOrMany(values).map((value) => String(value)),
    })),
  );
}

function entries(value: unknown): [string, unknown][] {
  return typeof value === 'object' && value !== null ? Object.entries(value) : [];
}

/** Who passes all of these tests, of everyone? */
export function conditionExposure(tests: readonly ConditionTest[]): ExposureLevel {
  return narrowest(tests.map((test) => whoPasses(parse(test))));
}

/** Who escapes a denial that needs all of these tests to hold: whoever fails one of them. */
export function escapeExposure(tests: readonly ConditionTest[]): ExposureLevel {
  return widest(tests.map((test) => whoPasses(inverse(parse(test)))));
}

interface Test {
  /** `string`, `arn`, `ipaddress`, `bool`, `null` … in lower case, without negation. */
  readonly family: string;
  readonly negated: boolean;
  /** Holds where the request lacks the key: `…IfExists`, `ForAllValues:`, and negations. */
  readonly passesWithoutKey: boolean;
  readonly key: string;
  readonly values: readonly string[];
}

function parse(test: ConditionTest): Test {
  const [, quantifier, name, ifExists] =
    /^(forallvalues:|foranyvalue:)?(.*?)(ifexists)?$/s.exec(test.operator.toLowerCase()) ?? [];
  const operator = name ?? '';
  const negated = /^(string|arn|numeric|date)?not/.test(operator);
  const family = operator
    .replace('not', '')
    .replace(/(equals|like|ignorecase|lessthan.*|greaterthan.*)/g, '');
  const absentPasses = negated && quantifier !== 'foranyvalue:';
  return {
    family,
    negated,
    passesWithoutKey: absentPasses || ifExists !== undefined || quantifier === 'forallvalues:',
    key: test.key,
    values: test.values,
  };
}

function inverse(test: Test): Test {
  if (test.family === 'bool' || test.family === 'null') {
    const values = test.values.map((value) => (isTrue(value) ? 'false' : 'true'));
    return { ...test, values, passesWithoutKey: !test.passesWithoutKey };
  }
  return { ...test, negated: !test.negated, passesWithoutKey: !test.passesWithoutKey };
}

/** `aws:` keys whose value names an account, an organisation or a place in one of them. */
const PINNING_AWS = [
  'principal(arn|account|orgid|orgpaths|servicename|servicenameslist)',
  'userid',
  'source(arn|account|owner|orgid|orgpaths|vpc|vpce)',
  'vpce(account|orgid|orgpaths)',
];
const PINNING = new RegExp(`^(aws:(${PINNING_AWS.join('|')})|s3:dataaccesspoint(account|arn))$`);

/** Keys that a request has only if it was signed: whoever passes has an AWS account. */
const SIGNED_AWS = [
  ...PINNING_AWS,
  'principal(type|tag/.*)',
  'username',
  'sourceidentity',
  'tokenissuetime',
  'federatedprovider',
  'multifactorauth(present|age)',
  'calledvia(first|last)?',
  'ec2instancesource.*',
];
const SIGNED_ONLY = new RegExp(`^aws:(${SIGNED_AWS.join('|')})$`);

/** Keys that every request has, and who is left where they must be true. */
const ALWAYS_PRESENT = new Map<string, ExposureLevel>([
  ['aws:principalisawsservice', 'none'],
  ['aws:viaawsservice', 'authenticated'],
  ['aws:securetransport', 'anonymous'],
]);

function whoPasses(test: Test): ExposureLevel {
  if (test.family === 'null') return whoHasKey(test);
  if (test.key === 'aws:sourceip') return test.negated ? 'anonymous' : whoIsInNetworks(test.values);
  if (test.key === 'aws:principaltype') return whoIsOfType(test);
  const always = ALWAYS_PRESENT.get(test.key);
  // One of several values is enough for a condition: `["true", "false"]` limits nobody.
  const mustBeTrue = test.family === 'bool' && test.values.every(isTrue);
  if (always) return mustBeTrue ? always : 'anonymous';
  if (test.passesWithoutKey) return 'anonymous';
  if (test.negated) return whoHasKeyAtAll(test.key);
  if (PINNING.test(test.key)) {
    const loose = test.values.some((value) => !isPinned(test.key, value));
    return loose ? whoHasKeyAtAll(test.key) : 'none';
  }
  return whoHasKeyAtAll(test.key);
}

/** `Null: {"key": "false"}` asks that the request has the key. */
function whoHasKey(test: Test): ExposureLevel {
  return test.values.some(isTrue) ? 'anonymous' : whoHasKeyAtAll(test.key);
}

function whoHasKeyAtAll(key: string): ExposureLevel {
  if (SIGNED_ONLY.test(key)) return 'authenticated';
  // What else S3 and AWS offer is chosen by the requester (`aws:Referer`, `s3:prefix`) or tells of
  // the resource; an unknown key of theirs is taken to limit nobody, since silence would be the
  // worse mistake. A key of another service is never in a request to S3: nobody passes.
  return /^(aws|s3):/.test(key) ? 'anonymous' : 'none';
}

function whoIsOfType(test: Test): ExposureLevel {
  const anonymous = test.values.some(
    (value) => value.toLowerCase() === 'anonymous' || value === '*',
  );
  return anonymous === test.negated ? 'authenticated' : 'anonymous';
}

/** S3 itself calls a policy public from these sizes on (Block Public Access, "public"). */
const IPV4_PREFIX_MIN = 8;
const IPV6_PREFIX_MIN = 32;

function whoIsInNetworks(networks: readonly string[]): ExposureLevel {
  const shares = networks.map(shareOfInternet);
  // Many networks of the size that is still allowed can be everyone as well.
  const sum = shares.reduce((total, share) => total + share, 0);
  return sum >= 0.5 ? 'anonymous' : 'none';
}

/**
 * 1 for a network that is everyone by itself, the part of all addresses that it holds otherwise.
 */
function shareOfInternet(network: string): number {
  const [address = '', prefix] = network.trim().split('/');
  if (address === '*') return 1;
  const bits = prefix === undefined ? Number.POSITIVE_INFINITY : Number(prefix);
  const isBroad = bits < (address.includes(':') ? IPV6_PREFIX_MIN : IPV4_PREFIX_MIN);
  return isBroad ? 1 : 2 ** -bits || 0;
}

/** Does the value leave the account (organisation, endpoint, role) no choice? */
function isPinned(key: string, value: string): boolean {
  const written = value.trim();
  // The account or organisation that owns the bucket, as a policy variable.
  if (/\$\{aws:Resource(Account|OrgID|OrgPaths)\}/i.test(written)) return true;
  if (/\$\{/.test(written)) return false;
  if (key === 'aws:userid') return /^[A-Z0-9]{12,}/.test(written);
  if (key.endsWith('arn'))
    return /^arn:[^:]*:[^:]*:[^:]*:\d{12}:/.test(written) || isBucketArn(written);
  if (key.endsWith('orgpaths')) return /^o-[a-z0-9]+\//.test(written);
  return written !== '' && !/[*?]/.test(written);
}

/** Bucket ARNs have no account; the name itself is unique in the world. */
function isBucketArn(value: string): boolean {
  return /^arn:[^:*?]+:s3:::[^*?]+$/.test(value);
}

function isTrue(value: string | undefined): boolean {
  return value?.trim().toLowerCase() === 'true';
}
