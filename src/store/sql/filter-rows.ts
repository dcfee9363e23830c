export interface FilterRow {
  account_id: string;
  region: string;
  name: string;
  description: string | null;
  action: string;
  rank: number;
  /** JSON, in the SDK's shape. */
  criteria: string;
  /** JSON. */
  tags: string;
  client_token: string | null;
  created_at: number;
  updated_at: number;
  version: number;
}
