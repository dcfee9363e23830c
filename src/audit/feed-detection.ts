import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { AUDIT_FEED_CHARS_MAX } from '../limits.ts';
import type { Store } from '../store/store.ts';

/** The intake of the pipeline, as far as the trail needs it. */
export interface Intake {
  processObject(object: {
    readonly source: string;
    readonly object: string;
    readonly version: string;
    readonly from: number;
    readonly to: number;
    readonly chunks: AsyncIterable<Uint8Array>;
  }): Promise<unknown>;
  checkpointOf(source: string, object: string): Promise<{ readonly offset: number } | undefined>;
}

const inflate = promisify(gunzip);

const SOURCE = 'audit';
const OBJECT = 'trail';

/**
 * Hands the next events of the trail to detection, in the order in which they were written. Where
 * they end is committed with what detection made of them, so that each is judged once. Answers
 * whether there were any.
 */
export async function feedDetection(store: Pick<Store, 'audit'>, intake: Intake): Promise<boolean> {
  const from = (await intake.checkpointOf(SOURCE, OBJECT))?.offset ?? 0;
  const segments = await store.audit.after(from, AUDIT_FEED_CHARS_MAX);
  const last = segments.at(-1);
  if (last === undefined) return false;
  const at = { source: SOURCE, object: OBJECT, version: '1', from, to: last.sequence };
  await intake.processObject({ ...at, chunks: textsOf(segments) });
  return true;
}

async function* textsOf(segments: Iterable<{ readonly body: Uint8Array }>) {
  for (const { body } of segments) yield await inflate(body);
}
