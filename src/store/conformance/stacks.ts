import { expect, it } from 'vitest';
import type { Stack, StackEvent } from '../../domain/stack.ts';
import type { Store } from '../store.ts';

const place = { accountId: '111122223333', region: 'us-east-1' };

export const exampleStack: Stack = {
  ...{ ...place, stackId: 'arn:one', name: 'one', status: 'CREATE_COMPLETE' },
  ...{ template: '"☂"', parameters: { A: 'b' }, tags: {}, capabilities: [], notificationArns: [] },
  ...{ outputs: [], imports: [], createdAt: 1, isProtected: false, onFailure: 'ROLLBACK' },
  operationId: 'o',
  actor: { kind: 'role', roleArn: 'arn:role', service: 's' },
};

const event = (eventId: string, stackId: string): StackEvent => ({
  ...{ ...place, eventId, stackId, stackName: 'one', logicalId: 'L', physicalId: 'P', type: 'T' },
  ...{ status: 'CREATE_COMPLETE', at: 1 },
});

export function stackConformance(store: () => Store): void {
  it('keeps stacks, and finds them by id, name, account and what is under way', async () => {
    const { stacks } = store();
    const other: Stack = { ...exampleStack, stackId: 'arn:two', name: 'two', region: 'eu-west-1' };
    for (const one of [other, exampleStack]) await stacks.put('stack', one);
    expect(await stacks.get('stack', 'arn:one')).toStrictEqual(exampleStack);
    expect(await stacks.get('resource', 'arn:one')).toBeUndefined();
    expect(await stacks.list('stack', { ...place, name: 'one' })).toStrictEqual([exampleStack]);
    expect(await stacks.list('stack', { ...place, name: 'two' })).toEqual([]);
    expect(await stacks.list('stack', { accountId: place.accountId })).toHaveLength(2);
    expect(await stacks.list('stack', { active: true })).toEqual([]);
    const going: Stack = { ...other, status: 'DELETE_IN_PROGRESS' };
    await stacks.put('stack', going);
    expect(await stacks.list('stack', { active: true })).toStrictEqual([going]);
    await stacks.put('stack', { ...going, status: 'REVIEW_IN_PROGRESS' });
    expect(await stacks.list('stack', { active: true })).toEqual([]);
    await stacks.delete('stack', 'arn:one');
    expect(await stacks.get('stack', 'arn:one')).toBeUndefined();
  });

  it('lists what belongs to a stack in either order, page by page, and deletes it', async () => {
    const { stacks } = store();
    for (const id of ['b', 'c', 'a']) await stacks.put('event', event(id, 'arn:one'));
    await stacks.put('event', event('d', 'arn:two'));
    const ids = async (query: object) =>
      (await stacks.list('event', { owner: 'arn:one', ...query })).map(({ eventId }) => eventId);
    expect(await ids({})).toEqual(['a', 'b', 'c']);
    expect(await ids({ descending: true })).toEqual(['c', 'b', 'a']);
    expect(await ids({ descending: true, after: 'c', limit: 1 })).toEqual(['b']);
    expect(await ids({ after: 'a' })).toEqual(['b', 'c']);
    await stacks.deleteOf('event', 'arn:one');
    expect(await ids({})).toEqual([]);
    expect(await stacks.list('event', { owner: 'arn:two' })).toHaveLength(1);
  });
}
