import type { StackResource, StackValueMap } from '../../domain/stack.ts';
import { dependenciesOf, inOrder } from '../template/dependencies.ts';
import { evaluate } from '../template/evaluate.ts';
import { invalid } from '../template/invalid.ts';
import { createWork } from './create-work.ts';
import { dropResource, putResource } from './journal.ts';
import { handlerError, reasonOf } from './reason-of.ts';
import { shownProperties } from './shown-properties.ts';
import type { StackRun } from './stack-run.ts';

/**
 * Makes things that are there already the stack's own, changing nothing about them. Answers the
 * one that could not be; then none of them is.
 */
export async function takeIn(run: StackRun): Promise<string | undefined> {
  const { parts, stack, rows, wanted } = run;
  const graph = dependenciesOf(wanted, run.scope.conditions);
  const taken: StackResource[] = [];
  for (const logicalId of inOrder(graph)) {
    const physicalId = stack.imported?.[logicalId];
    if (physicalId === undefined || rows.get(logicalId)?.made !== undefined) continue;
    const row = await takeOne(run, logicalId, physicalId, [...(graph.get(logicalId) ?? [])]);
    rows.set(logicalId, row);
    await putResource(parts, stack, row);
    if (row.status === 'IMPORT_COMPLETE') {
      taken.push(row);
      continue;
    }
    for (const one of [...taken, row]) {
      await dropResource(parts, one);
      rows.delete(one.logicalId);
    }
    return logicalId;
  }
  return undefined;
}

async function takeOne(
  run: StackRun,
  logicalId: string,
  physicalId: string,
  dependsOn: readonly string[],
): Promise<StackResource> {
  const { parts, stack, scope, wanted } = run;
  const declared = wanted[logicalId];
  const { type = '', deletionPolicy = 'Delete', updateReplacePolicy = 'Delete' } = declared ?? {};
  const { stackId, accountId, region } = stack;
  const row: StackResource = {
    ...{ stackId, accountId, region, logicalId, type, dependsOn, deletionPolicy },
    ...{ updateReplacePolicy, status: 'IMPORT_IN_PROGRESS', updatedAt: parts.clock.now() },
  };
  try {
    const properties = (evaluate(declared?.properties ?? {}, scope) ?? {}) as StackValueMap;
    const provider = parts.providerOf(type);
    const found = await provider?.read?.(createWork(run, row, properties, false), physicalId);
    if (found === undefined)
      throw invalid(`Resource of type '${type}' with identifier '${physicalId}' was not found.`);
    const { attributes = {}, ref } = found;
    const shown = shownProperties(run, logicalId);
    const made = { physicalId, ref, attributes, properties, shown };
    return { ...row, status: 'IMPORT_COMPLETE', made };
  } catch (error) {
    const statusReason = reasonOf(handlerError(error, stack.operationId));
    return { ...row, status: 'IMPORT_FAILED', statusReason };
  }
}
