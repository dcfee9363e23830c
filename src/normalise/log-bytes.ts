import { BROKEN_SLICE_BYTES, gunzip, gunzipSmall, isGzip, isSmall } from '../lib/gunzip.ts';
import { INFLATED_RATIO_FREE_BYTES, INFLATED_RATIO_MAX } from '../limits.ts';

export type Chunks = AsyncIterable<Uint8Array> | Iterable<Uint8Array>;

/** The chunks themselves, or what they inflate to if they begin as gzip does. */
export async function* inflated(chunks: Chunks, bytesMax: number): AsyncGenerator<Uint8Array> {
  const iterator =
    Symbol.asyncIterator in chunks ? chunks[Symbol.asyncIterator]() : chunks[Symbol.iterator]();
  try {
    let start: Uint8Array = new Uint8Array(0);
    let next = await iterator.next();
    for (; !next.done && start.length < 2; next = await iterator.next()) {
      start = start.length === 0 ? next.value : Buffer.concat([start, next.value]);
    }
    const isAll = next.done === true;
    const all = isAll ? [start] : resumed(start, next.value, iterator);
    if (!isGzip(start)) {
      yield* all;
      return;
    }
    const limits = {
      bytesMax,
      ratioMax: INFLATED_RATIO_MAX,
      ratioFreeBytes: INFLATED_RATIO_FREE_BYTES,
    };
    const text = isAll ? gunzipSmall(start, limits) : undefined;
    if (text !== undefined) yield text;
    else yield* gunzip(all, limits, isAll && isSmall(start) ? BROKEN_SLICE_BYTES : undefined);
  } finally {
    await iterator.return?.();
  }
}

async function* resumed(
  first: Uint8Array,
  second: Uint8Array,
  iterator: AsyncIterator<Uint8Array> | Iterator<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  yield first;
  yield second;
  for (let next = await iterator.next(); !next.done; next = await iterator.next()) {
    yield next.value;
  }
}
