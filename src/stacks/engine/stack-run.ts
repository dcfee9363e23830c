import type { Principal } from '../../domain/principal.ts';
import type { Stack, StackContent, StackResource } from '../../domain/stack.ts';
import { ServiceError } from '../../lib/service-error.ts';
import { dependenciesOf, inOrder } from '../template/dependencies.ts';
import { evaluateConditions } from '../template/evaluate-conditions.ts';
import { invalid } from '../template/invalid.ts';
import { loadTemplate } from '../template/load-template.ts';
import { parameterValue } from '../template/resolve-parameters.ts';
import type { Scope } from '../template/scope.ts';
import type { ResourceDeclaration, Template } from '../template/template.ts';
import { createActor } from './actor.ts';
import type { EngineParts } from './engine-parts.ts';
import { type Exports, exportsOf } from './exports.ts';

/** One stack while the engine is at it. */
export interface StackRun {
  readonly parts: EngineParts;
  stack: Stack;
  readonly rows: Map<string, StackResource>;
  /** Why nothing can be made of the template with these parameters; what is there can still go. */
  readonly fault?: string | undefined;
  readonly template: Template;
  readonly scope: Scope;
  /** Resources that are there under the conditions of the template. */
  readonly wanted: Readonly<Record<string, ResourceDeclaration>>;
  /** Exports that values came from. */
  readonly imports: Set<string>;
  principal(): Promise<Principal>;
}

export async function openRun(stack: Stack, parts: EngineParts): Promise<StackRun> {
  const listed = await parts.store.stacks.list('resource', { owner: stack.stackId });
  const rows = new Map(listed.map((row) => [row.logicalId, row]));
  const imports = new Set<string>();
  const exports = await exportsOf(stack, parts.store);
  const surroundings = {
    ...{ parts, exports, onImport: (name: string) => imports.add(name) },
    rowOf: (logicalId: string) => rows.get(logicalId),
  };
  const content = readOrFault(stack, surroundings);
  const principal = createActor(stack, parts);
  return { parts, stack, rows, ...content, imports, principal };
}

type Content = Pick<StackRun, 'template' | 'scope' | 'wanted' | 'fault'>;

const NOTHING = '{"Resources": {"None": {"Type": "AWS::CloudFormation::WaitConditionHandle"}}}';

/** A stack whose template comes to nothing must fail, and go, as any other. */
function readOrFault(stack: Stack, surroundings: Surroundings): Content {
  try {
    return readOrdered(stack, surroundings);
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
    const nothing = readContent(stack, { ...stack, template: NOTHING }, surroundings);
    return { ...nothing, wanted: {}, fault: error.message };
  }
}

/** Throws ValidationError where the template with these parameters could never be made. */
export function checkContent(stack: Stack, parts: Surroundings['parts']): void {
  readOrdered(stack, { parts, exports: new Map(), rowOf: () => undefined });
}

function readOrdered(stack: Stack, surroundings: Surroundings): Content {
  const content = readContent(stack, stack, surroundings);
  inOrder(dependenciesOf(content.wanted, content.scope.conditions));
  return content;
}

interface Surroundings {
  readonly parts: Pick<EngineParts, 'partitionOf' | 'zonesOf' | 'providerOf'>;
  readonly exports: Exports;
  onImport?(name: string): void;
  rowOf(logicalId: string): StackResource | undefined;
}

/** A template with its parameters, and what its functions look things up in. */
export function readContent(
  { stackId, name, accountId, region }: Pick<Stack, 'stackId' | 'name' | 'accountId' | 'region'>,
  content: StackContent,
  { parts, exports, onImport, rowOf }: Surroundings,
): Pick<StackRun, 'template' | 'scope' | 'wanted'> {
  const template = loadTemplate(content.template, parts.providerOf, content.parameters);
  const partition = parts.partitionOf(region);
  const outside: Omit<Scope, 'conditions'> = {
    pseudo: {
      'AWS::AccountId': accountId,
      'AWS::NotificationARNs': content.notificationArns,
      'AWS::Partition': partition,
      'AWS::Region': region,
      'AWS::StackId': stackId,
      'AWS::StackName': name,
      'AWS::URLSuffix': partition === 'aws-cn' ? 'amazonaws.com.cn' : 'amazonaws.com',
    },
    parameters: Object.fromEntries(
      Object.entries(template.parameters).map(([parameter, declared]) => [
        parameter,
        parameterValue(content.parameters[parameter] ?? '', declared),
      ]),
    ),
    mappings: template.mappings,
    ref: (logicalId) => {
      const made = rowOf(logicalId)?.made;
      return made && (made.ref ?? made.physicalId);
    },
    attribute: (logicalId, wanted) => attributeOf(rowOf(logicalId), logicalId, wanted),
    imported(exported) {
      onImport?.(exported);
      const found = exports.get(exported);
      if (found === undefined) throw invalid(`No export named ${exported} found.`);
      return found.value;
    },
    zones: (of) => parts.zonesOf(of),
    extended: template.transforms.length > 0,
  };
  const conditions = evaluateConditions(template.conditions, outside);
  const wanted = Object.fromEntries(
    Object.entries(template.resources).filter(
      ([, { condition }]) => condition === undefined || conditions[condition],
    ),
  );
  return { template, scope: { ...outside, conditions }, wanted };
}

function attributeOf(row: StackResource | undefined, logicalId: string, wanted: string) {
  const found = row?.made?.attributes[wanted];
  if (found !== undefined) return found;
  if (row !== undefined && /^(Custom::|AWS::CloudFormation::CustomResource$)/.test(row.type)) {
    const object = `${row.stackId}|${logicalId}`;
    throw invalid(
      `CustomResource attribute error: Vendor response doesn't contain ${wanted} attribute in ` +
        `object ${object}`,
    );
  }
  throw invalid(`Attribute '${wanted}' does not exist on resource ${logicalId}`);
}
