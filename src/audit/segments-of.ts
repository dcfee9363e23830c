import { promisify } from 'node:util';
import { constants, gzip } from 'node:zlib';
import { AUDIT_FEED_CHARS_MAX, AUDIT_SEGMENT_EVENTS_MAX } from '../limits.ts';
import type { AuditSegment } from '../store/store.ts';
import type { AuditEvent } from './audit-events.ts';

const deflate = promisify(gzip);
/** Records of one account are much alike: the quickest level has all but the last few percent. */
const QUICKLY = { level: constants.Z_BEST_SPEED };

/** Events as they are kept: each account and Region by itself, in segments of bounded size. */
export function segmentsOf(events: readonly AuditEvent[]): Promise<AuditSegment[]> {
  const open = new Map<string, Part>();
  const parts: Part[] = [];
  for (const event of events) {
    const home = `${event.accountId} ${event.region}`;
    let part = open.get(home);
    if (part === undefined || isFull(part)) {
      part = { events: [], chars: 0 };
      open.set(home, part);
      parts.push(part);
    }
    part.events.push(event);
    part.chars += event.record.length + 1;
  }
  return Promise.all(parts.map(segmentOf));
}

interface Part {
  readonly events: AuditEvent[];
  chars: number;
}

function isFull({ events, chars }: Part): boolean {
  return events.length >= AUDIT_SEGMENT_EVENTS_MAX || chars >= AUDIT_FEED_CHARS_MAX;
}

async function segmentOf({ events, chars }: Part): Promise<AuditSegment> {
  const { accountId = '', region = '', eventId: firstId = '' } = events[0] ?? {};
  const text = events.map((event) => `${event.record}\n`).join('');
  return {
    accountId,
    region,
    firstId,
    lastId: events.at(-1)?.eventId ?? '',
    events: events.length,
    chars,
    body: await deflate(text, QUICKLY),
  };
}
