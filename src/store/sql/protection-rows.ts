/** Tables of migration 7. `body` is JSON of the whole entry; the rest finds it. */
export interface ProtectionTables {
  publishing_destinations: DestinationRow;
  malware_settings: MalwareSettingsRow;
  malware_plans: MalwarePlanRow;
  malware_scans: MalwareScanRow;
  rule_associations: RuleAssociationRow;
  rule_configurations: RuleConfigurationRow;
}

export interface MalwareSettingsRow {
  account_id: string;
  region: string;
  body: string;
}

export interface DestinationRow extends MalwareSettingsRow {
  id: string;
  status: string;
}

export interface MalwarePlanRow extends MalwareSettingsRow {
  id: string;
  bucket: string;
}

export interface MalwareScanRow extends MalwareSettingsRow {
  scan_id: string;
  resource_arn: string;
  resource_type: string;
  scan_type: string;
  status: string;
  started_by: string;
  client_token: string | null;
  finding_id: string | null;
  started_at: number;
}

export interface RuleAssociationRow extends MalwareSettingsRow {
  rule_id: string;
  made_by: string | null;
}

export interface RuleConfigurationRow extends MalwareSettingsRow {
  rule_id: string;
  mode: string;
}
