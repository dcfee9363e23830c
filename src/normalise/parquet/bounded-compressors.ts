import type { Compressors } from 'hyparquet';
import { compressors } from 'hyparquet-compressors';
import { PARQUET_PAGE_BYTES_MAX } from '../../limits.ts';

/** A page says that it inflates to more than a page of a log would. */
export class TooMuch extends Error {
  constructor() {
    super('A page of the Parquet file is too large.');
    this.name = 'TooMuch';
  }
}

/** The compressions of Parquet files, with a limit on what one page may become. */
export const boundedCompressors: Compressors = Object.fromEntries(
  Object.entries(compressors).map(([codec, inflate]) => [
    codec,
    (input: Uint8Array, outputLength: number) => {
      if (outputLength > PARQUET_PAGE_BYTES_MAX) throw new TooMuch();
      return inflate(input, outputLength);
    },
  ]),
);
