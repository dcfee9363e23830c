import type { AssociationMode } from '@aws-sdk/client-guardduty';
import type { Partition } from './regions.ts';
import type { Tags } from './tags.ts';

/** A rule that is switched on for an account in a Region: there is at most one of each rule. */
export interface RuleAssociation {
  readonly associationId: string;
  readonly accountId: string;
  readonly region: string;
  readonly ruleId: string;
  readonly mode: AssociationMode;
  readonly tags: Tags;
  readonly clientToken?: string;
  /** The delegated administrator whose configuration made it. */
  readonly administratorId?: string;
  readonly createdAt: number;
  readonly updatedAt: number;
  /** Of a dry run: from then on it is as if it were not there. */
  readonly expiresAt?: number;
}

/** What a delegated administrator wants of a rule in its organisation, for one mode. */
export interface RuleConfiguration {
  /** The delegated administrator. */
  readonly accountId: string;
  readonly region: string;
  readonly ruleId: string;
  readonly mode: AssociationMode;
  /** At most one of the two has accounts; with neither, all members are meant. */
  readonly includeAccountIds: readonly string[];
  readonly excludeAccountIds: readonly string[];
  readonly clientToken?: string;
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly expiresAt?: number;
}

/** A dry run ends after 14 days (user guide, Custom Detection Rules). */
export const DRY_RUN_DAYS = 14;

export function expiryOf(mode: AssociationMode, now: number): { expiresAt?: number } {
  return mode === 'DRY_RUN' ? { expiresAt: now + DRY_RUN_DAYS * 86_400_000 } : {};
}

export function isInForce(entry: { readonly expiresAt?: number }, now: number): boolean {
  return entry.expiresAt === undefined || entry.expiresAt > now;
}

/** In the other mode; a dry run counts its days from now. The same object where nothing changes. */
export function inMode<T extends RuleAssociation | RuleConfiguration>(
  entry: T,
  mode: AssociationMode,
  now: number,
): T {
  if (entry.mode === mode) return entry;
  const { expiresAt, ...rest } = entry;
  return { ...rest, mode, ...expiryOf(mode, now), updatedAt: now } as T;
}

export function targets(configuration: RuleConfiguration, accountId: string): boolean {
  const { includeAccountIds, excludeAccountIds } = configuration;
  if (includeAccountIds.length > 0) return includeAccountIds.includes(accountId);
  return !excludeAccountIds.includes(accountId);
}

/**
 * May both stand side by side for one rule? Only where both name their accounts, and no account
 * twice: it can run a rule in one mode only.
 */
export function coexist(one: RuleConfiguration, other: RuleConfiguration): boolean {
  if (one.mode === other.mode) return false;
  const named = one.includeAccountIds;
  if (named.length === 0 || other.includeAccountIds.length === 0) return false;
  const others = new Set(other.includeAccountIds);
  return !named.some((accountId) => others.has(accountId));
}

export function associationArn(association: RuleAssociation, partition: Partition): string {
  const { region, accountId, ruleId, associationId } = association;
  const start = `arn:${partition}:guardduty:${region}:${accountId}`;
  return `${start}:custom-detection-rule/${ruleId}/association/${associationId}`;
}

/** Rules belong to no account: the place of the account says `aws`. */
export function ruleArn(ruleId: string, partition: Partition, region: string): string {
  return `arn:${partition}:guardduty:${region}:aws:custom-detection-rule/${ruleId}`;
}
