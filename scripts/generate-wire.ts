/**
 * Writes the wire tables (`src/api/wire/*.ts`) and the input and output types of operations
 * (`src/operations/<service>/operation-types.ts`) from the runtime schemas of the AWS SDK clients
 * and from `scripts/data/wire-constraints.json`, which knows the lengths, ranges, patterns and
 * enums that the schemas lack.
 *
 * `tsx scripts/generate-wire.ts` writes; `--check` compares and names the files that are stale.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { WireService, WireShape } from '../src/api/wire/shapes.ts';
import { type Facts, readTables, type Tables } from './sdk-schemas.ts';

type Head = Omit<WireService, 'operations' | 'shapes'>;

interface Source {
  readonly head: Head;
  readonly sdk: string;
  readonly typesName: string;
  /** Where only a few operations of a large service are served: the others are no action at all. */
  readonly only?: readonly string[];
  /** Operations that the protocol cannot carry here: they are no action at all. */
  readonly except?: readonly string[];
}

const SOURCES: readonly Source[] = [
  {
    head: { service: 'guardduty', protocol: 'restJson1', apiVersion: '2017-11-28' },
    sdk: '@aws-sdk/client-guardduty',
    typesName: 'GuardDutyOperations',
  },
  {
    head: {
      service: 'sts',
      protocol: 'awsQuery',
      apiVersion: '2011-06-15',
      xmlNamespace: 'https://sts.amazonaws.com/doc/2011-06-15/',
    },
    sdk: '@aws-sdk/client-sts',
    typesName: 'StsOperations',
  },
  {
    head: {
      service: 'organizations',
      protocol: 'awsJson1_1',
      apiVersion: '2016-11-28',
      targetPrefix: 'AWSOrganizationsV20161128',
    },
    sdk: '@aws-sdk/client-organizations',
    typesName: 'OrganizationsOperations',
  },
  {
    head: {
      service: 'iam',
      protocol: 'awsQuery',
      apiVersion: '2010-05-08',
      xmlNamespace: 'https://iam.amazonaws.com/doc/2010-05-08/',
    },
    sdk: '@aws-sdk/client-iam',
    typesName: 'IamOperations',
  },
  {
    head: {
      service: 'cloudformation',
      protocol: 'awsQuery',
      apiVersion: '2010-05-15',
      xmlNamespace: 'http://cloudformation.amazonaws.com/doc/2010-05-15/',
    },
    sdk: '@aws-sdk/client-cloudformation',
    typesName: 'CloudFormationOperations',
  },
  {
    head: { service: 'account', protocol: 'restJson1', apiVersion: '2021-02-01' },
    sdk: '@aws-sdk/client-account',
    typesName: 'AccountOperations',
  },
  {
    head: {
      service: 'kms',
      protocol: 'awsJson1_1',
      apiVersion: '2014-11-01',
      targetPrefix: 'TrentService',
    },
    sdk: '@aws-sdk/client-kms',
    typesName: 'KmsOperations',
  },
  {
    head: {
      service: 'cloudtrail',
      protocol: 'awsJson1_1',
      apiVersion: '2013-11-01',
      targetPrefix: 'CloudTrail_20131101',
      qualifiedTargetPrefix: 'com.amazonaws.cloudtrail.v20131101.CloudTrail_20131101',
    },
    sdk: '@aws-sdk/client-cloudtrail',
    typesName: 'CloudTrailOperations',
  },
  {
    head: {
      service: 'lambda',
      protocol: 'restJson1',
      apiVersion: '2015-03-31',
      endsInSlash: true,
    },
    sdk: '@aws-sdk/client-lambda',
    typesName: 'LambdaOperations',
    // Bodies that stream, and paths that only their query tells from others.
    except: [
      'GetLayerVersionByArn',
      'InvokeAsync',
      'InvokeWithResponseStream',
      'ListProvisionedConcurrencyConfigs',
    ],
  },
  {
    head: {
      service: 'ec2',
      protocol: 'ec2Query',
      apiVersion: '2016-11-15',
      xmlNamespace: 'http://ec2.amazonaws.com/doc/2016-11-15/',
    },
    sdk: '@aws-sdk/client-ec2',
    typesName: 'Ec2Operations',
    only: ['DescribeRegions'],
  },
  {
    head: {
      service: 'health',
      protocol: 'awsJson1_1',
      apiVersion: '2016-08-04',
      targetPrefix: 'AWSHealth_20160804',
    },
    sdk: '@aws-sdk/client-health',
    typesName: 'HealthOperations',
  },
];

const root = new URL('../', import.meta.url);
const require = createRequire(import.meta.url);
const NO_NAMES: ReadonlyMap<unknown, string> = new Map();

/** Source text of a table entry; constraints are named once, above the table. */
function print(value: unknown, names: ReadonlyMap<unknown, string>): string {
  const name = names.get(value);
  if (name !== undefined) return `c.${name}`;
  if (Array.isArray(value)) return `[${value.map((item) => print(item, names)).join(', ')}]`;
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value).map(([key, item]) => `${key}: ${print(item, names)}`);
    return entries.length === 0 ? '{}' : `{ ${entries.join(', ')} }`;
  }
  return JSON.stringify(value);
}

function printShape(name: string, shape: WireShape, names: ReadonlyMap<unknown, string>): string {
  if (shape.kind !== 'structure' || Object.keys(shape.members).length === 0) {
    return `    ${name}: ${print(shape, names)},\n`;
  }
  const { members, ...rest } = shape;
  const lines = Object.entries(members).map(
    ([member, value]) => `        ${member}: ${print(value, names)},\n`,
  );
  const head = print(rest, names).slice(2, -2);
  return `    ${name}: {\n      ${head},\n      members: {\n${lines.join('')}      },\n    },\n`;
}

function generatedLine(sdk: string): string {
  return `// Generated by scripts/generate-wire.ts from ${sdk}. Do not edit.\n`;
}

function constraintLines(constraints: readonly (readonly [string, unknown])[]): string[] {
  if (constraints.length === 0) return ["import type { WireService } from './shapes.ts';\n\n"];
  return [
    "import type { WireConstraint, WireService } from './shapes.ts';\n\n",
    'const c = {\n',
    ...constraints.map(([name, constraint]) => `  ${name}: ${print(constraint, NO_NAMES)},\n`),
    '} satisfies Record<string, WireConstraint>;\n\n',
  ];
}

function tableText(source: Source, tables: Tables): string {
  const names = new Map<unknown, string>([...tables.constraints].map(([name, c]) => [c, name]));
  const { service, ...head } = source.head;
  const operations = Object.entries(tables.operations);
  const shapes = Object.entries(tables.shapes);
  return [
    generatedLine(`${source.sdk} and scripts/data/wire-constraints.json`),
    ...constraintLines([...tables.constraints]),
    `export const ${service}: WireService = {\n  service: '${service}',\n`,
    ...Object.entries(head).map(([key, value]) => `  ${key}: ${print(value, NO_NAMES)},\n`),
    '  operations: {\n',
    ...operations.map(([name, operation]) => `    ${name}: ${print(operation, names)},\n`),
    '  },\n  shapes: {\n',
    ...shapes.map(([name, shape]) => printShape(name, shape, names)),
    '  },\n};\n',
  ].join('');
}

function typesText(source: Source, tables: Tables): string {
  const entries = Object.entries(tables.operations).map(([name, operation]) => {
    const input = operation.input === null ? undefined : tables.shapes[operation.input];
    const members = input?.kind === 'structure' ? Object.entries(input.members) : [];
    const required = members.filter(([, member]) => member.required).map(([key]) => `'${key}'`);
    const given = `Given<sdk.${name}CommandInput, ${required.join(' | ') || 'never'}>`;
    const answer = `Answer<sdk.${name}CommandOutput>`;
    return `  ${name}: {\n    input: ${given};\n    output: ${answer};\n  };\n`;
  });
  return [
    generatedLine(source.sdk),
    `import type * as sdk from '${source.sdk}';\n`,
    "import type { Answer, Given } from '../define.ts';\n\n",
    `export interface ${source.typesName} {\n`,
    ...entries,
    '}\n',
  ].join('');
}

function main(check: boolean): number {
  const allFacts = JSON.parse(
    readFileSync(new URL('scripts/data/wire-constraints.json', root), 'utf8'),
  ) as Record<string, Facts>;
  let stale = 0;
  for (const source of SOURCES) {
    const { service } = source.head;
    const facts = allFacts[service];
    if (!facts) throw new Error(`wire-constraints.json has no section ${service}`);
    const tables = readTables(require(source.sdk), facts, source);
    const files = {
      [`src/api/wire/${service}.ts`]: tableText(source, tables),
      [`src/operations/${service}/operation-types.ts`]: typesText(source, tables),
    };
    for (const [path, text] of Object.entries(files)) {
      if (!check) {
        writeFileSync(new URL(path, root), text);
      } else if (readIfThere(path) !== text) {
        console.error(`stale: ${path} (npx tsx scripts/generate-wire.ts writes it)`);
        stale += 1;
      }
    }
  }
  return stale === 0 ? 0 : 1;
}

function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(new URL(path, root), 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

process.exitCode = main(process.argv.includes('--check'));
