import type { StackValueMap } from '../../domain/stack.ts';
import { FUNCTION_MEGABYTES_DEFAULT, FUNCTION_SECONDS_DEFAULT } from '../../limits.ts';
import { invalid } from '../template/invalid.ts';
import { sameValue } from '../template/value.ts';
import {
  at,
  given,
  ifThere,
  map,
  number,
  orThere,
  putTags,
  tags,
  text,
  textAt,
  texts,
} from './properties.ts';
import type { Answer, Provider, Work } from './provider.ts';

/** AWS's own limit of a function's name. */
const FUNCTION_NAME_CHARACTERS_MAX = 64;

const ARCHITECTURES_DEFAULT = ['x86_64'];

/** What a function has whose template does not say. */
const DEFAULTS = {
  Description: '',
  Timeout: FUNCTION_SECONDS_DEFAULT,
  MemorySize: FUNCTION_MEGABYTES_DEFAULT,
  Environment: { Variables: {} },
};

const call = ({ call: made }: Work, operation: string, input: object) =>
  made('lambda', operation, input);

/** What CreateFunction and UpdateFunctionConfiguration take alike. */
function configurationOf({ properties }: Work): object {
  const variables = at(properties, 'Environment.Variables');
  const texted = Object.entries(map(variables)).map(([name, value]) => [name, String(value)]);
  return given({
    Runtime: text(properties.Runtime),
    Role: text(properties.Role),
    Handler: text(properties.Handler),
    Description: text(properties.Description),
    Timeout: number(properties.Timeout),
    MemorySize: number(properties.MemorySize),
    Environment: variables === undefined ? undefined : { Variables: Object.fromEntries(texted) },
  });
}

/** Inline code becomes the archive that the API takes. */
function codeOf({ properties, inlineArchive }: Work): object {
  const source = text(at(properties, 'Code.ZipFile'));
  if (source === undefined) {
    throw invalid('Code of AWS::Lambda::Function is taken inline, as ZipFile, only');
  }
  const runtime = text(properties.Runtime) ?? '';
  const archive = inlineArchive(runtime, source);
  if (archive === undefined) {
    throw invalid(
      `ZipFile can only be used when Runtime is set to nodejs or python, not ${runtime}`,
    );
  }
  return { ZipFile: archive };
}

function functionMade(configuration: Answer) {
  const physicalId = textAt(configuration, 'FunctionName');
  return { physicalId, attributes: { Arn: textAt(configuration, 'FunctionArn') } };
}

const lambdaFunction: Provider = {
  type: 'AWS::Lambda::Function',
  properties: {
    required: ['Code', 'Role'],
    optional: [
      'Architectures',
      'Description',
      'Environment',
      'Handler',
      'MemorySize',
      'Runtime',
      'Tags',
      'Timeout',
    ],
    createOnly: ['FunctionName', 'PackageType'],
    shapes: {
      ...{ Architectures: ['text'], Code: 'any' },
      Environment: { Variables: 'any' },
      ...{ MemorySize: 'number', Timeout: 'number' },
    },
  },
  attributes: ['Arn'],
  identifier: 'FunctionName',
  async create(work) {
    const { properties } = work;
    const own = work.physicalName(FUNCTION_NAME_CHARACTERS_MAX);
    const FunctionName = text(properties.FunctionName) ?? own;
    const input = given({
      FunctionName,
      ...configurationOf(work),
      Code: codeOf(work),
      PackageType: text(properties.PackageType),
      Architectures: texts(properties.Architectures),
      Tags: tags(work),
    });
    await orThere(work, call(work, 'CreateFunction', input));
    const found = await call(work, 'GetFunction', { FunctionName });
    return functionMade(found.Configuration as Answer);
  },
  async update(work, { physicalId: FunctionName, properties: before }) {
    const { properties } = work;
    const isSame = (name: string) => sameValue(properties[name], before[name]);
    if (!isSame('Code') || !isSame('Architectures')) {
      const Architectures = texts(properties.Architectures) ?? ARCHITECTURES_DEFAULT;
      await call(work, 'UpdateFunctionCode', { FunctionName, ...codeOf(work), Architectures });
    }
    const input = { FunctionName, ...DEFAULTS, ...configurationOf(work) };
    return functionMade(await call(work, 'UpdateFunctionConfiguration', input));
  },
  retag: (work, { attributes: { Arn: Resource } }, change) =>
    putTags(
      change,
      (Tags) => call(work, 'TagResource', { Resource, Tags }),
      (TagKeys) => call(work, 'UntagResource', { Resource, TagKeys }),
    ),
  async delete(work, { physicalId: FunctionName }) {
    await ifThere(call(work, 'DeleteFunction', { FunctionName }));
  },
  async read(work, FunctionName) {
    const found = await ifThere(call(work, 'GetFunction', { FunctionName }));
    if (found === undefined) return undefined;
    const configuration = found.Configuration as StackValueMap;
    const names = ['Runtime', 'Role', 'Handler', 'Description', 'Timeout', 'MemorySize'];
    const properties = Object.fromEntries(
      names.flatMap((name) => {
        const value = configuration[name];
        return value === undefined ? [] : [[name, value]];
      }),
    );
    const { Environment: environment } = configuration;
    return {
      attributes: functionMade(configuration).attributes,
      properties: {
        FunctionName,
        ...properties,
        ...(environment !== undefined && { Environment: environment }),
      },
    };
  },
};

const permission: Provider = {
  type: 'AWS::Lambda::Permission',
  properties: {
    createOnly: ['Action', 'FunctionName', 'Principal', 'SourceAccount', 'SourceArn'],
  },
  attributes: ['Id'],
  async create(work) {
    const { properties } = work;
    const StatementId = work.physicalName(FUNCTION_NAME_CHARACTERS_MAX);
    const input = given({
      StatementId,
      ...{ FunctionName: text(properties.FunctionName), Action: text(properties.Action) },
      ...{ Principal: text(properties.Principal), SourceArn: text(properties.SourceArn) },
      SourceAccount: text(properties.SourceAccount),
    });
    await orThere(work, call(work, 'AddPermission', input));
    return { physicalId: StatementId, attributes: { Id: StatementId } };
  },
  async delete(work, { physicalId: StatementId, properties }) {
    const FunctionName = text(properties.FunctionName);
    await ifThere(call(work, 'RemovePermission', { FunctionName, StatementId }));
  },
};

export const lambdaProviders: readonly Provider[] = [lambdaFunction, permission];
