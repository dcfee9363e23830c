import { cidrBlocks } from './cidr.ts';
import { invalid, templateError } from './invalid.ts';
import { attributeParts, SUB_VARIABLE, variableReference } from './references.ts';
import type { Scope } from './scope.ts';
import { callOf, isList, isMap, isScalar, type Value } from './value.ts';

/** A value with its functions carried out; undefined for AWS::NoValue. */
export function evaluate(value: Value, scope: Scope): Value | undefined {
  if (isList(value)) return present(value.map((item) => evaluate(item, scope)));
  if (!isMap(value)) return value;
  const [name, argument] = callOf(value) ?? [];
  if (name !== undefined && argument !== undefined) return carryOut(name, argument, scope);
  const entries = Object.entries(value).map(([key, item]) => [key, evaluate(item, scope)] as const);
  return Object.fromEntries(
    entries.filter((entry): entry is readonly [string, Value] => entry[1] !== undefined),
  );
}

function present(items: readonly (Value | undefined)[]): Value[] {
  return items.filter((item): item is Value => item !== undefined);
}

type Carry = (argument: Value, scope: Scope) => Value | undefined;

const FUNCTIONS: Readonly<Record<string, Carry>> = {
  Ref: reference,
  Condition: (argument, scope) => conditionOf(argument, scope),
  'Fn::GetAtt': attribute,
  'Fn::Sub': substitute,
  'Fn::Join': join,
  'Fn::Select': select,
  'Fn::Split': split,
  'Fn::FindInMap': findInMap,
  'Fn::If': choose,
  'Fn::And': (argument, scope) => operands(argument, scope, 'Fn::And').every(Boolean),
  'Fn::Or': (argument, scope) => operands(argument, scope, 'Fn::Or').some(Boolean),
  'Fn::Not': negate,
  'Fn::Equals': equal,
  'Fn::Base64': encode,
  'Fn::Cidr': cidr,
  'Fn::GetAZs': zones,
  'Fn::ImportValue': importValue,
  'Fn::Length': length,
  'Fn::ToJsonString': toJsonString,
};

const EXTENSIONS = new Set(['Fn::Length', 'Fn::ToJsonString']);

const SUPPORTED = Object.keys(FUNCTIONS).filter((name) => !EXTENSIONS.has(name));

function carryOut(name: string, argument: Value, scope: Scope): Value | undefined {
  if (name === 'Fn::Transform') {
    const macro = isMap(argument) ? argument.Name : argument;
    throw invalid(`No transform named ${macro} found.`);
  }
  const carry = FUNCTIONS[name];
  if (carry === undefined || (EXTENSIONS.has(name) && !scope.extended)) {
    throw invalid(
      `Template format error: Encountered unsupported function: ${name} Supported functions ` +
        `are: [${SUPPORTED.join(', ')}]`,
    );
  }
  return carry(argument, scope);
}

function textOf(value: Value | undefined, fault: string): string {
  if (!isScalar(value)) throw templateError(fault);
  return String(value);
}

function reference(argument: Value, scope: Scope): Value | undefined {
  const name = scope.extended ? evaluate(argument, scope) : argument;
  if (typeof name !== 'string') {
    throw templateError('every Ref object must have a single String value.');
  }
  if (name === 'AWS::NoValue') return undefined;
  return named(name, scope);
}

function named(name: string, scope: Scope): Value {
  if (Object.hasOwn(scope.pseudo, name)) return scope.pseudo[name] ?? '';
  if (Object.hasOwn(scope.parameters, name)) return scope.parameters[name] ?? '';
  const found = scope.ref(name);
  if (found !== undefined) return found;
  throw invalid(
    `Template format error: Unresolved resource dependencies [${name}] in the Resources block of ` +
      'the template',
  );
}

function attribute(argument: Value, scope: Scope): Value {
  const parts = attributeParts(argument)?.map((part) => evaluate(part, scope)) ?? [];
  const [name, wanted] = parts;
  if (typeof name !== 'string' || typeof wanted !== 'string') {
    throw templateError(
      'every Fn::GetAtt object requires two non-empty parameters, the resource name and the ' +
        'resource attribute',
    );
  }
  return scope.attribute(name, wanted);
}

function substitute(argument: Value, scope: Scope): Value {
  const [text, given] = isList(argument) ? argument : [argument, undefined];
  const isFull = isList(argument);
  if (typeof text !== 'string' || (isFull && (argument.length !== 2 || !isMap(given)))) {
    throw templateError(
      "One or more Fn::Sub intrinsic functions don't specify expected arguments. Specify a " +
        'string as first argument, and an optional second argument to specify a mapping of ' +
        'values to replace in the string',
    );
  }
  const own = isMap(given) ? given : {};
  return text.replace(SUB_VARIABLE, (_whole, literal: string, name: string) => {
    const variable = name.trim();
    if (literal !== '') return `\${${name}}`;
    const value = Object.hasOwn(own, variable)
      ? evaluate(own[variable] ?? '', scope)
      : variableValue(variable, scope);
    return textOf(value, `variable ${variable} in Fn::Sub expression does not resolve to a string`);
  });
}

function variableValue(variable: string, scope: Scope): Value {
  const { kind, name, attribute: wanted } = variableReference(variable);
  return kind === 'Ref' ? named(name, scope) : scope.attribute(name, wanted ?? '');
}

function join(argument: Value, scope: Scope): Value {
  const fault =
    'every Fn::Join object requires two parameters, (1) a string delimiter and (2) a list of ' +
    'strings to be joined or a function that returns a list of strings (such as Fn::GetAZs) to ' +
    'be joined.';
  if (!isList(argument) || argument.length !== 2) throw templateError(fault);
  const [delimiter, items] = argument;
  const list = items === undefined ? undefined : evaluate(items, scope);
  if (typeof delimiter !== 'string' || !isList(list)) throw templateError(fault);
  return list.map((item) => textOf(item, fault)).join(delimiter);
}

function select(argument: Value, scope: Scope): Value {
  const fault =
    'every Fn::Select object requires two parameters, the index and the list of values to ' +
    'select from';
  const [at, items] = isList(argument) && argument.length === 2 ? argument : [];
  if (at === undefined || items === undefined) throw templateError(fault);
  const index = Number(textOf(evaluate(at, scope), fault));
  const list = evaluate(items, scope);
  if (!isList(list)) throw templateError('Fn::Select requires a list argument with two elements');
  const found = Number.isInteger(index) ? list[index] : undefined;
  if (found === undefined) {
    throw templateError(`Fn::Select cannot select nonexistent value at index ${index}`);
  }
  return found;
}

function split(argument: Value, scope: Scope): Value {
  const fault =
    'every Fn::Split object requires two parameters, (1) a string delimiter and (2) a string to ' +
    'be split or a function that returns a string to be split.';
  const [delimiter, text] = isList(argument) && argument.length === 2 ? argument : [];
  const whole = text === undefined ? undefined : evaluate(text, scope);
  if (typeof delimiter !== 'string' || delimiter === '') throw templateError(fault);
  return textOf(whole, fault).split(delimiter);
}

function findInMap(argument: Value, scope: Scope): Value {
  const fault =
    'every Fn::FindInMap object requires three parameters, the map name, map key and the ' +
    'attribute for return value';
  if (!isList(argument) || argument.length < 3 || argument.length > (scope.extended ? 4 : 3)) {
    throw templateError(fault);
  }
  const [map, row, column] = argument
    .slice(0, 3)
    .map((part) => textOf(evaluate(part, scope), fault)) as [string, string, string];
  const mapping = Object.hasOwn(scope.mappings, map) ? scope.mappings[map] : undefined;
  const rows = mapping && Object.hasOwn(mapping, row) ? mapping[row] : undefined;
  const found = isMap(rows) && Object.hasOwn(rows, column) ? rows[column] : undefined;
  if (found !== undefined) return found;
  const fallback = argument[3];
  if (isMap(fallback) && fallback.DefaultValue !== undefined) {
    return evaluate(fallback.DefaultValue, scope) ?? '';
  }
  if (mapping === undefined) {
    throw templateError(
      `Mapping named '${map}' is not present in the 'Mappings' section of template.`,
    );
  }
  throw templateError(`Unable to get mapping for ${map}::${row}::${column}`);
}

function choose(argument: Value, scope: Scope): Value | undefined {
  if (!isList(argument) || argument.length !== 3) {
    throw templateError('Fn::If requires a list argument with three elements');
  }
  const [condition, then, otherwise] = argument as readonly [Value, Value, Value];
  return evaluate(conditionOf(condition, scope) ? then : otherwise, scope);
}

function conditionOf(name: Value, { conditions }: Scope): boolean {
  const known = typeof name === 'string' ? conditions[name] : undefined;
  if (known === undefined) {
    throw invalid(
      `Template format error: Unresolved condition dependency ${name} in the Conditions block of ` +
        'the template',
    );
  }
  return known;
}

function operands(argument: Value, scope: Scope, name: string): Value[] {
  if (!isList(argument) || argument.length < 2 || argument.length > 10) {
    throw templateError(
      `every ${name} object requires a list of at least 2 and at most 10 boolean parameters.`,
    );
  }
  return argument.map((item) => truth(item, scope, name));
}

function truth(item: Value, scope: Scope, name: string): boolean {
  const value = evaluate(item, scope);
  if (typeof value !== 'boolean') {
    throw templateError(`every ${name} object requires boolean parameters.`);
  }
  return value;
}

function negate(argument: Value, scope: Scope): Value {
  const [only] = isList(argument) && argument.length === 1 ? argument : [];
  if (only === undefined) {
    throw templateError('every Fn::Not object requires one boolean parameter.');
  }
  return !truth(only, scope, 'Fn::Not');
}

function equal(argument: Value, scope: Scope): Value {
  const fault = 'every Fn::Equals object requires a list of 2 string parameters.';
  if (!isList(argument) || argument.length !== 2) throw templateError(fault);
  const [one, other] = argument.map((item) => textOf(evaluate(item, scope), fault));
  return one === other;
}

function encode(argument: Value, scope: Scope): Value {
  const fault = 'every Fn::Base64 object must have a String-typed value.';
  return Buffer.from(textOf(evaluate(argument, scope), fault)).toString('base64');
}

function cidr(argument: Value, scope: Scope): Value {
  const parts = isList(argument) ? argument.map((item) => evaluate(item, scope)) : [];
  const [block, count, bits = 8] = parts;
  const blocks = cidrBlocks(String(block), Number(count), Number(bits));
  if (blocks === undefined) {
    throw templateError(
      'Fn::Cidr object requires a block of addresses, a count from 1 to 256 and the bits of each',
    );
  }
  return blocks;
}

function zones(argument: Value, scope: Scope): Value {
  const region = evaluate(argument, scope);
  if (typeof region !== 'string') {
    throw templateError('every Fn::GetAZs object must have a single String value.');
  }
  return scope.zones(region === '' ? String(scope.pseudo['AWS::Region']) : region);
}

function importValue(argument: Value, scope: Scope): Value {
  const fault =
    'the attribute in Fn::ImportValue must be a string or a function that returns a string';
  return scope.imported(textOf(evaluate(argument, scope), fault));
}

function length(argument: Value, scope: Scope): Value {
  const list = evaluate(argument, scope);
  if (!isList(list)) throw templateError('every Fn::Length object must have a list argument.');
  return list.length;
}

function toJsonString(argument: Value, scope: Scope): Value {
  const value = evaluate(argument, scope);
  if (value === undefined || isScalar(value)) {
    throw templateError('every Fn::ToJsonString object must have an object or a list argument.');
  }
  return JSON.stringify(value);
}
