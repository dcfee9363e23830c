import { expect, it } from 'vitest';
import type { IndicatorList, ListStatus } from '../../domain/indicator-list.ts';
import type { Store } from '../store.ts';

const ACCOUNT = '111122223333';
const REGION = 'us-east-1';
const CONTENT = { ipv4: 'AAECAwABAgM=', ipv6: '', domains: 'example.com' };

function list(listId: string, change: Partial<IndicatorList> = {}): IndicatorList {
  return {
    listId,
    kind: 'ipset',
    accountId: ACCOUNT,
    region: REGION,
    name: listId,
    format: 'TXT',
    location: 's3://bucket/key',
    status: 'INACTIVE',
    tags: {},
    createdAt: 1,
    updatedAt: 1,
    version: 1,
    ...change,
  };
}

export function listConformance(store: () => Store): void {
  rowConformance(store);
  workConformance(store);
}

function rowConformance(store: () => Store): void {
  it('keeps a list as it was put, whole or with what must be there', async () => {
    const { lists } = store();
    await lists.put(list('a'));
    expect(await lists.get(ACCOUNT, REGION, 'ipset', 'a')).toStrictEqual(list('a'));
    const whole = list('a', {
      status: 'ERROR',
      expectedBucketOwner: '444455556666',
      clientToken: 't',
      tags: { team: 'red' },
      errorDetails: 'why',
      version: 3,
      contentVersion: 2,
    });
    await lists.put(whole);
    expect(await lists.get(ACCOUNT, REGION, 'ipset', 'a')).toStrictEqual(whole);
  });

  it('finds a list only where it is', async () => {
    const { lists } = store();
    await lists.put(list('a'));
    expect(await lists.get('444455556666', REGION, 'ipset', 'a')).toBeUndefined();
    expect(await lists.get(ACCOUNT, 'eu-west-1', 'ipset', 'a')).toBeUndefined();
    expect(await lists.get(ACCOUNT, REGION, 'threatintelset', 'a')).toBeUndefined();
    expect(await lists.get(ACCOUNT, REGION, 'ipset', 'b')).toBeUndefined();
  });

  it('pages through what is in force anywhere', async () => {
    const { lists } = store();
    await lists.put(list('c', { contentVersion: 1, accountId: '444455556666' }));
    await lists.put(list('a', { contentVersion: 1 }));
    await lists.put(list('b'));
    await lists.put(list('d', { contentVersion: 2, region: 'eu-west-1' }));
    const ids = async (after: string) =>
      (await lists.inForceAnywhere(after, 2)).map(({ listId }) => listId);
    expect(await ids('')).toEqual(['a', 'c']);
    expect(await ids('c')).toEqual(['d']);
    expect(await ids('d')).toEqual([]);
  });

  it('lists one kind of an account and Region by id, without what is deleted', async () => {
    const { lists } = store();
    await lists.put(list('b'));
    await lists.put(list('a'));
    await lists.put(list('c', { kind: 'threatintelset' }));
    await lists.put(list('d', { region: 'eu-west-1' }));
    await lists.put(list('e', { accountId: '444455556666' }));
    await lists.put(list('f', { status: 'DELETE_PENDING' }));
    await lists.put(list('g', { status: 'DELETED' }));
    const found = await lists.list(ACCOUNT, REGION, 'ipset');
    expect(found.map(({ listId }) => listId)).toEqual(['a', 'b']);
  });

  it('forgets the oldest deleted lists of a kind, and nothing else', async () => {
    const { lists } = store();
    for (const [at, listId] of ['a', 'b', 'c'].entries()) {
      await lists.put(list(listId, { status: 'DELETED', updatedAt: at }));
    }
    await lists.put(list('d'));
    await lists.put(list('e', { status: 'DELETED', region: 'eu-west-1' }));
    await lists.forgetDeleted(ACCOUNT, REGION, 'ipset', 2);
    const left = async (listId: string, region = REGION) =>
      (await lists.get(ACCOUNT, region, 'ipset', listId)) !== undefined;
    expect(await Promise.all(['a', 'b', 'c', 'd'].map((id) => left(id)))).toEqual([
      false,
      true,
      true,
      true,
    ]);
    expect(await left('e', 'eu-west-1')).toBe(true);
  });
}

function workConformance(store: () => Store): void {
  it('lists what awaits work in every account and Region, the longest waiting first', async () => {
    const { lists } = store();
    const statuses: ListStatus[] = [
      'ACTIVATING',
      'DEACTIVATING',
      'DELETE_PENDING',
      'INACTIVE',
      'ACTIVE',
      'ERROR',
      'DELETED',
    ];
    for (const [at, status] of statuses.entries()) {
      await lists.put(list(status, { status, updatedAt: 10 - at, region: `r${at}` }));
    }
    const found = await lists.awaitingWork(5);
    expect(found.map(({ listId }) => listId)).toEqual([
      'DELETE_PENDING',
      'DEACTIVATING',
      'ACTIVATING',
    ]);
    expect(await lists.awaitingWork(1)).toHaveLength(1);
  });

  it('says which lists are in force', async () => {
    const { lists } = store();
    await lists.put(list('b', { contentVersion: 1, kind: 'threatintelset' }));
    await lists.put(list('a', { contentVersion: 4 }));
    await lists.put(list('c'));
    await lists.put(list('d', { contentVersion: 1, accountId: '444455556666' }));
    await lists.put(list('e', { contentVersion: 1, region: 'eu-west-1' }));
    const found = await lists.inForce(ACCOUNT, REGION);
    expect(found.map(({ listId }) => listId)).toEqual(['a', 'b']);
  });

  it('keeps the entries of a list until they are deleted', async () => {
    const { lists } = store();
    await lists.put(list('a'));
    expect(await lists.content('a')).toBeUndefined();
    await lists.putContent('a', { ...CONTENT, domains: '' });
    await lists.putContent('a', CONTENT);
    await lists.put(list('a', { name: 'other' }));
    expect(await lists.content('a')).toEqual(CONTENT);
    await lists.deleteContent('a');
    expect(await lists.content('a')).toBeUndefined();
  });

  it('loses lists and entries with the detector of their account and Region', async () => {
    const { lists, detectors } = store();
    await lists.put(list('a'));
    await lists.putContent('a', CONTENT);
    await lists.put(list('b', { region: 'eu-west-1' }));
    await detectors.delete(ACCOUNT, REGION);
    expect(await lists.get(ACCOUNT, REGION, 'ipset', 'a')).toBeUndefined();
    expect(await lists.content('a')).toBeUndefined();
    expect(await lists.get(ACCOUNT, 'eu-west-1', 'ipset', 'b')).toBeDefined();
  });
}
