export interface KmsKeyRow {
  key_id: string;
  account_id: string;
  region: string;
  state: string;
  deletion_at: number | null;
  rotation_days: number | null;
  /** JSON: all members that no query asks for. */
  rest: string;
}

export interface KmsAliasRow {
  account_id: string;
  region: string;
  name: string;
  key_id: string;
  created_at: number;
  updated_at: number;
}

export interface KmsGrantRow {
  key_id: string;
  grant_id: string;
  /** Of the key, for the digest of an account. */
  account_id: string;
  retiring: string | null;
  /** JSON: the whole grant. */
  grant_json: string;
}
