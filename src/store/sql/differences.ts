import {
  type ColumnBuilderCallback,
  type ColumnDataType,
  type Expression,
  type RawBuilder,
  type SqlBool,
  sql,
} from 'kysely';

/** All that the dialects spell differently, besides what Kysely itself takes care of. */
export interface Differences {
  /** Is the column one of the values? One statement whatever their number. */
  among(
    column: Expression<unknown>,
    values: readonly string[] | readonly number[],
  ): RawBuilder<SqlBool>;
  /** The expression as it is, but of no use to an index. */
  unindexed<T>(column: Expression<T>): RawBuilder<T>;
  /** A primary key that counts up by itself. */
  readonly sequence: { readonly type: ColumnDataType; readonly build: ColumnBuilderCallback };
  /** A column that holds bytes. */
  readonly bytes: ColumnDataType;
  /**
   * Ends the statement that creates a table of little more than its key, to be kept in its index.
   */
  readonly keyOnlyTable: RawBuilder<unknown>;
}

export const sqliteDifferences: Differences = {
  among: (column, values) =>
    sql<SqlBool>`${column} in (select value from json_each(${JSON.stringify(values)}))`,
  unindexed: <T>(column: Expression<T>) => sql<T>`+${column}`,
  // Without `autoincrement` the number of a deleted last row is given again: nothing remembers it.
  sequence: { type: 'integer', build: (column) => column.primaryKey() },
  bytes: 'blob',
  keyOnlyTable: sql`without rowid`,
};
