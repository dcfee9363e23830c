import { dependenciesOf } from '../template/dependencies.ts';
import type { ResourceDeclaration } from '../template/template.ts';
import type { StackRun } from './stack-run.ts';

/** What a template says of a resource besides its properties. */
export function aboutOf(declared: ResourceDeclaration, dependsOn: readonly string[]) {
  const { deletionPolicy, updateReplacePolicy, metadata } = declared;
  return { dependsOn, deletionPolicy, updateReplacePolicy, metadata };
}

/** The end of an update, or of its undoing: the template in force says all there is to say. */
export async function settleRows({ parts, rows, wanted, scope }: StackRun): Promise<void> {
  const graph = dependenciesOf(wanted, scope.conditions);
  for (const row of rows.values()) {
    const declared = wanted[row.logicalId];
    if (declared === undefined) continue;
    const { before: _before, step: _step, ...rest } = row;
    const settled = { ...rest, ...aboutOf(declared, [...(graph.get(row.logicalId) ?? [])]) };
    rows.set(row.logicalId, settled);
    await parts.store.stacks.put('resource', settled);
  }
}
