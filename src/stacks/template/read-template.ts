import * as limits from '../../limits.ts';
import { formatError, invalid } from './invalid.ts';
import { readParameter } from './read-parameter.ts';
import type {
  DeletionPolicy,
  KnownTypes,
  OutputDeclaration,
  ResourceDeclaration,
  Template,
} from './template.ts';
import { isList, isMap, isScalar, type Value, type ValueMap } from './value.ts';

const SECTIONS = new Set([
  'AWSTemplateFormatVersion',
  'Description',
  'Metadata',
  'Parameters',
  'Mappings',
  'Conditions',
  'Transform',
  'Resources',
  'Outputs',
]);

/** Sections and attributes that AWS has and that are refused by name rather than passed over. */
const UNSUPPORTED_SECTIONS = new Set(['Rules', 'Hooks']);
const UNSUPPORTED_ATTRIBUTES = new Set(['CreationPolicy', 'UpdatePolicy']);

const RESOURCE_MEMBERS = new Set([
  'Type',
  'Properties',
  'DependsOn',
  'Condition',
  'DeletionPolicy',
  'UpdateReplacePolicy',
  'Metadata',
  'Version',
]);

/** Checks the structure. Throws ValidationError in CloudFormation's words. */
export function readTemplate(source: ValueMap, knownTypes: KnownTypes): Template {
  checkSections(source);
  const { AWSTemplateFormatVersion: version, Description: description } = source;
  if (version !== undefined && String(version) !== '2010-09-09') {
    throw formatError('unsupported value for AWSTemplateFormatVersion.');
  }
  if (description !== undefined) checkDescription(description);
  const section = (name: string) => sectionOf(source, name);
  const resources = mapOf(section('Resources'), readResource);
  if (Object.keys(resources).length === 0) {
    throw formatError('At least one Resources member must be defined.');
  }
  checkCount('resources', resources, limits.TEMPLATE_RESOURCES_MAX);
  const types = Object.values(resources).map(({ type }) => type);
  const unknown = [...new Set(types.filter((type) => knownTypes(type) === undefined))];
  if (unknown.length > 0) throw formatError(`Unrecognized resource types: [${unknown.join(', ')}]`);
  const parameters = mapOf(section('Parameters'), readParameter);
  checkCount('parameters', parameters, limits.TEMPLATE_PARAMETERS_MAX);
  const outputs = mapOf(section('Outputs'), readOutput);
  checkCount('outputs', outputs, limits.TEMPLATE_OUTPUTS_MAX);
  return {
    description: description === undefined ? undefined : String(description),
    metadata: source.Metadata,
    transforms: transformsOf(source),
    parameters,
    mappings: mapOf(section('Mappings'), readMapping),
    conditions: section('Conditions'),
    resources,
    outputs,
  };
}

export function transformsOf({ Transform: transform }: ValueMap): readonly string[] {
  if (transform === undefined) return [];
  const all = isList(transform) ? transform : [transform];
  return all.map((one) => (isMap(one) ? String(one.Name) : String(one)));
}

function checkSections(source: ValueMap): void {
  const names = Object.keys(source);
  const refused = names.find((name) => UNSUPPORTED_SECTIONS.has(name));
  if (refused !== undefined) throw invalid(`The section ${refused} is not supported by Vedette`);
  const unknown = names.filter((name) => !SECTIONS.has(name));
  if (unknown.length > 0) {
    throw formatError(`Invalid template property or properties [${unknown.join(', ')}]`);
  }
  if (source.Resources === undefined) {
    throw formatError('At least one Resources member must be defined.');
  }
}

function sectionOf(source: ValueMap, name: string): ValueMap {
  const section = source[name] ?? {};
  if (!isMap(section)) throw formatError(`[/${name}] must be an object.`);
  return section;
}

function mapOf<T>(
  section: ValueMap,
  read: (name: string, value: Value) => T,
): Readonly<Record<string, T>> {
  return Object.fromEntries(
    Object.entries(section).map(([name, value]) => [name, read(name, value)]),
  );
}

function checkDescription(description: Value): void {
  if (!isScalar(description)) throw formatError('Every Description member must be a string.');
  const most = limits.TEMPLATE_DESCRIPTION_BYTES_MAX;
  if (Buffer.byteLength(String(description)) > most) {
    throw formatError(`'Description' length is greater than ${most}.`);
  }
}

function checkCount(what: string, of: object, most: number): void {
  const count = Object.keys(of).length;
  if (count > most) {
    throw formatError(`Number of ${what}, ${count}, is greater than maximum allowed, ${most}`);
  }
}

function readResource(name: string, value: Value): ResourceDeclaration {
  const at = `/Resources/${name}`;
  if (!/^[A-Za-z0-9]+$/.test(name)) {
    throw formatError(`Resource name ${name} is non alphanumeric.`);
  }
  if (!isMap(value)) throw formatError(`[${at}] Every Resources member must be an object.`);
  for (const member of Object.keys(value)) {
    if (UNSUPPORTED_ATTRIBUTES.has(member)) {
      throw invalid(`The attribute ${member} of [${at}] is not supported by Vedette`);
    }
    if (!RESOURCE_MEMBERS.has(member)) {
      throw invalid(`Invalid template resource property '${member}'`);
    }
  }
  const { Type: type, Properties: properties = {}, Condition: condition } = value;
  if (typeof type !== 'string') {
    throw formatError(`[${at}] Every Resources object must contain a Type member.`);
  }
  if (!isMap(properties)) throw formatError(`[${at}/Properties] must be an object.`);
  if (condition !== undefined && typeof condition !== 'string') {
    throw formatError(`[${at}/Condition] must be the name of a condition.`);
  }
  return {
    type,
    properties,
    dependsOn: dependsOnOf(value.DependsOn, at),
    condition,
    deletionPolicy: policyOf(value, 'DeletionPolicy', at) as DeletionPolicy,
    updateReplacePolicy: policyOf(value, 'UpdateReplacePolicy', at) as 'Delete' | 'Retain',
    metadata: value.Metadata,
  };
}

function dependsOnOf(value: Value | undefined, at: string): readonly string[] {
  if (value === undefined) return [];
  const names = isList(value) ? value : [value];
  if (!names.every((name) => typeof name === 'string')) {
    throw formatError(`[${at}/DependsOn] Every DependsOn value must be a string.`);
  }
  return names as string[];
}

function policyOf(resource: ValueMap, name: string, at: string): string {
  const policy = resource[name] ?? 'Delete';
  if (policy === 'Snapshot') {
    throw invalid(`${resource.Type} resource types do not support the Snapshot ${name}.`);
  }
  const known = [
    'Delete',
    'Retain',
    ...(name === 'DeletionPolicy' ? ['RetainExceptOnCreate'] : []),
  ];
  if (!known.includes(String(policy))) {
    throw formatError(`Unrecognized ${name} ${JSON.stringify(policy)} for [${at}]`);
  }
  return String(policy);
}

function readMapping(name: string, value: Value): ValueMap {
  const bad = () => formatError(`Every Mappings attribute must be a String or a List. [${name}]`);
  if (!isMap(value)) throw formatError(`Every Mappings member ${name} must be a map`);
  for (const row of Object.values(value)) {
    if (!isMap(row)) throw formatError(`Every Mappings member ${name} must be a map`);
    for (const cell of Object.values(row)) {
      if (!isScalar(cell) && !(isList(cell) && cell.every(isScalar))) throw bad();
    }
  }
  return value;
}

function readOutput(name: string, value: Value): OutputDeclaration {
  const at = `/Outputs/${name}`;
  if (!/^[A-Za-z0-9]+$/.test(name)) throw formatError(`Output name ${name} is non alphanumeric.`);
  if (!isMap(value) || value.Value === undefined) {
    throw formatError(`[${at}] Every Outputs member must contain a Value object`);
  }
  const { Description: description, Export: exported, Condition: condition } = value;
  if (exported !== undefined && !(isMap(exported) && exported.Name !== undefined)) {
    throw formatError(
      `Output ${name} is malformed. The Name field of every Export member must be specified ` +
        'and consist only of alphanumeric characters, colons, or hyphens.',
    );
  }
  return {
    value: value.Value,
    description: description === undefined ? undefined : String(description),
    exportName: isMap(exported) ? exported.Name : undefined,
    condition: condition === undefined ? undefined : String(condition),
  };
}
