import type { Bucket, StoredObject } from '../../domain/bucket.ts';
import type { BucketStore } from '../bucket-store.ts';
import type { BucketRow, ObjectRow } from './bucket-rows.ts';
import type { Session } from './session.ts';
import { uploadStore } from './uploads.ts';

export function bucketStore(session: Session): BucketStore {
  const { db } = session;
  return {
    async get(name) {
      const row = await db
        .selectFrom('buckets')
        .selectAll()
        .where('name', '=', name)
        .executeTakeFirst();
      return row && toBucket(row);
    },
    async list(accountId) {
      const rows = await db
        .selectFrom('buckets')
        .selectAll()
        .where('account_id', '=', accountId)
        .orderBy('name')
        .execute();
      return rows.map(toBucket);
    },
    async put(bucket) {
      const { name, accountId, region, ...rest } = bucket;
      const row = { name, account_id: accountId, region, rest: JSON.stringify(rest) };
      await db
        .insertInto('buckets')
        .values(row)
        .onConflict((conflict) => conflict.column('name').doUpdateSet(row))
        .execute();
    },
    async delete(name) {
      await db.deleteFrom('buckets').where('name', '=', name).execute();
    },
    ...objectStore(session),
    ...uploadStore(session),
    async blobs() {
      const objects = await db.selectFrom('objects').select('blob').execute();
      const parts = await db.selectFrom('upload_parts').select('blob').execute();
      return [...objects, ...parts].map(({ blob }) => blob);
    },
  };
}

function objectStore({
  db,
}: Session): Pick<BucketStore, 'object' | 'putObject' | 'deleteObject' | 'objects'> {
  const blobOf = async (bucket: string, key: string) => {
    const found = await db
      .selectFrom('objects')
      .select('blob')
      .where('bucket', '=', bucket)
      .where('key', '=', key)
      .executeTakeFirst();
    return found?.blob || undefined;
  };
  return {
    async object(bucket, key) {
      const row = await db
        .selectFrom('objects')
        .selectAll()
        .where('bucket', '=', bucket)
        .where('key', '=', key)
        .executeTakeFirst();
      return row && toObject(row);
    },
    async putObject(object) {
      const before = await blobOf(object.bucket, object.key);
      const row = fromObject(object);
      await db
        .insertInto('objects')
        .values(row)
        .onConflict((conflict) => conflict.columns(['bucket', 'key']).doUpdateSet(row))
        .execute();
      return before === object.blob ? undefined : before;
    },
    async deleteObject(bucket, key) {
      const before = await blobOf(bucket, key);
      await db.deleteFrom('objects').where('bucket', '=', bucket).where('key', '=', key).execute();
      return before;
    },
    async objects({ bucket, prefix, after, orFrom, limit }) {
      let query = db.selectFrom('objects').selectAll().where('bucket', '=', bucket);
      // Compared as bytes, as S3 does; a prefix is a range of them.
      if (prefix !== '') query = query.where('key', '>=', prefix).where('key', '<', end(prefix));
      if (after !== undefined) query = query.where('key', orFrom ? '>=' : '>', after);
      return (await query.orderBy('key').limit(limit).execute()).map(toObject);
    },
  };
}

/** Greater than every key that begins so: no code point comes behind this one. */
function end(prefix: string): string {
  return `${prefix}\u{10ffff}`;
}

function toBucket(row: BucketRow): Bucket {
  return {
    ...(JSON.parse(row.rest) as Bucket),
    name: row.name,
    accountId: row.account_id,
    region: row.region,
  };
}

function fromObject(object: StoredObject): ObjectRow {
  const { bucket, key, blob, bytes, etag, modifiedAt, ...rest } = object;
  return { bucket, key, blob, bytes, etag, modified_at: modifiedAt, rest: JSON.stringify(rest) };
}

function toObject(row: ObjectRow): StoredObject {
  const { bucket, key, blob, bytes, etag, modified_at: modifiedAt, rest } = row;
  return { ...(JSON.parse(rest) as StoredObject), bucket, key, blob, bytes, etag, modifiedAt };
}
