import type { TestedElsewhere } from './coverage-of-files.ts';

/** Files without a test beside them, each with the test that tries it and the reason. */
export const testedElsewhere: readonly TestedElsewhere[] = [
  {
    path: 'src/detect/define.ts',
    by: 'test/detections.test.ts',
    why: 'it gives a detection its type and hands it back; every detection goes through it',
  },
  {
    path: 'src/operations/define.ts',
    by: 'src/operations/guardduty/index.test.ts',
    why: 'it gives an operation its type; the table of all operations is made with it',
  },
  {
    path: 'src/findings/sample-',
    by: 'src/findings/samples.test.ts',
    why: 'the parts of a sample are looked at in the whole sample, for every finding type',
  },
  {
    path: 'src/pipeline/commit-batch.ts',
    by: 'src/pipeline/create-pipeline.test.ts',
    why: 'a batch is committed by the pipeline, and what counts is what the store holds after it',
  },
  {
    path: 'src/store/sql/',
    by: 'src/store/sqlite.test.ts',
    why: 'the conformance suite is what a store must do, in whatever files it does it',
  },
  {
    path: 'src/store/migrations/',
    by: 'src/store/migrate.test.ts',
    why: 'a migration is tried by running all of them',
  },
];
