import type { MultipartUpload } from '../../domain/bucket.ts';
import type { BucketStore } from '../bucket-store.ts';
import type { UploadRow } from './bucket-rows.ts';
import type { Session } from './session.ts';

type UploadStore = Pick<
  BucketStore,
  'upload' | 'uploads' | 'putUpload' | 'deleteUpload' | 'parts' | 'putPart'
>;

export function uploadStore({ db }: Session): UploadStore {
  return {
    async upload(uploadId) {
      const row = await db
        .selectFrom('uploads')
        .selectAll()
        .where('upload_id', '=', uploadId)
        .executeTakeFirst();
      return row && toUpload(row);
    },
    async uploads(bucket) {
      const rows = await db
        .selectFrom('uploads')
        .selectAll()
        .where('bucket', '=', bucket)
        .orderBy('key')
        .orderBy('upload_id')
        .execute();
      return rows.map(toUpload);
    },
    async putUpload({ uploadId, bucket, key, ...rest }) {
      const row = { upload_id: uploadId, bucket, key, rest: JSON.stringify(rest) };
      await db.insertInto('uploads').values(row).execute();
    },
    async deleteUpload(uploadId) {
      await db.deleteFrom('upload_parts').where('upload_id', '=', uploadId).execute();
      await db.deleteFrom('uploads').where('upload_id', '=', uploadId).execute();
    },
    async parts(uploadId) {
      const rows = await db
        .selectFrom('upload_parts')
        .selectAll()
        .where('upload_id', '=', uploadId)
        .orderBy('number')
        .execute();
      return rows.map(({ upload_id: _, modified_at: modifiedAt, ...rest }) => ({
        uploadId,
        modifiedAt,
        ...rest,
      }));
    },
    async putPart({ uploadId, modifiedAt, ...rest }) {
      const before = await db
        .selectFrom('upload_parts')
        .select('blob')
        .where('upload_id', '=', uploadId)
        .where('number', '=', rest.number)
        .executeTakeFirst();
      const row = { upload_id: uploadId, modified_at: modifiedAt, ...rest };
      await db
        .insertInto('upload_parts')
        .values(row)
        .onConflict((conflict) => conflict.columns(['upload_id', 'number']).doUpdateSet(row))
        .execute();
      return before?.blob;
    },
  };
}

function toUpload(row: UploadRow): MultipartUpload {
  const { upload_id: uploadId, bucket, key, rest } = row;
  return { ...(JSON.parse(rest) as MultipartUpload), uploadId, bucket, key };
}
