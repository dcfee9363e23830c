import { join } from 'node:path';
import { SigningKeys } from './api/sigv4/signing-keys.ts';
import type { Composition } from './composition.ts';
import type { Principal } from './domain/principal.ts';
import type { PublishingDestination } from './domain/publishing-destination.ts';
import { partitionOf } from './domain/regions.ts';
import { createDataKeys } from './operations/kms/data-keys.ts';
import type { ExportStorage } from './publish/export-storage.ts';
import { openBlobs } from './s3/blobs.ts';
import { createS3, type EmbeddedS3 } from './s3/create-s3.ts';
import { exportStorage } from './s3/export-storage.ts';

/** Where the bytes of objects lie below the data directory. */
const OBJECTS_FOLDER = 'objects';

/** The embedded S3 over its folder, rid of what a crash has left there. */
export async function openEmbeddedS3(
  { clock, log, data, keys, gate, services }: Composition,
  dataDirectory: string,
): Promise<{ readonly s3: EmbeddedS3; readonly storage: ExportStorage }> {
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
  });
  return { s3, storage: exportStorage(parts) };
}

/** Between the start and the moment when the embedded storage is open. */
const NO_STORAGE_YET = { outcome: 'undecided', reason: 'the storage is not open yet' } as const;

/** Looks at destinations through whichever storage there is by then. */
export function lookWith(storage: () => ExportStorage | undefined) {
  return {
    look: async (destination: PublishingDestination) =>
      (await storage()?.look(destination)) ?? NO_STORAGE_YET,
    mayRead: async (destination: PublishingDestination, caller: Principal) =>
      (await storage()?.mayRead?.(destination, caller)) ?? true,
  };
}
