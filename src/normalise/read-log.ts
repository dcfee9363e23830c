import { GunzipError } from '../lib/gunzip.ts';
import { INFLATED_BYTES_MAX } from '../limits.ts';
import { type Chunks, inflated } from './log-bytes.ts';
import type { LogReader, ReadCounts, Reading } from './log-reader.ts';
import { LogSink } from './log-sink.ts';
import { textReading } from './text-reading.ts';
import { WideReading, wideEncodingOf } from './wide-reading.ts';

export type { LogReader, ReadCounts } from './log-reader.ts';

/** Fed in pieces that stay in the processor's cache between the copy and the scan. */
const PIECE_BYTES = 128 * 1024;

/** As many bytes as it takes to tell the forms apart. */
const START_BYTES = 4;
const PARQUET = Buffer.from('PAR1');

/**
 * Reads one log, plain or gzip, of any format that is known here: what it is is recognised from
 * its content, whatever the file is called. Throws only what `chunks` or a callback throws: all
 * that is wrong with the bytes goes to `onUnreadable`, and what was read before it counts.
 */
export async function readLog(chunks: Chunks, reader: LogReader): Promise<ReadCounts> {
  const sink = new LogSink(reader);
  let start: Uint8Array = new Uint8Array(0);
  let reading: Reading | undefined;
  try {
    for await (const chunk of inflated(chunks, reader.inflatedBytesMax ?? INFLATED_BYTES_MAX)) {
      sink.counts.bytes += chunk.length;
      let text = chunk;
      if (reading === undefined) {
        start = start.length === 0 ? chunk : Buffer.concat([start, chunk]);
        reading = await readingOf(start, sink, false);
        if (reading === undefined) {
          // A chunk is good until the next is asked for.
          start = Buffer.from(start);
          continue;
        }
        text = start;
      }
      for (let from = 0; from < text.length && !sink.isOver; from += PIECE_BYTES) {
        const waiting = reading.feed(text.subarray(from, from + PIECE_BYTES));
        if (waiting !== undefined) await waiting;
      }
      if (sink.isOver) break;
    }
    if (reading === undefined) {
      reading = await readingOf(start, sink, true);
      await reading?.feed(start);
    }
    await reading?.finish();
  } catch (error) {
    if (!(error instanceof GunzipError)) throw error;
    sink.problem({ reason: error.reason, offset: sink.counts.bytes, endsFile: true });
  } finally {
    await reading?.close();
  }
  return sink.counts;
}

/** JSON begins with a bracket; all else has lines. Undefined where too little has come to say. */
async function readingOf(
  start: Uint8Array,
  sink: LogSink,
  isAll: boolean,
): Promise<Reading | undefined> {
  if (start.length < START_BYTES && !isAll) return undefined;
  if (PARQUET.equals(start.subarray(0, PARQUET.length))) {
    // Loaded where it is needed: its libraries take longer to load than a small file to read.
    const { ParquetReading } = await import('./parquet/parquet-reading.ts');
    return new ParquetReading(sink);
  }
  const wide = wideEncodingOf(start);
  if (wide !== undefined) return new WideReading(sink, wide);
  const hasMark = start[0] === 0xef && start[1] === 0xbb && start[2] === 0xbf;
  return textReading(start, hasMark ? 3 : 0, sink);
}
