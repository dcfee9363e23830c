import { INSERT_ROWS_MAX } from '../../limits.ts';

/** Hands the rows to `write` so many at a time, one after the other. */
export async function inChunks<Row>(
  rows: readonly Row[],
  write: (rows: readonly Row[]) => Promise<unknown>,
): Promise<void> {
  for (let start = 0; start < rows.length; start += INSERT_ROWS_MAX) {
    await write(rows.slice(start, start + INSERT_ROWS_MAX));
  }
}
