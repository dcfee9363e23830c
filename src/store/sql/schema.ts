import type { Generated } from 'kysely';

/** The tables as the latest migration leaves them. Times are milliseconds since the epoch. */
export interface Tables {
  accounts: AccountRow;
  roles: RoleRow;
  credentials: CredentialRow;
  organizations: OrganizationRow;
  create_account_requests: CreateAccountRequestRow;
  detectors: DetectorRow;
  memberships: MembershipRow;
  findings: FindingRow;
  finding_comments: FindingCommentRow;
  finding_fields: FindingFieldRow;
  known_events: KnownEventRow;
  detection_memory: DetectionMemoryRow;
  checkpoints: CheckpointRow;
  source_counters: SourceCounterRow;
  settings: SettingRow;
}

export interface AccountRow {
  account_id: string;
  email: string;
  /** In lower case: addresses are compared so. */
  email_key: string;
  name: string;
  status: string;
  organization_id: string | null;
  joined_method: string | null;
  joined_at: number | null;
  created_at: number;
}

export interface RoleRow {
  account_id: string;
  role_name: string;
  role_id: string;
  trusted_account_id: string;
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
}

export interface OrganizationRow {
  organization_id: string;
  root_id: string;
  management_account_id: string;
  feature_set: string;
  created_at: number;
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
  invitation_id: string | null;
  invitation_message: string | null;
  invited_at: number | null;
  updated_at: number;
}

export interface FindingRow {
  /** Given by the database; the short name of the finding in `finding_fields`. */
  seq: Generated<number>;
  id: string;
  account_id: string;
  region: string;
  type: string;
  finding_key: string;
  sample: number;
  severity: number;
  archived: number;
  created_at: number;
  updated_at: number;
  /** These four only sort and group: what a finding lacks is 0 or empty here. */
  count: number;
  resource_type: string;
  event_first_seen: number;
  event_last_seen: number;
  resource_id: string;
  /** JSON of the finding. */
  body: string;
}

export interface FindingFieldRow {
  finding_seq: number;
  /** `fieldCode` of the field's name. */
  field: number;
  /** The how-manieth value of the field. */
  position: number;
  text: string;
  number: number | null;
}

export interface FindingCommentRow {
  finding_id: string;
  account_id: string;
  comments: string;
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
}

export interface SettingRow {
  name: string;
  value: string;
}
