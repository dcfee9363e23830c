import type { IndicatorList, ListKind } from '../domain/indicator-list.ts';

/**
 * The entries of a list as they are in force, merged and in order: IPv4 networks as pairs of first
 * and last address (32 bits each, little-endian, base64), IPv6 networks and domains a line each.
 */
export interface ListContent {
  readonly ipv4: string;
  readonly ipv6: string;
  readonly domains: string;
}

/** Trusted and threat lists of an account and Region, and their entries. */
export interface ListStore {
  /** Deleted ones too, while they are remembered. */
  get(
    accountId: string,
    region: string,
    kind: ListKind,
    listId: string,
  ): Promise<IndicatorList | undefined>;
  /** All that are not deleted, ascending by id: GuardDuty allows few. */
  list(accountId: string, region: string, kind: ListKind): Promise<IndicatorList[]>;
  /** Those of every kind whose entries are in force, ascending by id. */
  inForce(accountId: string, region: string): Promise<IndicatorList[]>;
  /** Those of any account and Region whose id comes after this one, ascending by id. */
  inForceAnywhere(after: string, limit: number): Promise<IndicatorList[]>;
  /** Lists that await work, of any account and Region, the longest waiting first. */
  awaitingWork(limit: number): Promise<IndicatorList[]>;
  put(list: IndicatorList): Promise<void>;
  content(listId: string): Promise<ListContent | undefined>;
  putContent(listId: string, content: ListContent): Promise<void>;
  deleteContent(listId: string): Promise<void>;
  /** Forgets deleted lists of an account, Region and kind but for the latest `kept`. */
  forgetDeleted(accountId: string, region: string, kind: ListKind, kept: number): Promise<void>;
}
