import type { AuditSegmentRow } from './audit-rows.ts';
import type { BucketTables } from './bucket-rows.ts';
import type { FilterRow } from './filter-rows.ts';
import type { FindingTables } from './finding-rows.ts';
import type { FunctionEventRow, FunctionRow } from './functions.ts';
import type { IamEntityRow, IamPolicyRow, IamPolicyUseRow } from './iam-rows.ts';
import type { KmsAliasRow, KmsGrantRow, KmsKeyRow } from './kms-rows.ts';
import type { ListContentRow, ListRow } from './list-rows.ts';
import type { OutboxTables } from './outbox-rows.ts';
import type { ProtectionTables } from './protection-rows.ts';

/** The tables as the latest migration leaves them. Times are milliseconds since the epoch. */
export interface Tables extends FindingTables, ProtectionTables, OutboxTables, BucketTables {
  accounts: AccountRow;
  iam_entities: IamEntityRow;
  iam_policies: IamPolicyRow;
  iam_policy_uses: IamPolicyUseRow;
  credentials: CredentialRow;
  organizations: OrganizationRow;
  create_account_requests: CreateAccountRequestRow;
  organizational_units: OrganizationalUnitRow;
  organization_tags: OrganizationTagRow;
  organization_policies: OrganizationPolicyRow;
  policy_attachments: PolicyAttachmentRow;
  service_access: ServiceAccessRow;
  delegations: DelegationRow;
  handshakes: HandshakeRow;
  detectors: DetectorRow;
  memberships: MembershipRow;
  functions: FunctionRow;
  function_events: FunctionEventRow;
  filters: FilterRow;
  lists: ListRow;
  list_contents: ListContentRow;
  known_events: KnownEventRow;
  detection_memory: DetectionMemoryRow;
  checkpoints: CheckpointRow;
  source_counters: SourceCounterRow;
  settings: SettingRow;
  administrations: AdministrationRow;
  waiting_enrolments: WaitingEnrolmentRow;
  usage: UsageRow;
  feature_trials: FeatureTrialRow;
  kms_keys: KmsKeyRow;
  kms_aliases: KmsAliasRow;
  kms_grants: KmsGrantRow;
  audit_segments: AuditSegmentRow;
  stack_items: StackItemRow;
}

/** Anything that CloudFormation keeps. */
export interface StackItemRow {
  kind: string;
  id: string;
  owner: string;
  account_id: string;
  region: string;
  name: string;
  active: number;
  /** JSON: all of it. */
  item: string;
}

export interface AccountRow {
  account_id: string;
  email: string;
  /** In lower case: addresses are compared so. */
  email_key: string;
  name: string;
  status: string;
  organization_id: string | null;
  /** Null directly below the root. */
  unit_id: string | null;
  joined_method: string | null;
  joined_at: number | null;
  created_at: number;
}

export interface CredentialRow {
  access_key_id: string;
  account_id: string;
  kind: string;
  sealed_secret: string;
  token_sha256: string | null;
  expires_at: number | null;
  role_name: string | null;
  role_id: string | null;
  session_name: string | null;
  created_at: number;
  user_name: string | null;
  /** JSON: what is neither searched for nor there for every kind. */
  details: string | null;
}

export interface OrganizationRow {
  organization_id: string;
  root_id: string;
  management_account_id: string;
  feature_set: string;
  created_at: number;
  scp_enabled_at: number | null;
}

export interface CreateAccountRequestRow {
  request_id: string;
  organization_id: string;
  account_name: string;
  state: string;
  account_id: string | null;
  failure_reason: string | null;
  requested_at: number;
  completed_at: number | null;
}

export interface OrganizationalUnitRow {
  unit_id: string;
  organization_id: string;
  parent_id: string;
  name: string;
  created_at: number;
}

export interface OrganizationTagRow {
  organization_id: string;
  resource_id: string;
  /** JSON. */
  tags: string;
}

export interface OrganizationPolicyRow {
  policy_id: string;
  /** Null for what AWS manages. */
  organization_id: string | null;
  name: string;
  description: string;
  content: string;
  created_at: number;
  updated_at: number;
}

export interface PolicyAttachmentRow {
  organization_id: string;
  target_id: string;
  policy_id: string;
  attached_at: number;
}

export interface ServiceAccessRow {
  organization_id: string;
  service_principal: string;
  enabled_at: number;
}

export interface DelegationRow {
  organization_id: string;
  account_id: string;
  service_principal: string;
  enabled_at: number;
}

export interface HandshakeRow {
  handshake_id: string;
  organization_id: string;
  party_type: string;
  party_id: string;
  /** `party_id` in lower case: addresses are compared so. */
  party_key: string;
  notes: string | null;
  /** JSON. */
  tags: string;
  requested_at: number;
  expires_at: number;
  end_state: string | null;
  ended_at: number | null;
}

export interface DetectorRow {
  account_id: string;
  region: string;
  detector_id: string;
  enabled: number;
  publishing_frequency: string;
  /** JSON. */
  features: string;
  /** JSON. */
  tags: string;
  client_token: string | null;
  created_at: number;
  updated_at: number;
}

export interface MembershipRow {
  administrator_id: string;
  region: string;
  account_id: string;
  email: string;
  status: string;
  via_organization: number;
  stopped_by_administrator: number;
  invitation_id: string | null;
  invitation_message: string | null;
  invited_at: number | null;
  updated_at: number;
}

export interface KnownEventRow {
  account_id: string;
  event_id: string;
  at: number;
}

export interface DetectionMemoryRow {
  scope: string;
  key: string;
  value: string;
  at: number;
}

export interface CheckpointRow {
  source: string;
  object: string;
  state: string;
  at: number;
}

export interface SourceCounterRow {
  account_id: string;
  source: string;
  records: number;
  duplicates: number;
  refused: number;
  unreadable: number;
  last_at: number;
  first_at: number;
  declared_at: number | null;
  silent_at: number | null;
}

export interface AdministrationRow {
  organization_id: string;
  region: string;
  administrator_id: string;
  auto_enable: string;
  /** JSON. */
  features: string;
  applied_to: string | null;
  created_at: number;
  updated_at: number;
}

export interface WaitingEnrolmentRow {
  organization_id: string;
  region: string;
  account_id: string;
}

export interface UsageRow {
  account_id: string;
  region: string;
  /** `YYYY-MM-DD`, UTC. */
  day: string;
  feature: string;
  /** Empty text where the usage is of no resource that is known. */
  resource: string;
  events: number;
}

export interface FeatureTrialRow {
  account_id: string;
  region: string;
  feature: string;
  started_at: number;
}

export interface SettingRow {
  name: string;
  value: string;
}
