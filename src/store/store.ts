import type { Finding } from '@aws-sdk/client-guardduty';
import type { Credential } from '../domain/account.ts';
import type { FindingCriteria } from '../domain/criteria.ts';
import type { Detector } from '../domain/detector.ts';
import type {
  EntityOf,
  IamEntity,
  IamEntityKind,
  ManagedPolicy,
  PolicyRef,
  PolicyUse,
} from '../domain/iam.ts';
import type { Membership } from '../domain/membership.ts';
import type { NamedPolicy } from '../domain/named-policy.ts';
import type { Tags } from '../domain/tags.ts';
import type { AccountStore } from './account-store.ts';
import type { AdministrationStore, OrganizationMemberStore } from './administration-store.ts';
import type { AuditStore } from './audit-store.ts';
import type { BucketStore } from './bucket-store.ts';
import type { FilterStore } from './filter-store.ts';
import type { FunctionStore } from './function-store.ts';
import type { IngestStore } from './ingest-store.ts';
import type { KmsStore } from './kms-store.ts';
import type { ListStore } from './list-store.ts';
import type { OrganizationStore } from './organization-store.ts';
import type { NoticeStore, OutboxStore } from './outbox-store.ts';
import type { DestinationStore, DetectionRuleStore, MalwareStore } from './protection-store.ts';
import type { SettingStore } from './setting-store.ts';
import type { StackStore } from './stack-store.ts';
import type { UsageStore } from './usage-store.ts';

export type { AuditReach, AuditSegment } from './audit-store.ts';
export type { IngestStore, MemoryEntry, SourceCounters } from './ingest-store.ts';
export type { OutboxItem } from './outbox-store.ts';
export type { ScanField, ScanQuery } from './protection-store.ts';
export type { StackItemKind, StackItemQuery, StackItems, StackStore } from './stack-store.ts';

/**
 * Everything that lasts. One implementation, two dialects; a transaction hands out the same shape.
 */
export interface Store {
  readonly accounts: AccountStore;
  readonly credentials: CredentialStore;
  readonly iam: IamStore;
  readonly organizations: OrganizationStore;
  readonly detectors: DetectorStore;
  readonly members: MemberStore;
  readonly findings: FindingStore;
  readonly filters: FilterStore;
  readonly lists: ListStore;
  readonly destinations: DestinationStore;
  readonly malware: MalwareStore;
  readonly detectionRules: DetectionRuleStore;
  readonly ingest: IngestStore;
  readonly settings: SettingStore;
  readonly administrations: AdministrationStore;
  readonly usage: UsageStore;
  readonly outbox: OutboxStore;
  readonly notices: NoticeStore;
  readonly kms: KmsStore;
  readonly audit: AuditStore;
  readonly buckets: BucketStore;
  readonly functions: FunctionStore;
  readonly stacks: StackStore;
  /**
   * All or nothing. A transaction inside a transaction joins it. Others wait meanwhile, and so
   * would `work` if it called this store instead of the one that it is handed: that wait is
   * refused after a while. The handed store is of no use once `work` has ended.
   */
  transaction<T>(work: (store: Store) => Promise<T>): Promise<T>;
  /** Hands every text in which something is sealed to `change`, and keeps what that answers. */
  resealAll(change: (text: string) => string): Promise<void>;
  /** SHA-256 (hex) over every row that belongs to the account: isolation tests compare it. */
  digest(accountId: string): Promise<string>;
  close(): Promise<void>;
}

export interface CredentialStore {
  get(accessKeyId: string): Promise<Credential | undefined>;
  put(credential: Credential): Promise<void>;
  /** Every credential, for rotation of the master key. */
  all(): Promise<Credential[]>;
  delete(accessKeyId: string): Promise<void>;
  deleteExpired(before: number): Promise<number>;
  /** Long-term root keys of one account. */
  rootKeys(accountId: string): Promise<Credential[]>;
  /** Keys and sessions of one user, oldest first. */
  ofUser(accountId: string, userName: string): Promise<Credential[]>;
  /** Ends the sessions of a role. */
  deleteOfRole(accountId: string, roleName: string): Promise<void>;
}

/** Policies that decide about what a user or a role does. */
export interface PoliciesInForce {
  readonly identity: readonly NamedPolicy[];
  readonly boundary?: NamedPolicy;
  /** Of the user or role itself: `aws:PrincipalTag`. */
  readonly tags: Tags;
}

/** Users, roles, instance profiles and managed policies. Two names that differ in case are one. */
export interface IamStore {
  /** Only under the name as it is written. */
  get<K extends IamEntityKind>(
    kind: K,
    accountId: string,
    name: string,
  ): Promise<EntityOf<K> | undefined>;
  /** Is there one of this name, however it is written? */
  taken(kind: IamEntityKind, accountId: string, name: string): Promise<boolean>;
  put(entity: IamEntity): Promise<void>;
  delete(kind: IamEntityKind, accountId: string, name: string): Promise<void>;
  /** Ascending by name in lower case, after `after`. */
  list<K extends IamEntityKind>(
    kind: K,
    accountId: string,
    options: { pathPrefix: string; limit: number; after?: string | undefined },
  ): Promise<EntityOf<K>[]>;
  count(kind: IamEntityKind, accountId: string): Promise<number>;
  getPolicy(accountId: string, name: string): Promise<ManagedPolicy | undefined>;
  putPolicy(policy: ManagedPolicy): Promise<void>;
  deletePolicy(accountId: string, name: string): Promise<void>;
  /** Ascending by name in lower case. */
  listPolicies(accountId: string): Promise<ManagedPolicy[]>;
  /** Who in the account uses this policy, or any. */
  uses(accountId: string, policy?: PolicyRef): Promise<PolicyUse[]>;
  /** The document in force of a managed policy, AWS's own included. */
  documentOf(policy: PolicyRef): Promise<string | undefined>;
  /** Nothing at all for a user or a role that does not exist (any more). */
  policiesOf(
    accountId: string,
    principal: { readonly kind: 'user' | 'role'; readonly name: string },
  ): Promise<PoliciesInForce>;
}

export interface DetectorStore {
  /** The detector of an account in a Region: there is at most one. */
  get(accountId: string, region: string): Promise<Detector | undefined>;
  /** Its id alone: a third of the cost of the whole row, and asked for by every set-up script. */
  idOf(accountId: string, region: string): Promise<string | undefined>;
  put(detector: Detector): Promise<void>;
  /** Deletes it with the findings, filters and lists of (account, Region), for good. */
  delete(accountId: string, region: string): Promise<void>;
}

export interface MemberStore extends OrganizationMemberStore {
  get(administratorId: string, region: string, accountId: string): Promise<Membership | undefined>;
  put(membership: Membership): Promise<void>;
  delete(administratorId: string, region: string, accountId: string): Promise<void>;
  /** Rows of an administrator ascending by account id, after `after`. */
  listOfAdministrator(
    administratorId: string,
    region: string,
    options: { onlyAssociated: boolean; limit: number; after?: string },
  ): Promise<Membership[]>;
  countOfAdministrator(administratorId: string, region: string): Promise<number>;
  /** Does any row of this administrator have one of these states? */
  hasStatus(
    administratorId: string,
    region: string,
    statuses: readonly Membership['status'][],
  ): Promise<boolean>;
  /** Rows in which the account is the member, oldest invitation first. */
  listOfMember(accountId: string, region: string): Promise<Membership[]>;
  /** The row that makes the account a member (Enabled or Disabled): at most one. */
  associationOf(accountId: string, region: string): Promise<Membership | undefined>;
  /** Rows whose e-mail check has not ended, in any Region. */
  awaitingEmailCheck(limit: number): Promise<Membership[]>;
  /** Ids of the associated members of an administrator. */
  associatedAccountIds(administratorId: string, region: string): Promise<string[]>;
}

/**
 * A finding at rest: the GuardDuty shape that GetFindings answers with, and what finds it again.
 */
export interface StoredFinding {
  readonly finding: Finding;
  /** What aggregates: same account, Region, type, key and sample flag are one finding. */
  readonly key: string;
  readonly sample: boolean;
  /** Said by who puts it and not kept: a rule has archived this very occurrence. */
  readonly suppressed?: boolean;
}

export interface FindingQuery {
  readonly accountIds: readonly string[];
  readonly region: string;
  readonly criteria?: FindingCriteria;
  readonly sort?: { readonly field: string; readonly descending: boolean };
  readonly limit: number;
  /** Opaque, from a former answer. */
  readonly after?: string;
}

export type FindingGroupBy = 'ACCOUNT' | 'DATE' | 'FINDING_TYPE' | 'RESOURCE' | 'SEVERITY';

export interface FindingGroup {
  /**
   * Account id, `YYYY-MM-DD` (UTC day of `updatedAt`), finding type, id of the resource, or the
   * severity as in `countBySeverity`.
   */
  readonly key: string;
  readonly total: number;
  /** Latest `updatedAt`, ISO. */
  readonly lastGeneratedAt: string;
  /** The highest in the group; a DATE group is one day and one severity. */
  readonly severity: number;
  /** Only for RESOURCE groups. */
  readonly accountId?: string;
  readonly resourceType?: string;
}

export interface FindingStore {
  findByKey(
    accountId: string,
    region: string,
    type: string,
    key: string,
    sample: boolean,
  ): Promise<StoredFinding | undefined>;
  /**
   * Creates or replaces by `finding.Id`. A second id under one (account, Region, type, key, sample)
   * fails.
   */
  put(stored: StoredFinding): Promise<void>;
  /** Findings of these accounts in this Region, in the order of `ids`; others are left out. */
  get(accountIds: readonly string[], region: string, ids: readonly string[]): Promise<Finding[]>;
  /**
   * One page; `next` is there while more follow. Without `sort`, the latest update comes first.
   * @throws TokenError where `after` is no token of this order
   * @throws CriteriaError for a field that findings cannot be sorted by
   */
  list(query: FindingQuery): Promise<{ ids: string[]; next?: string }>;
  /**
   * `updatedAt` of the findings that this changes becomes `now` (epoch milliseconds).
   * Answers how many findings the ids name, changed or not.
   */
  setArchived(
    accountIds: readonly string[],
    region: string,
    ids: readonly string[],
    archived: boolean,
    now: number,
  ): Promise<number>;
  /**
   * Sets `service.userFeedback` and keeps the comments in place of earlier ones; else as
   * `setArchived`.
   */
  setFeedback(
    accountIds: readonly string[],
    region: string,
    ids: readonly string[],
    feedback: { readonly verdict: string; readonly comments?: string | undefined },
    now: number,
  ): Promise<number>;
  /** Deletes up to so many whose last update is older; answers how many it were. */
  deleteUpdatedBefore(before: number, limit: number): Promise<number>;
  /** The comments of the last feedback on a finding, which no answer of GuardDuty shows. */
  feedbackComments(findingId: string): Promise<string | undefined>;
  /** Keys are severities as decimal strings: `{"2.0": 45}`. */
  countBySeverity(
    query: Pick<FindingQuery, 'accountIds' | 'region' | 'criteria'>,
  ): Promise<Record<string, number>>;
  /** Ordered by how many findings a group has; ties ascend by key. */
  groups(
    query: Pick<FindingQuery, 'accountIds' | 'region' | 'criteria'>,
    by: FindingGroupBy,
    options: { limit: number; descending: boolean },
  ): Promise<FindingGroup[]>;
}
