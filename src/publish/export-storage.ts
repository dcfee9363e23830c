import type { Principal } from '../domain/principal.ts';
import type {
  DestinationVerdict,
  PublishingDestination,
} from '../domain/publishing-destination.ts';

/** One JSON document a line, in gzip. */
export const EXPORT_CONTENT_TYPE = 'application/x-ndjson';

/** Where the buckets of publishing destinations are: here, or behind an endpoint. */
export interface ExportStorage {
  /** Could objects be put there? Leaves the empty, encrypted marker that GuardDuty leaves. */
  look(destination: PublishingDestination): Promise<DestinationVerdict>;
  /** May this caller list and read below the prefix? Absent where only the storage knows. */
  mayRead?(destination: PublishingDestination, caller: Principal): Promise<boolean>;
  /** Puts an object below the destination's prefix, encrypted by the destination's key. */
  put(
    destination: PublishingDestination,
    key: string,
    body: Uint8Array<ArrayBuffer>,
  ): Promise<DestinationVerdict>;
}
