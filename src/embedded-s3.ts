import { join } from 'node:path';
import { SigningKeys } from './api/sigv4/signing-keys.ts';
import type { Composition } from './composition.ts';
import type { Invoke } from './domain/invoke.ts';
import type { Principal } from './domain/principal.ts';
import type { PublishingDestination } from './domain/publishing-destination.ts';
import { partitionOf } from './domain/regions.ts';
import { type LogBucket, remoteBucket } from './ingest/log-bucket.ts';
import type { Clock } from './lib/clock.ts';
import type { S3Endpoint } from './lib/s3-client.ts';
import { createDataKeys } from './operations/kms/data-keys.ts';
import type { ExportStorage } from './publish/export-storage.ts';
import { remoteStorage } from './publish/remote-storage.ts';
import { openBlobs } from './s3/blobs.ts';
import { createS3, type EmbeddedS3 } from './s3/create-s3.ts';
import { exportStorage } from './s3/export-storage.ts';
import { createInvokeS3 } from './s3/invoke-s3.ts';
import { objectReader } from './s3/object-reader.ts';

/** Where the bytes of objects lie below the data directory. */
const OBJECTS_FOLDER = 'objects';

/** The embedded S3 in its four uses. */
export interface OpenS3 {
  readonly s3: EmbeddedS3;
  readonly storage: ExportStorage;
  readonly reader: ReturnType<typeof objectReader>;
  /** Calls from inside. */
  readonly invoke: Invoke;
}

/** The embedded S3 over its folder, rid of what a crash has left there. */
export async function openEmbeddedS3(
  { clock, log, data, keys, gate, services, audit }: Composition,
  { dataDirectory, auditTrail }: { dataDirectory: string; auditTrail?: boolean },
): Promise<OpenS3> {
  const { store, seal } = data;
  const blobs = await openBlobs(join(dataDirectory, OBJECTS_FOLDER));
  await blobs.sweep(new Set(await store.buckets.blobs()));
  const dataKeys = createDataKeys({ store, clock, gate, seal: services });
  const parts = { store, clock, blobs, seal, dataKeys, judge: gate.judge };
  const s3 = createS3({
    parts,
    keys,
    signingKeys: new SigningKeys(),
    isRegion: (region) => partitionOf(region) !== undefined,
    log: (entry) => log.error(entry),
    trail: auditTrail === false ? undefined : audit,
  });
  const invoke = createInvokeS3(parts);
  return { s3, storage: exportStorage(parts), reader: objectReader(parts), invoke };
}

/** What buckets are looked for in: the operator's endpoint, or else the embedded S3. */
export class Storages {
  readonly #remote: { readonly storage: ExportStorage; readonly logs: LogBucket } | undefined;
  #embedded: OpenS3 | undefined;

  constructor(endpoint: S3Endpoint | undefined, clock: Clock) {
    this.#remote = endpoint && {
      storage: remoteStorage(endpoint, clock),
      logs: remoteBucket(endpoint, clock),
    };
  }

  /** The embedded one is open, at the end of the start. */
  open(embedded: OpenS3): void {
    this.#embedded = embedded;
  }

  /** For findings that are exported. */
  readonly storage = (): ExportStorage | undefined =>
    this.#remote?.storage ?? this.#embedded?.storage;

  /** For stacks that make buckets. */
  readonly invoke = (): Invoke | undefined => this.#embedded?.invoke;

  /** For lists of accounts, where they lie in the embedded S3. */
  readonly reader = () => this.#embedded?.reader;

  /** For logs that the operator declares. */
  logs(): LogBucket {
    if (this.#remote !== undefined) return this.#remote.logs;
    const reader = this.#embedded?.reader;
    if (reader === undefined) throw new Error('The embedded S3 is not open yet.');
    return {
      level: (bucket, folder, after) => reader.level(bucket, folder, after),
      async read(bucket, { key, etag }) {
        const outcome = await reader.read({ bucket, key });
        if ('refused' in outcome) throw new Error(outcome.refused);
        if (outcome.etag !== `"${etag}"`) throw new Error('The object has been replaced.');
        return outcome.chunks;
      },
    };
  }

  /** Looks at destinations through whichever storage there is by then. */
  readonly look = {
    look: async (destination: PublishingDestination) =>
      (await this.storage()?.look(destination)) ?? NO_STORAGE_YET,
    mayRead: async (destination: PublishingDestination, caller: Principal) =>
      (await this.storage()?.mayRead?.(destination, caller)) ?? true,
  };
}

/** Between the start and the moment when the embedded storage is open. */
const NO_STORAGE_YET = { outcome: 'undecided', reason: 'the storage is not open yet' } as const;
