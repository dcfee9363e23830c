import type { IndicatorList } from '../../domain/indicator-list.ts';

/** As the table `lists` has it; times in milliseconds. */
export interface ListRow {
  list_id: string;
  kind: string;
  account_id: string;
  region: string;
  name: string;
  format: string;
  location: string;
  status: string;
  expected_bucket_owner: string | null;
  client_token: string | null;
  /** JSON. */
  tags: string;
  created_at: number;
  updated_at: number;
  error_details: string | null;
  version: number;
  content_version: number | null;
}

/** The entries of a list in force; `ListContent` says how they are written. */
export interface ListContentRow {
  list_id: string;
  ipv4: string;
  ipv6: string;
  domains: string;
}

export function fromList(list: IndicatorList): ListRow {
  return {
    list_id: list.listId,
    kind: list.kind,
    account_id: list.accountId,
    region: list.region,
    name: list.name,
    format: list.format,
    location: list.location,
    status: list.status,
    expected_bucket_owner: list.expectedBucketOwner ?? null,
    client_token: list.clientToken ?? null,
    tags: JSON.stringify(list.tags),
    created_at: list.createdAt,
    updated_at: list.updatedAt,
    error_details: list.errorDetails ?? null,
    version: list.version,
    content_version: list.contentVersion ?? null,
  };
}

export function toList(row: ListRow): IndicatorList {
  return {
    listId: row.list_id,
    kind: row.kind as IndicatorList['kind'],
    accountId: row.account_id,
    region: row.region,
    name: row.name,
    format: row.format as IndicatorList['format'],
    location: row.location,
    status: row.status as IndicatorList['status'],
    ...(row.expected_bucket_owner !== null && { expectedBucketOwner: row.expected_bucket_owner }),
    ...(row.client_token !== null && { clientToken: row.client_token }),
    tags: JSON.parse(row.tags) as IndicatorList['tags'],
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    ...(row.error_details !== null && { errorDetails: row.error_details }),
    version: row.version,
    ...(row.content_version !== null && { contentVersion: row.content_version }),
  };
}
