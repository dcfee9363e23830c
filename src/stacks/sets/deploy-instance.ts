import type { Stack } from '../../domain/stack.ts';
import { partId } from '../../domain/stack-item-key.ts';
import type {
  StackInstance,
  StackSet,
  StackSetOperation,
  StackSetResult,
} from '../../domain/stack-set.ts';
import { uuid } from '../../lib/ids.ts';
import { beginDelete, beginUpdate, newStack } from '../begin.ts';
import { detectDrift } from '../drift/detect-drift.ts';
import type { EngineParts } from '../engine/engine-parts.ts';
import { putStack } from '../engine/journal.ts';
import { reasonOf } from '../engine/reason-of.ts';
import { loadTemplate } from '../template/load-template.ts';
import { resolveParameters } from '../template/resolve-parameters.ts';
import { sameValue } from '../template/value.ts';
import { actorOf } from './execution-role.ts';
import type { CarryOn } from './run-set-operation.ts';

interface Deployment {
  readonly set: StackSet;
  readonly operation: StackSetOperation;
  readonly result: StackSetResult;
  readonly parts: EngineParts;
  readonly carryOn: CarryOn;
}

/** Does one account's part of an operation in one Region. Answers whether it succeeded. */
export async function deployInstance(
  set: StackSet,
  operation: StackSetOperation,
  result: StackSetResult,
  parts: EngineParts,
  carryOn: CarryOn,
): Promise<boolean> {
  const { store } = parts;
  const deployment = { set, operation, result, parts, carryOn };
  const account = await store.accounts.get(result.accountId);
  if (account?.status !== 'ACTIVE') {
    const reason = account ? 'The account is suspended.' : 'The account does not exist.';
    await settle(deployment, 'CANCELLED', reason, 'SKIPPED_SUSPENDED_ACCOUNT');
    return true;
  }
  await store.stacks.put('setResult', { ...result, status: 'RUNNING' });
  const reason = await failureOf(deployment);
  await settle(deployment, reason === undefined ? 'SUCCEEDED' : 'FAILED', reason);
  return reason === undefined;
}

/** Undefined where it went well. */
async function failureOf(deployment: Deployment): Promise<string | undefined> {
  const { set, operation, result, parts } = deployment;
  const id = partId(set.stackSetId, result.accountId, result.region);
  const instance = await parts.store.stacks.get('instance', id);
  if (instance === undefined) return undefined;
  try {
    switch (operation.action) {
      case 'DELETE':
        return await remove(deployment, instance);
      case 'DETECT_DRIFT':
        return await drift(deployment, instance);
      default:
        return await bringUp(deployment, instance);
    }
  } catch (error) {
    return reasonOf(error);
  }
}

async function stackOf({ parts }: Deployment, { stackId }: StackInstance) {
  return stackId === undefined ? undefined : parts.store.stacks.get('stack', stackId);
}

async function bringUp(deployment: Deployment, instance: StackInstance) {
  const { set, parts, carryOn } = deployment;
  const { accountId, region } = instance;
  const template = loadTemplate(set.template, parts.providerOf, set.parameters);
  const all = { ...set.parameters, ...instance.overrides };
  const given = Object.entries(all).map(([key, value]) => ({ key, value }));
  const parameters = resolveParameters(template, given);
  const content = { ...contentOf(set), parameters };
  const known = await stackOf(deployment, instance);
  if (known?.status.endsWith('_IN_PROGRESS')) await carryOn(known.stackId);
  const stack = await stackOf(deployment, instance);
  const isFit = stack && /^(CREATE|UPDATE|UPDATE_ROLLBACK|IMPORT)_COMPLETE$/.test(stack.status);
  if (stack !== undefined && isFit) {
    const isSame = sameValue(asValue(stack), asValue(content));
    if (isSame && stack.status !== 'UPDATE_ROLLBACK_COMPLETE') return undefined;
    const actor = await actorOf(set, accountId, region, parts);
    const begun = beginUpdate(stack, { ...content, actor }, parts.clock.now());
    await putStack(parts, begun, stack.status);
    return finished(deployment, begun.stackId);
  }
  if (stack !== undefined && stack.status !== 'DELETE_COMPLETE') {
    await putStack(parts, beginDelete(stack), stack.status);
    await carryOn(stack.stackId);
  }
  const made = newStack(
    {
      ...content,
      ...{ name: `StackSet-${set.name}-${uuid()}`, accountId, region },
      ...{ partition: parts.partitionOf(region), stackSetId: set.stackSetId },
      actor: await actorOf(set, accountId, region, parts),
    },
    parts.clock.now(),
  );
  await parts.store.stacks.put('instance', { ...instance, stackId: made.stackId });
  await putStack(parts, made);
  return finished(deployment, made.stackId);
}

function contentOf({ template, parameters, tags, capabilities, notificationArns }: StackSet) {
  return { template, parameters, tags, capabilities, notificationArns };
}

/** What has to be the same for nothing to be done. */
function asValue({ template, parameters, tags }: Pick<Stack, 'template' | 'parameters' | 'tags'>) {
  return { template, parameters, tags };
}

async function finished({ parts, carryOn }: Deployment, stackId: string) {
  await carryOn(stackId);
  const stack = await parts.store.stacks.get('stack', stackId);
  if (stack === undefined) return `Stack ${stackId} is gone`;
  if (/^(CREATE|UPDATE|DELETE)_COMPLETE$/.test(stack.status)) return undefined;
  return reasonFrom(stack, parts);
}

/** The resource that failed first, as StackSets tells it. */
async function reasonFrom({ stackId, statusReason }: Stack, { store }: EngineParts) {
  const events = await store.stacks.list('event', { owner: stackId });
  const failed = events.filter(
    ({ status, physicalId }) => status.endsWith('_FAILED') && physicalId !== stackId,
  );
  const last = failed.at(-1);
  if (last === undefined) return statusReason ?? 'The stack could not be brought up.';
  const { logicalId, type, reason } = last;
  return `ResourceLogicalId:${logicalId}, ResourceType:${type}, ResourceStatusReason:${reason}.`;
}

async function remove(deployment: Deployment, instance: StackInstance) {
  const { operation, parts } = deployment;
  const stack = await stackOf(deployment, instance);
  if (stack === undefined || stack.status === 'DELETE_COMPLETE') return undefined;
  if (operation.retains) {
    const { stackSetId: _set, ...alone } = stack;
    await parts.store.stacks.put('stack', alone);
    return undefined;
  }
  if (stack.status.endsWith('_IN_PROGRESS')) await deployment.carryOn(stack.stackId);
  const latest = (await stackOf(deployment, instance)) ?? stack;
  await putStack(parts, beginDelete(latest), latest.status);
  return finished(deployment, stack.stackId);
}

async function drift(deployment: Deployment, instance: StackInstance) {
  const { parts } = deployment;
  const stack = await stackOf(deployment, instance);
  if (stack === undefined) return 'The instance has no stack.';
  const found = await detectDrift(stack, parts);
  const driftStatus = found.stackStatus;
  const driftCheckedAt = parts.clock.now();
  await parts.store.stacks.put('instance', { ...instance, driftStatus, driftCheckedAt });
  return found.status === 'DETECTION_FAILED' ? found.reason : undefined;
}

/** Tells the operation and the instance how it went. */
async function settle(
  { set, operation, result, parts }: Deployment,
  status: 'SUCCEEDED' | 'FAILED' | 'CANCELLED',
  reason: string | undefined,
  detailed: string = status,
): Promise<void> {
  const id = partId(set.stackSetId, result.accountId, result.region);
  await parts.store.transaction(async ({ stacks }) => {
    await stacks.put('setResult', { ...result, status, reason });
    const instance = await stacks.get('instance', id);
    if (instance === undefined || operation.action === 'DETECT_DRIFT') return;
    if (operation.action === 'DELETE' && status === 'SUCCEEDED') {
      // A later operation may have it come again.
      const isWanted = instance.lastOperationId !== operation.operationId;
      if (isWanted) await stacks.put('instance', { ...instance, stackId: undefined });
      else await stacks.delete('instance', id);
      return;
    }
    const failed = operation.action === 'DELETE' ? 'INOPERABLE' : 'OUTDATED';
    const next = status === 'SUCCEEDED' ? 'CURRENT' : failed;
    await stacks.put('instance', { ...instance, status: next, detailed, reason });
  });
}
