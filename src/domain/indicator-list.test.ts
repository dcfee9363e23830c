import { describe, expect, it } from 'vitest';
import {
  awaitsWork,
  beginDeletion,
  changeList,
  endWork,
  type IndicatorList,
  isDeleted,
  isListName,
  LIST_FORMATS,
  LIST_KINDS,
  type ListStatus,
  listRules,
  newList,
  setAside,
} from './indicator-list.ts';

const given = {
  listId: 'a',
  kind: 'ipset',
  accountId: '111122223333',
  region: 'us-east-1',
  name: 'n',
  format: 'TXT',
  location: 's3://bucket/key',
  tags: { team: 'red' },
} as const;
const STATUSES: readonly ListStatus[] = [
  'INACTIVE',
  'ACTIVATING',
  'ACTIVE',
  'DEACTIVATING',
  'ERROR',
  'DELETE_PENDING',
  'DELETED',
];
const list = (change: Partial<IndicatorList> = {}): IndicatorList => ({
  ...newList(given, false, 1),
  ...change,
});

describe('the kinds of lists', () => {
  it("have GuardDuty's quotas", () => {
    const quotas = LIST_KINDS.map((kind) => [
      kind,
      listRules(kind).listsMax,
      listRules(kind).entriesMax,
    ]);
    expect(quotas).toEqual([
      ['ipset', 1, 2_000],
      ['threatintelset', 6, 250_000],
      ['trustedentityset', 1, 2_000],
      ['threatentityset', 6, 1_000],
    ]);
    expect(LIST_FORMATS).toHaveLength(6);
  });

  it.each([
    ['Office_IPs-1', true, true],
    ['Office IPs', true, false],
    ['a.b', false, false],
    ['', false, false],
    ['ü', false, false],
  ])('may be called %j: IP lists %s, entity lists %s', (name, ip, entity) => {
    expect(isListName('threatintelset', name)).toBe(ip);
    expect(isListName('threatentityset', name)).toBe(entity);
  });
});

describe('the life of a list', () => {
  it('begins in use or out of it', () => {
    expect(newList(given, true, 5)).toEqual({
      ...given,
      status: 'ACTIVATING',
      createdAt: 5,
      updatedAt: 5,
      version: 1,
    });
    expect(newList(given, false, 5).status).toBe('INACTIVE');
  });

  it.each([
    ['INACTIVE', true, 'ACTIVATING'],
    ['INACTIVE', false, 'INACTIVE'],
    ['INACTIVE', undefined, 'INACTIVE'],
    ['ACTIVE', true, 'ACTIVATING'],
    ['ACTIVE', false, 'DEACTIVATING'],
    ['ACTIVE', undefined, 'ACTIVE'],
    ['ERROR', true, 'ACTIVATING'],
    ['ERROR', false, 'DEACTIVATING'],
    ['ERROR', undefined, 'ERROR'],
  ] as const)('from %s, with activate %s, goes on to %s', (status, activate, expected) => {
    const changed = changeList(list({ status, contentVersion: 1 }), { activate }, 9);
    expect(changed).toMatchObject({
      status: expected,
      updatedAt: 9,
      version: 2,
      contentVersion: 1,
    });
  });

  it('changes what is given and keeps the rest', () => {
    const before = list({ status: 'ERROR', errorDetails: 'why', expectedBucketOwner: '1' });
    expect(changeList(before, { name: 'm' }, 9)).toMatchObject({
      name: 'm',
      location: given.location,
      expectedBucketOwner: '1',
      errorDetails: 'why',
    });
    const again = changeList(before, { location: 's3://b/k', expectedBucketOwner: '2' }, 9);
    expect(again).toMatchObject({ name: 'n', location: 's3://b/k', expectedBucketOwner: '2' });
    expect(changeList(before, { activate: true }, 9).errorDetails).toBeUndefined();
  });

  it('puts the entries of a successful activation in force, and no others', () => {
    const working = list({ status: 'ACTIVATING', version: 4, contentVersion: 2 });
    expect(endWork(working, { kind: 'activated' }, 9)).toMatchObject({
      status: 'ACTIVE',
      contentVersion: 4,
      updatedAt: 9,
    });
    const failed = endWork(working, { kind: 'failed', reason: 'why' }, 9);
    expect(failed).toMatchObject({ status: 'ERROR', errorDetails: 'why' });
    expect(failed.contentVersion).toBeUndefined();
    const off = endWork({ ...working, errorDetails: 'old' }, { kind: 'deactivated' }, 9);
    expect([off.status, off.contentVersion, off.errorDetails]).toEqual([
      'INACTIVE',
      undefined,
      undefined,
    ]);
  });

  it('ends in two steps', () => {
    const pending = beginDeletion(list({ status: 'ACTIVE', contentVersion: 1 }), 9);
    expect(pending).toMatchObject({ status: 'DELETE_PENDING', version: 2 });
    const gone = endWork(pending, { kind: 'deleted' }, 10);
    expect(gone).toMatchObject({ status: 'DELETED', tags: {}, updatedAt: 10 });
    expect(gone.contentVersion).toBeUndefined();
  });

  it('is worked on in three of its states, and over in two', () => {
    expect(STATUSES.filter((status) => awaitsWork({ status }))).toEqual([
      'ACTIVATING',
      'DEACTIVATING',
      'DELETE_PENDING',
    ]);
    expect(STATUSES.filter((status) => isDeleted({ status }))).toEqual([
      'DELETE_PENDING',
      'DELETED',
    ]);
  });

  it("is out of use while an administrator's stands in for it", () => {
    const seen = STATUSES.map((status) => setAside(list({ status })).status);
    expect(seen).toEqual([
      'INACTIVE',
      'INACTIVE',
      'INACTIVE',
      'INACTIVE',
      'ERROR',
      'DELETE_PENDING',
      'DELETED',
    ]);
  });
});
