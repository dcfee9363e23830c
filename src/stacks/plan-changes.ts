import type {
  MadeResource,
  ResourceChange,
  Stack,
  StackContent,
  StackResource,
  StackValueMap,
} from '../domain/stack.ts';
import { isReplaced } from './engine/apply-resources.ts';
import { hasTags, wantedTags } from './engine/change-in-place.ts';
import type { EngineParts } from './engine/engine-parts.ts';
import type { Exports } from './engine/exports.ts';
import { readContent } from './engine/stack-run.ts';
import type { Provider } from './providers/provider.ts';
import { dependenciesOf, inOrder } from './template/dependencies.ts';
import { evaluate } from './template/evaluate.ts';
import { invalid } from './template/invalid.ts';
import { sameValue } from './template/value.ts';

export interface Plan {
  readonly changes: readonly ResourceChange[];
  /** Something else is another: outputs, tags, or what a template says of a resource besides. */
  readonly changesMore: boolean;
}

interface Question {
  readonly stack: Pick<Stack, 'stackId' | 'name' | 'accountId' | 'region' | 'tags' | 'template'>;
  readonly rows: readonly StackResource[];
  readonly exports: Exports;
  readonly parts: Pick<EngineParts, 'partitionOf' | 'zonesOf' | 'providerOf'>;
  readonly imported?: Readonly<Record<string, string>> | undefined;
}

/**
 * What would happen to resources if the stack had this content. What is not there yet stands as a
 * text that equals nothing, so that whoever refers to it counts as changed.
 */
export function planChanges(content: StackContent, question: Question): Plan {
  const { stack, parts, exports, imported = {} } = question;
  const rows = new Map(question.rows.filter((row) => row.made).map((row) => [row.logicalId, row]));
  const unknown = new Set<string>();
  const rowOf = (logicalId: string): StackResource | undefined => {
    const known = rows.get(logicalId);
    if (known !== undefined && !unknown.has(logicalId)) return known;
    return standIn(logicalId, known);
  };
  const { wanted, scope, template } = readContent(stack, content, { parts, exports, rowOf });
  const attribute = (logicalId: string, name: string) =>
    unknown.has(logicalId) || !rows.has(logicalId)
      ? `\u0000${logicalId}.${name}`
      : scope.attribute(logicalId, name);
  const changes: ResourceChange[] = [];
  let hasNewMetadata = false;
  for (const logicalId of inOrder(dependenciesOf(wanted, scope.conditions))) {
    const declared = wanted[logicalId];
    const provider = declared && parts.providerOf(declared.type);
    if (declared === undefined || provider === undefined) continue;
    const row = rows.get(logicalId);
    if (row !== undefined && row.type !== declared.type) {
      throw invalid(
        'Update of resource type is not permitted. The new template modifies resource type of ' +
          `the following resources: [${logicalId}]`,
      );
    }
    const properties = (evaluate(declared.properties, { ...scope, attribute }) ??
      {}) as StackValueMap;
    if (row?.made && !sameValue(row.metadata ?? {}, declared.metadata ?? {})) hasNewMetadata = true;
    const tags = wantedTags(provider, { properties, stackTags: content.tags });
    const after = { properties, tags };
    const change = changeOf(logicalId, declared.type, after, { row, provider, imported });
    if (change === undefined) continue;
    changes.push(change);
    if (change.action === 'Add' || change.replacement === 'True') unknown.add(logicalId);
  }
  for (const { logicalId, type, made } of rows.values()) {
    if (logicalId in wanted) continue;
    const physicalId = made?.physicalId;
    changes.push({ action: 'Remove', logicalId, type, physicalId, properties: [] });
  }
  const old = readContent(
    stack,
    { ...content, template: stack.template || content.template },
    {
      ...{ parts, exports, rowOf },
    },
  );
  const changesMore =
    hasNewMetadata ||
    !sameValue(content.tags, stack.tags) ||
    JSON.stringify(old.template.outputs) !== JSON.stringify(template.outputs);
  return { changes, changesMore };
}

/** A row of something that is not there yet, or will be another. */
function standIn(logicalId: string, known: StackResource | undefined): StackResource {
  const made = { physicalId: `\u0000${logicalId}`, attributes: {}, properties: {} };
  return { ...(known ?? ({ logicalId } as StackResource)), made };
}

function changeOf(
  logicalId: string,
  type: string,
  after: Pick<MadeResource, 'properties' | 'tags'>,
  about: {
    readonly row: StackResource | undefined;
    readonly provider: Provider;
    readonly imported: Readonly<Record<string, string>>;
  },
): ResourceChange | undefined {
  const { row, provider, imported } = about;
  if (row?.made === undefined) {
    const physicalId = imported[logicalId];
    const action = physicalId === undefined ? 'Add' : 'Import';
    return { action, logicalId, type, physicalId, properties: [] };
  }
  const { properties: before, physicalId } = row.made;
  const { properties } = after;
  const names = [...new Set([...Object.keys(before), ...Object.keys(properties)])];
  const changed = names.filter((name) => !sameValue(before[name], properties[name]));
  if (!changed.includes('Tags') && !hasTags(row.made, after)) changed.push('Tags');
  if (changed.length === 0) return undefined;
  const replaces = (name: string) =>
    provider.update === undefined || (provider.properties?.createOnly ?? []).includes(name);
  return {
    ...{ action: 'Modify', logicalId, type, physicalId },
    replacement: isReplaced(provider, before, properties) ? 'True' : 'False',
    properties: changed.map((name) => ({ name, replaces: replaces(name) })),
  };
}
