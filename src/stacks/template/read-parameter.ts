import { formatError, invalid } from './invalid.ts';
import type { ParameterDeclaration } from './template.ts';
import { isList, isMap, isScalar, type Value } from './value.ts';

const TYPES = ['String', 'Number', 'List<Number>', 'CommaDelimitedList'];

const MEMBERS = new Set(
  (
    'Type Default AllowedValues AllowedPattern MinLength MaxLength MinValue MaxValue NoEcho ' +
    'Description ConstraintDescription'
  ).split(' '),
);

export function readParameter(name: string, value: Value): ParameterDeclaration {
  const at = `/Parameters/${name}`;
  if (!/^[A-Za-z0-9]+$/.test(name))
    throw formatError(`Parameter name ${name} is non alphanumeric.`);
  if (!isMap(value) || typeof value.Type !== 'string') {
    throw formatError('Every Parameters object must contain a Type member.');
  }
  const unknown = Object.keys(value).find((member) => !MEMBERS.has(member));
  if (unknown !== undefined) throw invalid(`Invalid template parameter property '${unknown}'`);
  const { Type: type } = value;
  if (!TYPES.includes(type)) {
    // Types that stand for things of services that are not here: nothing could check a value.
    if (/^(List<)?AWS::/.test(type)) {
      throw invalid(`The parameter type ${type} of [${at}] is not supported by Vedette`);
    }
    throw formatError(`Unrecognized parameter type: ${type}`);
  }
  const { AllowedValues: allowed } = value;
  if (allowed !== undefined && !(isList(allowed) && allowed.every(isScalar))) {
    throw formatError(`[${at}/AllowedValues] Every AllowedValues member must be a list.`);
  }
  return {
    type: type as ParameterDeclaration['type'],
    default: textOf(value.Default, `${at}/Default`),
    allowedValues: allowed === undefined ? undefined : (allowed as Value[]).map(String),
    allowedPattern: textOf(value.AllowedPattern, `${at}/AllowedPattern`),
    minLength: numberOf(value.MinLength, `${at}/MinLength`),
    maxLength: numberOf(value.MaxLength, `${at}/MaxLength`),
    minValue: numberOf(value.MinValue, `${at}/MinValue`),
    maxValue: numberOf(value.MaxValue, `${at}/MaxValue`),
    noEcho: String(value.NoEcho ?? 'false') === 'true',
    description: textOf(value.Description, `${at}/Description`),
    constraintDescription: textOf(value.ConstraintDescription, `${at}/ConstraintDescription`),
  };
}

function textOf(value: Value | undefined, at: string): string | undefined {
  if (value === undefined) return undefined;
  if (!isScalar(value)) throw formatError(`[${at}] must be a string.`);
  return String(value);
}

function numberOf(value: Value | undefined, at: string): number | undefined {
  const text = textOf(value, at);
  if (text === undefined) return undefined;
  const number = Number(text);
  if (text.trim() === '' || Number.isNaN(number)) throw formatError(`[${at}] must be a number.`);
  return number;
}
