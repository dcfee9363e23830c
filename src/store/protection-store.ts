import type { MalwarePlan } from '../domain/malware-plan.ts';
import type { MalwareScan, MalwareScanSettings } from '../domain/malware-scan.ts';
import type { PublishingDestination } from '../domain/publishing-destination.ts';
import type { RuleAssociation, RuleConfiguration } from '../domain/rule-association.ts';

export interface DestinationStore {
  get(accountId: string, region: string, id: string): Promise<PublishingDestination | undefined>;
  /** Ascending by id, after `after`. */
  list(
    accountId: string,
    region: string,
    limit: number,
    after?: string,
  ): Promise<PublishingDestination[]>;
  put(destination: PublishingDestination): Promise<void>;
  delete(accountId: string, region: string, id: string): Promise<void>;
  /** Those of all accounts that are not known to work, ascending by id, after `after`. */
  unverified(limit: number, after?: string): Promise<PublishingDestination[]>;
}

/** A field of a scan that lists are narrowed by. */
export type ScanField =
  | 'resourceArn'
  | 'scanId'
  | 'accountId'
  | 'resourceType'
  | 'status'
  | 'scanType'
  | 'findingId';

export interface ScanQuery {
  readonly accountIds: readonly string[];
  readonly region: string;
  readonly equals?: { readonly field: ScanField; readonly value: string };
  /** Milliseconds, each end left out. */
  readonly startedAfter?: number;
  readonly startedBefore?: number;
  /** Only scans of instances. */
  readonly instancesOnly?: boolean;
  /** By their start; ties in the order of their ids, in the same direction. */
  readonly descending: boolean;
  readonly limit: number;
  /** The last scan of the page before. */
  readonly after?: { readonly startedAt: number; readonly scanId: string };
}

export interface MalwareStore {
  settings(accountId: string, region: string): Promise<MalwareScanSettings | undefined>;
  putSettings(settings: MalwareScanSettings): Promise<void>;
  getPlan(accountId: string, region: string, planId: string): Promise<MalwarePlan | undefined>;
  planOfBucket(accountId: string, region: string, bucket: string): Promise<MalwarePlan | undefined>;
  /** Ascending by id, after `after`. */
  listPlans(
    accountId: string,
    region: string,
    limit: number,
    after?: string,
  ): Promise<MalwarePlan[]>;
  putPlan(plan: MalwarePlan): Promise<void>;
  deletePlan(accountId: string, region: string, planId: string): Promise<void>;
  getScan(scanId: string): Promise<MalwareScan | undefined>;
  putScan(scan: MalwareScan): Promise<void>;
  listScans(query: ScanQuery): Promise<MalwareScan[]>;
  /** The scan that this account began with this token. */
  scanByToken(startedBy: string, region: string, token: string): Promise<MalwareScan | undefined>;
  /** Scans of all accounts that have not ended, ascending by id, after `after`. */
  runningScans(limit: number, after?: string): Promise<MalwareScan[]>;
}

/** Entries that have expired are there until somebody deletes them: callers look at the time. */
export interface DetectionRuleStore {
  association(
    accountId: string,
    region: string,
    ruleId: string,
  ): Promise<RuleAssociation | undefined>;
  /** Ascending by rule. */
  associations(accountId: string, region: string): Promise<RuleAssociation[]>;
  /** Creates or replaces that of its account, Region and rule. */
  putAssociation(association: RuleAssociation): Promise<void>;
  deleteAssociation(accountId: string, region: string, ruleId: string): Promise<void>;
  /** Made by configurations of this administrator, for this rule. */
  associationsMadeBy(
    administratorId: string,
    region: string,
    ruleId: string,
  ): Promise<RuleAssociation[]>;
  /** Ascending by rule and mode. */
  configurations(accountId: string, region: string): Promise<RuleConfiguration[]>;
  /** Creates or replaces that of its account, Region, rule and mode. */
  putConfiguration(configuration: RuleConfiguration): Promise<void>;
  deleteConfiguration(
    accountId: string,
    region: string,
    ruleId: string,
    mode: RuleConfiguration['mode'],
  ): Promise<void>;
}
