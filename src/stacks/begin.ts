import type { Partition } from '../domain/regions.ts';
import type { Stack, StackActor, StackContent } from '../domain/stack.ts';
import { uuid } from '../lib/ids.ts';
import { invalid } from './template/invalid.ts';

export interface NewStack extends StackContent {
  readonly name: string;
  readonly accountId: string;
  readonly region: string;
  readonly partition: Partition;
  readonly actor: StackActor;
  readonly roleArn?: string | undefined;
  readonly onFailure?: Stack['onFailure'] | undefined;
  readonly isProtected?: boolean | undefined;
  readonly policy?: string | undefined;
  readonly timeoutMinutes?: number | undefined;
  readonly clientToken?: string | undefined;
  readonly stackSetId?: string | undefined;
}

/** A stack of which nothing is there yet. */
export function newStack(asked: NewStack, now: number): Stack {
  const { partition, timeoutMinutes, onFailure, isProtected, ...rest } = asked;
  const { region, accountId, name } = asked;
  return {
    ...rest,
    stackId: `arn:${partition}:cloudformation:${region}:${accountId}:stack/${name}/${uuid()}`,
    ...{ status: 'CREATE_IN_PROGRESS', statusReason: 'User Initiated', outputs: [], imports: [] },
    ...{ createdAt: now, operationId: uuid(), onFailure: onFailure ?? 'ROLLBACK' },
    isProtected: isProtected ?? false,
    deadline: timeoutMinutes === undefined ? undefined : now + timeoutMinutes * 60_000,
  };
}

const UPDATABLE = new Set([
  'CREATE_COMPLETE',
  'UPDATE_COMPLETE',
  'UPDATE_ROLLBACK_COMPLETE',
  'IMPORT_COMPLETE',
  'IMPORT_ROLLBACK_COMPLETE',
]);

/** Throws ValidationError for a stack in a state in which nothing can be changed about it. */
export function mustBeUpdatable({ stackId, status }: Stack): void {
  if (UPDATABLE.has(status)) return;
  throw invalid(`Stack:${stackId} is in ${status} state and can not be updated.`);
}

interface Update extends StackContent {
  readonly actor: StackActor;
  readonly roleArn?: string | undefined;
  readonly clientToken?: string | undefined;
  readonly changeSetId?: string | undefined;
  readonly imported?: Readonly<Record<string, string>> | undefined;
  readonly policy?: string | undefined;
  readonly policyDuringUpdate?: string | undefined;
}

/** The stack with a new content that the engine is to make true. */
export function beginUpdate(stack: Stack, update: Update, now: number): Stack {
  const { template, parameters, tags, capabilities, notificationArns, actor, policy } = stack;
  const { roleArn = stack.roleArn, imported, ...rest } = update;
  return {
    ...stack,
    ...rest,
    roleArn,
    imported,
    policy: update.policy ?? policy,
    policyDuringUpdate: update.policyDuringUpdate ?? policy,
    status: imported === undefined ? 'UPDATE_IN_PROGRESS' : 'IMPORT_IN_PROGRESS',
    statusReason: 'User Initiated',
    previous: { template, parameters, tags, capabilities, notificationArns, actor, policy },
    ...{ operationId: uuid(), updatedAt: now, deadline: undefined, isCancelled: undefined },
  };
}

export function beginDelete(stack: Stack, more: Partial<Stack> = {}): Stack {
  return {
    ...stack,
    ...more,
    ...{ status: 'DELETE_IN_PROGRESS', statusReason: 'User Initiated', operationId: uuid() },
    ...{ previous: undefined, deadline: undefined },
  };
}
