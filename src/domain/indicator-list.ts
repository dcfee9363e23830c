import type { Tags } from './tags.ts';

/** The four sorts of trusted and threat lists, as the ARN of one names its sort. */
export const LIST_KINDS = [
  'ipset',
  'threatintelset',
  'trustedentityset',
  'threatentityset',
] as const;

export type ListKind = (typeof LIST_KINDS)[number];

export const LIST_FORMATS = [
  'TXT',
  'STIX',
  'OTX_CSV',
  'ALIEN_VAULT',
  'PROOF_POINT',
  'FIRE_EYE',
] as const;

export type ListFormat = (typeof LIST_FORMATS)[number];

export type ListStatus =
  | 'INACTIVE'
  | 'ACTIVATING'
  | 'ACTIVE'
  | 'DEACTIVATING'
  | 'ERROR'
  | 'DELETE_PENDING'
  | 'DELETED';

/** A list of an account and Region: where its file lies, and how far its use has got. */
export interface IndicatorList {
  readonly listId: string;
  readonly kind: ListKind;
  readonly accountId: string;
  readonly region: string;
  readonly name: string;
  readonly format: ListFormat;
  readonly location: string;
  readonly status: ListStatus;
  readonly expectedBucketOwner?: string;
  readonly clientToken?: string;
  readonly tags: Tags;
  readonly createdAt: number;
  readonly updatedAt: number;
  /** Why the last activation failed. */
  readonly errorDetails?: string;
  /** One more with every change that a client asks for: work begun before it is void. */
  readonly version: number;
  /** The version whose entries are in force; absent while there are none. */
  readonly contentVersion?: number;
}

/** What differs between the sorts. Numbers are GuardDuty's quotas (user guide). */
export interface ListRules {
  readonly trusted: boolean;
  /** Entity lists hold domains too, tell their times and say what went wrong. */
  readonly entities: boolean;
  readonly listsMax: number;
  readonly entriesMax: number;
}

const RULES: Readonly<Record<ListKind, ListRules>> = {
  ipset: { trusted: true, entities: false, listsMax: 1, entriesMax: 2_000 },
  threatintelset: { trusted: false, entities: false, listsMax: 6, entriesMax: 250_000 },
  trustedentityset: { trusted: true, entities: true, listsMax: 1, entriesMax: 2_000 },
  threatentityset: { trusted: false, entities: true, listsMax: 6, entriesMax: 1_000 },
};

export function listRules(kind: ListKind): ListRules {
  return RULES[kind];
}

/** Letters, digits, `-` and `_`; the names of the older IP lists may hold blanks as well. */
export function isListName(kind: ListKind, name: string): boolean {
  return (listRules(kind).entities ? /^[A-Za-z0-9_-]+$/ : /^[A-Za-z0-9\s_-]+$/).test(name);
}

/** While one of these stands, the list is being worked on and no client may change it. */
const AWAITING: readonly ListStatus[] = ['ACTIVATING', 'DEACTIVATING', 'DELETE_PENDING'];

export function awaitsWork(list: Pick<IndicatorList, 'status'>): boolean {
  return AWAITING.includes(list.status);
}

export function isDeleted(list: Pick<IndicatorList, 'status'>): boolean {
  return list.status === 'DELETE_PENDING' || list.status === 'DELETED';
}

export function newList(
  given: Pick<
    IndicatorList,
    'listId' | 'kind' | 'accountId' | 'region' | 'name' | 'format' | 'location' | 'tags'
  > &
    Partial<Pick<IndicatorList, 'expectedBucketOwner' | 'clientToken'>>,
  activate: boolean,
  now: number,
): IndicatorList {
  const status = activate ? 'ACTIVATING' : 'INACTIVE';
  return { ...given, status, createdAt: now, updatedAt: now, version: 1 };
}

/** What UpdateIPSet and its like may change. */
export interface ListChange {
  readonly name?: string | undefined;
  readonly location?: string | undefined;
  readonly expectedBucketOwner?: string | undefined;
  readonly activate?: boolean | undefined;
}

/**
 * The list with what is given changed. Its entries stay in force as they are until it is activated
 * again, or no longer: a new location alone is not read.
 */
export function changeList(list: IndicatorList, change: ListChange, now: number): IndicatorList {
  const { errorDetails, ...rest } = list;
  const { name = list.name, location = list.location, activate } = change;
  const owner = change.expectedBucketOwner ?? list.expectedBucketOwner;
  return {
    ...rest,
    name,
    location,
    ...(owner !== undefined && { expectedBucketOwner: owner }),
    ...(activate === undefined && errorDetails !== undefined && { errorDetails }),
    status: statusAfter(list.status, activate),
    updatedAt: now,
    version: list.version + 1,
  };
}

function statusAfter(status: ListStatus, activate: boolean | undefined): ListStatus {
  if (activate === undefined) return status;
  if (activate) return 'ACTIVATING';
  return status === 'INACTIVE' ? 'INACTIVE' : 'DEACTIVATING';
}

export function beginDeletion(list: IndicatorList, now: number): IndicatorList {
  return { ...list, status: 'DELETE_PENDING', updatedAt: now, version: list.version + 1 };
}

/** The end of the work that a list awaits. */
export type ListOutcome =
  | { readonly kind: 'activated' }
  | { readonly kind: 'failed'; readonly reason: string }
  | { readonly kind: 'deactivated' }
  | { readonly kind: 'deleted' };

/** The list after its work. What failed is out of force; only the one that succeeded is in. */
export function endWork(list: IndicatorList, outcome: ListOutcome, now: number): IndicatorList {
  const { errorDetails: _, contentVersion: __, ...rest } = list;
  const done = { ...rest, updatedAt: now };
  if (outcome.kind === 'activated') {
    return { ...done, status: 'ACTIVE', contentVersion: list.version };
  }
  if (outcome.kind === 'failed') return { ...done, status: 'ERROR', errorDetails: outcome.reason };
  if (outcome.kind === 'deactivated') return { ...done, status: 'INACTIVE' };
  return { ...done, status: 'DELETED', tags: {} };
}

/** How an account sees a list of its own while an administrator's lists stand in for it. */
export function setAside(list: IndicatorList): IndicatorList {
  return isDeleted(list) || list.status === 'ERROR' ? list : { ...list, status: 'INACTIVE' };
}
