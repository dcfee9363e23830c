import type { Bucket, MultipartUpload, StoredObject, UploadedPart } from '../domain/bucket.ts';

/** Buckets and what is known of their objects; the bytes lie in files of their own. */
export interface BucketStore {
  get(name: string): Promise<Bucket | undefined>;
  /** Of an account, ascending by name. */
  list(accountId: string): Promise<Bucket[]>;
  put(bucket: Bucket): Promise<void>;
  delete(name: string): Promise<void>;
  object(bucket: string, key: string): Promise<StoredObject | undefined>;
  /** Creates or replaces; answers the blob that is of no use any more. */
  putObject(object: StoredObject): Promise<string | undefined>;
  /** Answers the blob that is of no use any more. */
  deleteObject(bucket: string, key: string): Promise<string | undefined>;
  /** Ascending by key, in the order of their bytes. */
  objects(query: ObjectQuery): Promise<StoredObject[]>;
  upload(uploadId: string): Promise<MultipartUpload | undefined>;
  /** Of a bucket, ascending by key and id. */
  uploads(bucket: string): Promise<MultipartUpload[]>;
  putUpload(upload: MultipartUpload): Promise<void>;
  /** With its parts. */
  deleteUpload(uploadId: string): Promise<void>;
  /** Ascending by number. */
  parts(uploadId: string): Promise<UploadedPart[]>;
  /** Creates or replaces; answers the blob that is of no use any more. */
  putPart(part: UploadedPart): Promise<string | undefined>;
  /** Every blob that an object or a part has. */
  blobs(): Promise<string[]>;
}

export interface ObjectQuery {
  readonly bucket: string;
  readonly prefix: string;
  /** Keys greater than this one; with `orFrom`, that one too. */
  readonly after?: string | undefined;
  readonly orFrom?: boolean;
  readonly limit: number;
}
