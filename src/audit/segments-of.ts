import { promisify } from 'node:util';
import { constants, gzip } from 'node:zlib';
import type { AuditSegment } from '../store/store.ts';
import type { Waiting } from './audit-queue.ts';

const deflate = promisify(gzip);
/**
 * Records of one account are much alike: the quickest level has all but the last few percent. What
 * comes of a segment fits into one chunk, so that a thread of the pool does it in one go.
 */
const QUICKLY = { level: constants.Z_BEST_SPEED, chunkSize: 64 * 1024 };

/** Events as they are kept. */
export function segmentsOf(waiting: readonly Waiting[]): Promise<AuditSegment[]> {
  return Promise.all(waiting.map(segmentOf));
}

async function segmentOf(waiting: Waiting): Promise<AuditSegment> {
  const { accountId, region, firstId, lastId, events, chars, bytes } = waiting;
  return { accountId, region, firstId, lastId, events, chars, body: await deflate(bytes, QUICKLY) };
}
