import type { Stack } from './stack.ts';
import type { StackSet, StackSetOperation } from './stack-set.ts';

interface Keyed {
  readonly stackId?: string | undefined;
  readonly stackSetId?: string | undefined;
  readonly logicalId?: string | undefined;
  readonly eventId?: string | undefined;
  readonly changeSetId?: string | undefined;
  readonly detectionId?: string | undefined;
  readonly requestId?: string | undefined;
  readonly operationId?: string | undefined;
  readonly accountId: string;
  readonly region: string;
  readonly name?: string | undefined;
}

export interface StackItemKey {
  readonly id: string;
  readonly owner: string;
  readonly name: string;
  readonly isActive: boolean;
}

/** Where an item of CloudFormation is found again: by its id, by its owner, by its name. */
export function stackItemKey(kind: string, item: Keyed): StackItemKey {
  const { stackId = '', stackSetId = '', operationId = '', name = '', accountId, region } = item;
  const none = { name: '', isActive: false };
  switch (kind) {
    case 'stack':
      return { id: stackId, owner: '', name, isActive: isStackActive(item as Stack) };
    case 'resource':
      return { ...none, id: partId(stackId, item.logicalId), owner: stackId };
    case 'event':
      return { ...none, id: item.eventId ?? '', owner: stackId };
    case 'changeSet':
      return { ...none, id: item.changeSetId ?? '', owner: stackId, name };
    case 'driftDetection':
      return { ...none, id: item.detectionId ?? '', owner: stackId };
    case 'reply':
      return { ...none, id: item.requestId ?? '', owner: stackId };
    case 'set':
      return { id: stackSetId, owner: '', name, isActive: (item as StackSet).status === 'ACTIVE' };
    case 'instance':
      return { ...none, id: partId(stackSetId, accountId, region), owner: stackSetId };
    case 'setOperation': {
      const isActive = ['QUEUED', 'RUNNING', 'STOPPING'].includes(
        (item as StackSetOperation).status,
      );
      return { id: partId(stackSetId, operationId), owner: stackSetId, name: '', isActive };
    }
    case 'setResult':
      return { ...none, id: partId(operationId, accountId, region), owner: operationId };
    default:
      throw new Error(`no kind ${kind}`);
  }
}

/** The id of what belongs to something with an id. */
export function partId(...parts: readonly (string | undefined)[]): string {
  return parts.join('|');
}

/** A stack under review waits for somebody, not for the engine. */
export function isStackActive({ status }: Pick<Stack, 'status'>): boolean {
  return status.endsWith('_IN_PROGRESS') && status !== 'REVIEW_IN_PROGRESS';
}
