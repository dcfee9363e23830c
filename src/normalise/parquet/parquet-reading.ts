import { type FileMetaData, parquetMetadataAsync, parquetRead, parquetSchema } from 'hyparquet';
import { Spool } from '../../lib/spool.ts';
import {
  PARQUET_FILE_BYTES_MAX,
  PARQUET_FOOTER_BYTES_MAX,
  PARQUET_GROUP_BYTES_MAX,
  PARQUET_GROUP_ROWS_MAX,
  PARQUET_MEMORY_BYTES_MAX,
} from '../../limits.ts';
import { FLOW_FIELD_NAMES, isFlowHeader } from '../flow/flow-fields.ts';
import { LineReading } from '../line-reading.ts';
import type { Reading } from '../log-reader.ts';
import type { LogSink } from '../log-sink.ts';
import type { UnreadableReason } from '../unreadable.ts';
import { boundedCompressors, TooMuch } from './bounded-compressors.ts';

const MAGIC = 'PAR1';
/** The length of the footer, and the magic again. */
const TAIL_BYTES = 8;
const ROWS_PER_PIECE = 2_000;

/**
 * Reads flow logs that are delivered as Parquet. Its table of contents comes last, so the bytes are
 * kept until all are there; then one group of rows after the other becomes the lines that the log
 * would have as text, which are read like those of any flow log.
 */
export class ParquetReading implements Reading {
  private readonly spool = new Spool(PARQUET_MEMORY_BYTES_MAX);
  private lines: LineReading | undefined;

  constructor(private readonly sink: LogSink) {}

  get isOver(): boolean {
    return this.sink.isOver;
  }

  async feed(piece: Uint8Array): Promise<void> {
    if (this.spool.byteLength + piece.length > PARQUET_FILE_BYTES_MAX) this.end('too-large');
    else await this.spool.write(piece);
  }

  async finish(): Promise<void> {
    if (!this.isOver) await this.groups();
  }

  close(): Promise<void> {
    this.lines?.close();
    return this.spool.close();
  }

  private async groups(): Promise<void> {
    const metadata = await this.metadata();
    if (metadata === undefined) return;
    const names = new Map(
      parquetSchema(metadata).children.map(({ element }) => [
        element.name.replaceAll('_', '-').toLowerCase(),
        element.name,
      ]),
    );
    if (!isFlowHeader([...names.keys()])) return this.end('unknown-format');
    // Of a transit gateway the first field tells; of others those that are read.
    const fields = [...names.keys()].filter(
      (name) => FLOW_FIELD_NAMES.includes(name) || name.startsWith('tgw-'),
    );
    this.lines = new LineReading(this.sink);
    await this.lines.feed(Buffer.from(`${fields.join(' ')}\n`));
    let rowStart = 0;
    for (const group of metadata.row_groups) {
      const rows = Number(group.num_rows);
      const isLarge =
        rows > PARQUET_GROUP_ROWS_MAX || Number(group.total_byte_size) > PARQUET_GROUP_BYTES_MAX;
      if (isLarge) return this.end('inflates-too-much');
      await this.group(metadata, fields, names, [rowStart, rowStart + rows]);
      if (this.isOver) return;
      rowStart += rows;
    }
    await this.lines.finish();
  }

  /** Undefined, and told, where the file is none that can be read. */
  private async metadata(): Promise<FileMetaData | undefined> {
    const { spool } = this;
    const tail = Buffer.from(await spool.slice(Math.max(0, spool.byteLength - TAIL_BYTES)));
    const isWhole = tail.length === TAIL_BYTES && tail.toString('latin1', 4) === MAGIC;
    if (!isWhole) return this.end('truncated');
    const length = tail.readUInt32LE(0);
    if (length > PARQUET_FOOTER_BYTES_MAX) return this.end('too-large');
    try {
      return await parquetMetadataAsync(spool);
    } catch {
      // Whatever the library says of it, it is no Parquet that it can read.
      return this.end('corrupt-parquet');
    }
  }

  private async group(
    metadata: FileMetaData,
    fields: readonly string[],
    names: ReadonlyMap<string, string>,
    [rowStart, rowEnd]: readonly [number, number],
  ): Promise<void> {
    const columns = fields.map((field) => names.get(field) ?? field);
    let rows: unknown[][] = [];
    try {
      await parquetRead({
        file: this.spool,
        metadata,
        columns,
        rowStart,
        rowEnd,
        compressors: boundedCompressors,
        rowFormat: 'array',
        onComplete: (read) => {
          rows = read;
        },
      });
    } catch (error) {
      return this.end(error instanceof TooMuch ? 'inflates-too-much' : 'corrupt-parquet');
    }
    for (let from = 0; from < rows.length && !this.isOver; from += ROWS_PER_PIECE) {
      const text = rows.slice(from, from + ROWS_PER_PIECE).map(lineOf);
      await this.lines?.feed(Buffer.from(text.join('')));
    }
  }

  private end(reason: UnreadableReason): undefined {
    this.sink.problem({ reason, offset: this.spool.byteLength, endsFile: true });
  }
}

function lineOf(row: readonly unknown[]): string {
  return `${row.map(fieldOf).join(' ')}\n`;
}

/** As a flow log in text has it: one word. */
function fieldOf(value: unknown): string {
  if (typeof value === 'number' || typeof value === 'bigint') return String(value);
  return typeof value === 'string' && value !== '' ? value.replace(/\s/g, '_') : '-';
}
