export interface BucketTables {
  buckets: BucketRow;
  objects: ObjectRow;
  uploads: UploadRow;
  upload_parts: UploadPartRow;
}

export interface BucketRow {
  name: string;
  account_id: string;
  region: string;
  /** JSON: all members that no query asks for. */
  rest: string;
}

export interface ObjectRow {
  bucket: string;
  key: string;
  blob: string;
  bytes: number;
  etag: string;
  modified_at: number;
  /** JSON: all members that no query asks for. */
  rest: string;
}

export interface UploadRow {
  upload_id: string;
  bucket: string;
  key: string;
  /** JSON: all members that no query asks for. */
  rest: string;
}

export interface UploadPartRow {
  upload_id: string;
  number: number;
  blob: string;
  bytes: number;
  etag: string;
  modified_at: number;
}
