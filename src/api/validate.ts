import type { Violations } from './violations.ts';
import type { Check, MapShape, Member, Shape, StructureShape } from './wire/resolve-service.ts';

const SURROGATE = /[\ud800-\udfff]/;

/** What a value of this member must obey besides its shape. */
type Rules = Pick<Member, 'check' | 'elementCheck' | 'keyCheck' | 'sensitive'>;

/** Adds a violation for every member of a parsed input that breaks what its table says. */
export function validate(
  input: Readonly<Record<string, unknown>>,
  shape: StructureShape,
  violations: Violations,
): void {
  let set = 0;
  for (const member of shape.members) {
    if (violations.full) return;
    const outermost = violations.path.length === 0;
    if (outermost) violations.in = placeOf(member);
    violations.path.push(member.wire);
    const value = input[member.name];
    if (value !== undefined) {
      set += 1;
      checkValue(value, member.shape, member, violations);
    } else if (member.required) {
      violations.add('missing', 'Member must not be null');
    }
    violations.path.pop();
  }
  if (shape.union && set !== 1) {
    violations.add('malformed', 'Member must have exactly one of its members set');
  }
}

/** A whole body is one too; a status is never part of an input. */
function placeOf({ in: place }: Member): Violations['in'] {
  return place === 'payload' || place === 'status' ? 'body' : place;
}

function checkValue(value: unknown, shape: Shape, rules: Rules, violations: Violations): void {
  const { check, sensitive } = rules;
  if (shape.kind === 'structure') {
    validate(value as Record<string, unknown>, shape, violations);
  } else if (shape.kind === 'list') {
    const list = value as readonly unknown[];
    if (check) checkLength(list.length, check, undefined, violations);
    checkElements(list.entries(), shape.element, rules, violations);
  } else if (shape.kind === 'map') {
    checkMap(value as Readonly<Record<string, unknown>>, shape, rules, violations);
  } else if (check) {
    checkLeaf(value, check, sensitive, violations);
  }
}

function checkElements(
  entries: Iterable<[string | number, unknown]>,
  shape: Shape,
  { elementCheck, sensitive }: Rules,
  violations: Violations,
): void {
  const rules = { check: elementCheck, elementCheck: undefined, keyCheck: undefined, sensitive };
  for (const [key, element] of entries) {
    if (violations.full) return;
    violations.path.push(String(key));
    checkValue(element, shape, rules, violations);
    violations.path.pop();
  }
}

function checkMap(
  map: Readonly<Record<string, unknown>>,
  shape: MapShape,
  rules: Rules,
  violations: Violations,
): void {
  const { check, keyCheck, sensitive } = rules;
  const entries = Object.entries(map);
  if (check) checkLength(entries.length, check, undefined, violations);
  if (keyCheck) {
    for (const [key] of entries) {
      if (violations.full) return;
      checkLeaf(key, keyCheck, sensitive, violations);
    }
  }
  checkElements(entries, shape.value, rules, violations);
}

function checkLeaf(value: unknown, check: Check, sensitive: boolean, violations: Violations): void {
  const shown = sensitive ? undefined : value;
  if (typeof value === 'number') {
    checkNumber(value, check, violations);
  } else if (typeof value === 'string') {
    checkText(value, check, shown, violations);
  } else if (value instanceof Uint8Array) {
    checkLength(value.length, check, undefined, violations);
  }
}

function checkNumber(value: number, check: Check, violations: Violations): void {
  if (check.integer && !Number.isSafeInteger(value)) {
    violations.add('type', 'Member must be an integer', value);
  }
  if (check.min !== undefined && value < check.min) {
    const text = `Member must have value greater than or equal to ${check.min}`;
    violations.add('range', text, value);
  }
  if (check.max !== undefined && value > check.max) {
    const text = `Member must have value less than or equal to ${check.max}`;
    violations.add('range', text, value);
  }
}

function checkText(text: string, check: Check, shown: unknown, violations: Violations): void {
  // AWS counts characters, not UTF-16 units.
  const length = SURROGATE.test(text) ? [...text].length : text.length;
  const fits = checkLength(length, check, shown, violations);
  // Patterns run over texts of a fitting length only: that bounds what they cost.
  if (fits && check.regExp && !check.regExp.test(text)) {
    const rule = `Member must satisfy regular expression pattern: ${check.pattern}`;
    violations.add('pattern', rule, shown);
  }
  if (check.values && !check.values.has(text)) {
    const names = [...check.values].join(', ');
    violations.add('enum', `Member must satisfy enum value set: [${names}]`, shown);
  }
}

/** True where the length is within the bounds. */
function checkLength(
  length: number,
  { min, max }: Check,
  shown: unknown,
  violations: Violations,
): boolean {
  if (min !== undefined && length < min) {
    violations.add('length', `Member must have length greater than or equal to ${min}`, shown);
    return false;
  }
  if (max !== undefined && length > max) {
    violations.add('length', `Member must have length less than or equal to ${max}`, shown);
    return false;
  }
  return true;
}
