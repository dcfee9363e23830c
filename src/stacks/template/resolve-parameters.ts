import { runInNewContext } from 'node:vm';
import { PARAMETER_PATTERN_MILLIS } from '../../limits.ts';
import { invalid } from './invalid.ts';
import type { ParameterDeclaration, Template } from './template.ts';
import type { Value } from './value.ts';

export interface GivenParameter {
  readonly key: string;
  readonly value?: string | undefined;
  readonly usePrevious?: boolean | undefined;
}

type Texts = Readonly<Record<string, string>>;

/**
 * The text of every parameter: as given, as before, or by default. Throws ValidationError for
 * names that the template has not, for what has no value, and for values that may not be.
 */
export function resolveParameters(
  { parameters }: Pick<Template, 'parameters'>,
  given: readonly GivenParameter[],
  previous: Texts = {},
): Texts {
  const names = given.map(({ key }) => key);
  const foreign = names.filter((name) => !Object.hasOwn(parameters, name));
  if (foreign.length > 0) {
    throw invalid(`Parameters: [${foreign.join(', ')}] do not exist in the template`);
  }
  const twice = names.find((name, at) => names.indexOf(name) !== at);
  if (twice !== undefined) throw invalid(`Parameters: [${twice}] are duplicated`);
  const texts: Record<string, string> = {};
  const missing: string[] = [];
  for (const [name, declaration] of Object.entries(parameters)) {
    const own = given.find(({ key }) => key === name);
    const text = own?.usePrevious ? previous[name] : (own?.value ?? declaration.default);
    if (text === undefined) missing.push(name);
    else texts[name] = text;
  }
  if (missing.length > 0) throw invalid(`Parameters: [${missing.join(', ')}] must have values`);
  for (const [name, text] of Object.entries(texts)) {
    const declaration = parameters[name];
    if (declaration !== undefined) checkParameter(name, text, declaration);
  }
  return texts;
}

/** What Ref gives for the parameter: text, or a list of texts. */
export function parameterValue(text: string, { type }: ParameterDeclaration): Value {
  if (type === 'String' || type === 'Number') return text;
  return itemsOf(text);
}

function itemsOf(text: string): string[] {
  return text.split(',').map((item) => item.trim());
}

function checkParameter(name: string, text: string, declaration: ParameterDeclaration): void {
  const { type, allowedValues } = declaration;
  const isMany = type === 'List<Number>' || type === 'CommaDelimitedList';
  const items = isMany ? itemsOf(text) : [text];
  for (const item of items) {
    if (allowedValues !== undefined && !allowedValues.includes(item)) {
      throw refused(name, 'must be one of AllowedValues', declaration);
    }
    const isNumber = type === 'Number' || type === 'List<Number>';
    const fault = isNumber ? faultOfNumber(item, declaration) : faultOfText(item, declaration);
    if (fault !== undefined) throw refused(name, fault, declaration);
  }
}

function faultOfNumber(
  text: string,
  { minValue, maxValue }: ParameterDeclaration,
): string | undefined {
  const number = Number(text);
  if (text.trim() === '' || Number.isNaN(number)) return 'must be a number';
  if (minValue !== undefined && number < minValue)
    return `must be a number not less than ${minValue}`;
  if (maxValue !== undefined && number > maxValue) {
    return `must be a number not greater than ${maxValue}`;
  }
  return undefined;
}

function faultOfText(
  text: string,
  { minLength, maxLength, allowedPattern }: ParameterDeclaration,
): string | undefined {
  if (minLength !== undefined && text.length < minLength) {
    return `must contain at least ${minLength} characters`;
  }
  if (maxLength !== undefined && text.length > maxLength) {
    return `must contain at most ${maxLength} characters`;
  }
  if (allowedPattern !== undefined && !matches(text, allowedPattern)) {
    return `must match pattern ${allowedPattern}`;
  }
  return undefined;
}

/** Patterns come from whoever writes templates: one that backtracks for ever is given up. */
function matches(text: string, pattern: string): boolean {
  try {
    const expression = new RegExp(`^(?:${pattern})$`, 'u');
    const test = () => expression.test(text);
    return runInNewContext('test()', { test }, { timeout: PARAMETER_PATTERN_MILLIS }) === true;
  } catch {
    throw invalid(`Invalid AllowedPattern: ${pattern}`);
  }
}

function refused(name: string, fault: string, { constraintDescription }: ParameterDeclaration) {
  return constraintDescription === undefined
    ? invalid(`Parameter '${name}' ${fault}`)
    : invalid(`Parameter ${name} failed to satisfy constraint: ${constraintDescription}`);
}
