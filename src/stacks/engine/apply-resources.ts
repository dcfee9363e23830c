import type { MadeResource, StackResource, StackValueMap } from '../../domain/stack.ts';
import { uuid } from '../../lib/ids.ts';
import type { Provider } from '../providers/provider.ts';
import { dependenciesOf, inOrder } from '../template/dependencies.ts';
import { evaluate } from '../template/evaluate.ts';
import { invalid } from '../template/invalid.ts';
import type { ResourceDeclaration } from '../template/template.ts';
import { sameValue } from '../template/value.ts';
import { changeInPlace, isAsWanted, wantedTags } from './change-in-place.ts';
import { checkProperties } from './check-properties.ts';
import { createWork } from './create-work.ts';
import { putResource } from './journal.ts';
import { findUnremovable, mustBeAllowed } from './obey-policy.ts';
import { handlerError, reasonOf } from './reason-of.ts';
import { aboutOf } from './settle-rows.ts';
import { shownProperties } from './shown-properties.ts';
import type { StackRun } from './stack-run.ts';

/**
 * Makes and changes resources until they are as the template has them, each after those that it
 * needs. Answers the one that failed. What a crash has left half done is done again.
 */
export async function applyResources(run: StackRun): Promise<string | undefined> {
  const unremovable = await findUnremovable(run);
  if (unremovable !== undefined) return unremovable;
  const graph = dependenciesOf(run.wanted, run.scope.conditions);
  for (const logicalId of inOrder(graph)) {
    const declared = run.wanted[logicalId];
    if (declared === undefined) continue;
    if (await isGivenUp(run)) return logicalId;
    // What it needed before counts until the old things are gone.
    const needed = run.rows.get(logicalId)?.dependsOn ?? [];
    const dependsOn = [...new Set([...(graph.get(logicalId) ?? []), ...needed])];
    if (!(await settle(run, logicalId, declared, dependsOn))) return logicalId;
  }
  return undefined;
}

/** Somebody cancelled, or the time that the stack was given is over. */
async function isGivenUp(run: StackRun): Promise<boolean> {
  const { stack, parts } = run;
  const now = await parts.store.stacks.get('stack', stack.stackId);
  if (now?.isCancelled) return true;
  return stack.deadline !== undefined && parts.clock.now() >= stack.deadline;
}

async function settle(
  run: StackRun,
  logicalId: string,
  declared: ResourceDeclaration,
  dependsOn: readonly string[],
): Promise<boolean> {
  const { parts, stack, rows, scope } = run;
  const known = rows.get(logicalId);
  const isDone = known?.before !== undefined && known.status.endsWith('_COMPLETE');
  if (isDone && known.made !== undefined) return true;
  const { type } = declared;
  const about = aboutOf(declared, dependsOn);
  const now = () => parts.clock.now();
  const base = { ...placeOf(run), logicalId, type, ...about, updatedAt: now() };
  const before = known?.before === undefined ? (known?.made ?? null) : known.before;
  const verb = before === null ? 'CREATE' : 'UPDATE';
  try {
    const provider = parts.providerOf(type);
    if (provider === undefined) throw new Error(`no provider of ${type}`);
    if (known?.made && known.type !== type)
      throw invalid('Update of resource type is not permitted.');
    const properties = (evaluate(declared.properties, scope) ?? {}) as StackValueMap;
    checkProperties(logicalId, properties, provider);
    const tags = wantedTags(provider, { properties, stackTags: stack.tags });
    const isKept = before !== null && known?.step === undefined;
    if (known !== undefined && isKept && isAsWanted(before, { properties, tags })) {
      const kept = { ...known, ...about };
      rows.set(logicalId, kept);
      await parts.store.stacks.put('resource', kept);
      return true;
    }
    if (before !== null) {
      const action = isReplaced(provider, before.properties, properties) ? 'Replace' : 'Modify';
      mustBeAllowed(stack, { action: `Update:${action}`, logicalId, type });
    }
    const step = known?.step ?? { id: uuid(), startedAt: now() };
    const row: StackResource = {
      ...{ ...base, status: `${verb}_IN_PROGRESS`, before, step },
      ...(before !== null && { made: before }),
    };
    rows.set(logicalId, row);
    await putResource(parts, stack, row);
    const isResumed = known?.step !== undefined;
    const made = await carryOut(run, row, provider, properties, isResumed);
    const done: StackResource = { ...base, status: `${verb}_COMPLETE`, before, made };
    rows.set(logicalId, { ...done, updatedAt: now() });
    await putResource(parts, stack, { ...done, updatedAt: now() });
    return true;
  } catch (error) {
    const statusReason = reasonOf(handlerError(error, stack.operationId));
    const failed = { ...base, ...rows.get(logicalId), before, statusReason };
    await putFailed(run, { ...failed, status: `${verb}_FAILED` });
    return false;
  }
}

function placeOf({ stack: { stackId, accountId, region } }: StackRun) {
  return { stackId, accountId, region };
}

async function putFailed({ parts, stack, rows }: StackRun, failed: StackResource): Promise<void> {
  const row = { ...failed, step: undefined, updatedAt: parts.clock.now() };
  rows.set(row.logicalId, row);
  await putResource(parts, stack, row);
}

/** Makes the resource, changes it, or makes another in its place. */
async function carryOut(
  run: StackRun,
  row: StackResource,
  provider: Provider,
  properties: StackValueMap,
  isResumed: boolean,
): Promise<MadeResource> {
  const work = createWork(run, row, properties, isResumed);
  const { before } = row;
  const tags = wantedTags(provider, work);
  const wanted = { properties, shown: shownProperties(run, row.logicalId), tags };
  const inPlace = before && !isReplaced(provider, before.properties, properties);
  if (inPlace && provider.update !== undefined) {
    // Should the change fail half-way, what has to be taken back is between these two.
    run.rows.set(row.logicalId, { ...row, made: { ...before, ...wanted } });
    return { attributes: {}, ...(await changeInPlace(provider, work, before)), ...wanted };
  }
  if (before) {
    await putResource(run.parts, run.stack, {
      ...row,
      statusReason:
        'Requested update requires the creation of a new physical resource; hence creating one.',
    });
  }
  return { attributes: {}, ...(await provider.create(work)), ...wanted };
}

/** Does the change of one of these properties call for another resource? */
export function isReplaced(
  { properties: rules, update }: Provider,
  before: StackValueMap,
  after: StackValueMap,
): boolean {
  if (update === undefined) return true;
  const { createOnly = [] } = rules ?? {};
  return createOnly.some((name) => !sameValue(before[name], after[name]));
}
