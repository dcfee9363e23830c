import type { Migration } from './migration.ts';

/** Buckets, their objects, and uploads that are not complete. */
export const buckets: Migration = {
  version: 12,
  async up({ schema }) {
    await schema
      .createTable('buckets')
      .addColumn('name', 'text', (column) => column.primaryKey())
      .addColumn('account_id', 'text', (column) => column.notNull())
      .addColumn('region', 'text', (column) => column.notNull())
      .addColumn('rest', 'text', (column) => column.notNull())
      .execute();
    await schema.createIndex('buckets_of_account').on('buckets').column('account_id').execute();
    await schema
      .createTable('objects')
      .addColumn('bucket', 'text', (column) => column.notNull())
      .addColumn('key', 'text', (column) => column.notNull())
      .addColumn('blob', 'text', (column) => column.notNull())
      .addColumn('bytes', 'bigint', (column) => column.notNull())
      .addColumn('etag', 'text', (column) => column.notNull())
      .addColumn('modified_at', 'bigint', (column) => column.notNull())
      .addColumn('rest', 'text', (column) => column.notNull())
      .addPrimaryKeyConstraint('objects_key', ['bucket', 'key'])
      .execute();
    await schema
      .createTable('uploads')
      .addColumn('upload_id', 'text', (column) => column.primaryKey())
      .addColumn('bucket', 'text', (column) => column.notNull())
      .addColumn('key', 'text', (column) => column.notNull())
      .addColumn('rest', 'text', (column) => column.notNull())
      .execute();
    await schema
      .createIndex('uploads_of_bucket')
      .on('uploads')
      .columns(['bucket', 'key'])
      .execute();
    await schema
      .createTable('upload_parts')
      .addColumn('upload_id', 'text', (column) => column.notNull())
      .addColumn('number', 'integer', (column) => column.notNull())
      .addColumn('blob', 'text', (column) => column.notNull())
      .addColumn('bytes', 'bigint', (column) => column.notNull())
      .addColumn('etag', 'text', (column) => column.notNull())
      .addColumn('modified_at', 'bigint', (column) => column.notNull())
      .addPrimaryKeyConstraint('upload_parts_key', ['upload_id', 'number'])
      .execute();
  },
};
