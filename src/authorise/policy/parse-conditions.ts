import { parseCidr } from './addresses.ts';
import { parseDate } from './dates.ts';
import type { Refuse } from './parse-policy.ts';
import { type Condition, type ConditionOperator, conditionOperators } from './policy.ts';
import { isObject } from './policy-json.ts';

const NAME = /^(?:(ForAllValues|ForAnyValue):)?([A-Za-z]+?)(IfExists)?$/;

/** The Condition element of a statement, flat: one entry per operator and key. */
export function parseConditions(value: unknown, where: string, refuse: Refuse): Condition[] {
  if (value === undefined) return [];
  if (!isObject(value)) return refuse({ is: 'syntax' }, `Condition of ${where} is no object.`);
  return Object.entries(value).flatMap(([name, keys]) => {
    const [, quantifier, operator = '', ifExists] = NAME.exec(name) ?? [];
    if (!isOperator(operator) || (operator === 'Null' && ifExists !== undefined)) {
      return refuse({ is: 'operator', operator: name }, `${where} has no operator ${name}.`);
    }
    if (!isObject(keys)) return refuse({ is: 'syntax' }, `${name} of ${where} is no object.`);
    return Object.entries(keys).map(([key, given]) => ({
      operator,
      ...(quantifier === undefined ? {} : { quantifier: quantifier as Quantifier }),
      ifExists: ifExists !== undefined,
      key: parseKey(key, where, refuse),
      values: parseValues(given, operator, `${name} ${key} of ${where}`, refuse),
    }));
  });
}

type Quantifier = 'ForAllValues' | 'ForAnyValue';

function isOperator(name: string): name is ConditionOperator {
  return Object.hasOwn(conditionOperators, name);
}

/** Keys are compared without regard to case. */
function parseKey(key: string, where: string, refuse: Refuse): string {
  if (!/^[^:\s]+:.+$/.test(key)) {
    refuse({ is: 'vendor-missing' }, `The condition key ${key} of ${where} names no service.`);
  }
  return key.toLowerCase();
}

/** Booleans and numbers may come without quotes. */
function parseValues(
  given: unknown,
  operator: ConditionOperator,
  where: string,
  refuse: Refuse,
): readonly string[] {
  const items = Array.isArray(given) ? given : [given];
  return items.map((item) => {
    if (typeof item !== 'string' && typeof item !== 'number' && typeof item !== 'boolean') {
      return refuse({ is: 'syntax' }, `A value of ${where} is no text, number or boolean.`);
    }
    const value = String(item);
    if (!isValueFor(operator, value)) {
      const fault = conditionOperators[operator] === 'date' ? 'legacy' : 'syntax';
      refuse({ is: fault }, `The value ${value} of ${where} means nothing to this operator.`);
    }
    return value;
  });
}

/** What a variable stands for is known only when a request comes. */
function isValueFor(operator: ConditionOperator, value: string): boolean {
  if (value.includes('${')) return true;
  switch (conditionOperators[operator]) {
    case 'text':
      return true;
    case 'number':
      return value.trim() !== '' && Number.isFinite(Number(value));
    case 'date':
      return parseDate(value) !== undefined;
    case 'boolean':
      return /^(true|false)$/i.test(value);
    case 'base64':
      return /^[A-Za-z0-9+/]*={0,2}$/.test(value);
    case 'address':
      return parseCidr(value) !== undefined;
    case 'arn':
      return value === '*' || value.startsWith('arn:');
  }
}
