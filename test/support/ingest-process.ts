import { createReadStream, readdirSync, statSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { partitionOf } from '../../src/domain/regions.ts';
import type { LogBucket } from '../../src/ingest/log-bucket.ts';
import { ManualClock } from '../../src/lib/clock.ts';
import { createPipeline } from '../../src/pipeline/create-pipeline.ts';
import {
  exampleEngine,
  OTHER,
  OWN,
  pipelineLists,
  putDetector,
  START,
} from '../../src/pipeline/testing.ts';
import { createBucketLook } from '../../src/pipeline/watch-bucket.ts';
import { createLook } from '../../src/pipeline/watch-directory.ts';
import { openStore } from '../../src/store/open-store.ts';
import type { Store } from '../../src/store/store.ts';

/** What a run has come to: told just before each commit, and just after. */
export type Step = (place: 'before' | 'after') => void;

/**
 * Takes in a folder of logs, one event a commit, into a data directory; answers with its digests.
 */
export async function ingestFolder(
  dataDirectory: string,
  logs: string,
  step: Step,
  isBucket = false,
): Promise<string[]> {
  const store = await openStore(dataDirectory);
  try {
    const features = ['EKS_AUDIT_LOGS'];
    if (!(await store.detectors.get(OWN, 'eu-west-1'))) await putDetector(store, OWN, { features });
    if (!(await store.detectors.get(OTHER, 'eu-west-1'))) await putDetector(store, OTHER);
    const pipeline = createPipeline({
      store: stepping(store, step),
      engine: exampleEngine(),
      lists: pipelineLists(),
      clock: new ManualClock(START),
      partitionOf,
      batchEventsMax: 1,
    });
    const onProblem = (path: string, error: unknown) => {
      throw new Error(`${path} could not be taken in`, { cause: error });
    };
    const log = { accountId: OWN, region: 'eu-west-1', cluster: 'prod' };
    const directory = createLook({ sources: [{ path: logs, log }], pipeline, onProblem });
    const bucket = createBucketLook({
      sources: [{ bucket: 'logs', prefix: '', log }],
      ...{ pipeline, onProblem, checkpoints: store.ingest, clock: new ManualClock(START) },
      bucket: folderBucket(logs),
    });
    await (isBucket ? bucket : directory)();
    return [await store.digest(OWN), await store.digest(OTHER)];
  } finally {
    await store.close();
  }
}

/** The files of a folder as the objects of a bucket. */
function folderBucket(folder: string): LogBucket {
  return {
    async level() {
      const names = readdirSync(folder).sort();
      const objects = names.map((key) => ({
        key,
        etag: 'e',
        bytes: statSync(join(folder, key)).size,
      }));
      return { objects, folders: [] };
    },
    read: async (_bucket, { key }) => createReadStream(join(folder, key)),
  };
}

function stepping(store: Store, step: Step): Store {
  return {
    ...store,
    async transaction(work) {
      const result = await store.transaction(async (inside) => {
        const done = await work(inside);
        step('before');
        return done;
      });
      step('after');
      return result;
    },
  };
}

/**
 * As a process of its own it stands still at the n-th step, so that it can be killed right there.
 */
if (process.argv[1] === import.meta.filename) {
  const [, , dataDirectory = '', logs = '', standAt = '', place] = process.argv;
  let steps = 0;
  const stand: Step = (at) => {
    steps += 1;
    if (steps !== Number(standAt)) return;
    writeSync(1, `standing ${at}\n`);
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
  };
  await ingestFolder(dataDirectory, logs, stand, place === 'bucket');
  writeSync(1, 'done\n');
}
