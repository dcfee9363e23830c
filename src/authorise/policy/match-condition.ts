import { isInCidr } from './addresses.ts';
import { parseDate } from './dates.ts';
import type { Condition, ConditionOperator, Policy } from './policy.ts';
import { type RequestKeys, valuesOf } from './request-keys.ts';
import { expandVariables, plainText } from './variables.ts';
import { matchesArn, matchesWildcard } from './wildcard.ts';

/** Does a value of the request agree with one of the policy? */
type Comparison = (found: string, wanted: string) => boolean;

interface Operator {
  /** Of the positive form; a negated operator holds where this holds for no value. */
  readonly compare: Comparison;
  readonly negated?: true;
  /** Stars and question marks of the policy's value are wildcards. */
  readonly wildcards?: true;
}

const same: Comparison = (found, wanted) => found === wanted;
const sameIgnoringCase: Comparison = (found, wanted) =>
  found.toLowerCase() === wanted.toLowerCase();
const like: Comparison = (found, wanted) => matchesWildcard(wanted, found);
const likeArn: Comparison = (found, wanted) =>
  (found.startsWith('arn:') || found === '*') && matchesArn(wanted, found);
const inBlock: Comparison = (found, wanted) => isInCidr(found, wanted);

type Order = (found: number, wanted: number) => boolean;

/** What is no number agrees with nothing. */
const byNumber =
  (order: Order): Comparison =>
  (found, wanted) =>
    found.trim() !== '' && wanted.trim() !== '' && order(Number(found), Number(wanted));

const byDate =
  (order: Order): Comparison =>
  (found, wanted) =>
    order(parseDate(found) ?? Number.NaN, parseDate(wanted) ?? Number.NaN);

const equal: Order = (found, wanted) => found === wanted;
const less: Order = (found, wanted) => found < wanted;
const lessOrEqual: Order = (found, wanted) => found <= wanted;
const greater: Order = (found, wanted) => found > wanted;
const greaterOrEqual: Order = (found, wanted) => found >= wanted;

/** ArnEquals is as ArnLike: AWS's own rule. `Null` looks at no value and is judged apart. */
const operators: Readonly<Record<Exclude<ConditionOperator, 'Null'>, Operator>> = {
  StringEquals: { compare: same },
  StringNotEquals: { compare: same, negated: true },
  StringEqualsIgnoreCase: { compare: sameIgnoringCase },
  StringNotEqualsIgnoreCase: { compare: sameIgnoringCase, negated: true },
  StringLike: { compare: like, wildcards: true },
  StringNotLike: { compare: like, negated: true, wildcards: true },
  NumericEquals: { compare: byNumber(equal) },
  NumericNotEquals: { compare: byNumber(equal), negated: true },
  NumericLessThan: { compare: byNumber(less) },
  NumericLessThanEquals: { compare: byNumber(lessOrEqual) },
  NumericGreaterThan: { compare: byNumber(greater) },
  NumericGreaterThanEquals: { compare: byNumber(greaterOrEqual) },
  DateEquals: { compare: byDate(equal) },
  DateNotEquals: { compare: byDate(equal), negated: true },
  DateLessThan: { compare: byDate(less) },
  DateLessThanEquals: { compare: byDate(lessOrEqual) },
  DateGreaterThan: { compare: byDate(greater) },
  DateGreaterThanEquals: { compare: byDate(greaterOrEqual) },
  Bool: { compare: sameIgnoringCase },
  BinaryEquals: { compare: same },
  IpAddress: { compare: inBlock },
  NotIpAddress: { compare: inBlock, negated: true },
  ArnEquals: { compare: likeArn, wildcards: true },
  ArnNotEquals: { compare: likeArn, negated: true, wildcards: true },
  ArnLike: { compare: likeArn, wildcards: true },
  ArnNotLike: { compare: likeArn, negated: true, wildcards: true },
};

/** Does the request meet the condition of a statement in a policy of this version? */
export function meetsCondition(
  condition: Condition,
  keys: RequestKeys,
  version: Policy['version'],
): boolean {
  const found = valuesOf(keys, condition.key);
  if (condition.operator === 'Null') {
    const absent = String(found.length === 0);
    return condition.values.some((value) => value.toLowerCase() === absent);
  }
  const operator = operators[condition.operator];
  if (found.length === 0) return meetsWithoutKey(condition, operator);
  const wanted = wantedValues(condition, operator, keys, version);
  const agrees = (value: string) =>
    wanted.some((candidate) => operator.compare(value, candidate)) !== (operator.negated === true);
  switch (condition.quantifier) {
    case 'ForAllValues':
      return found.every(agrees);
    case 'ForAnyValue':
      return found.some(agrees);
    default:
      // Of several values a plain operator wants one, and its negation none.
      return operator.negated ? found.every(agrees) : found.some(agrees);
  }
}

/** A key that is not there equals nothing, so that a negated operator holds: AWS's rule. */
function meetsWithoutKey({ ifExists, quantifier }: Condition, { negated }: Operator): boolean {
  if (ifExists || quantifier === 'ForAllValues') return true;
  return quantifier === undefined && negated === true;
}

/** A value with a variable that stands for nothing agrees with nothing. */
function wantedValues(
  { values }: Condition,
  { wildcards }: Operator,
  keys: RequestKeys,
  version: Policy['version'],
): readonly string[] {
  if (version === '2008-10-17' || !values.some((value) => value.includes('${'))) return values;
  return values.flatMap((value) => {
    const expanded = expandVariables(value, keys);
    if (expanded === undefined) return [];
    return [wildcards ? expanded : plainText(expanded)];
  });
}
