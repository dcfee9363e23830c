import type { TestedElsewhere } from './coverage-of-files.ts';

/** Of `src/normalise`: small steps, which say little by themselves. */
export const stepsOfReading: readonly TestedElsewhere[] = [
  {
    path: 'src/normalise/assembly/',
    by: 'src/normalise/record-head.test.ts',
    why: 'it runs compiled, and is tried by whoever calls it',
  },
  {
    path: 'src/normalise/json/',
    by: 'src/normalise/json/json-record.test.ts',
    why: 'a step of reading a log, tried with whole logs in every form',
  },
  {
    path: 'src/normalise/flow/',
    by: 'src/normalise/flow/flow-format.test.ts',
    why: 'a step of reading a log, tried with whole logs in every form',
  },
  {
    path: 'src/normalise/logins/',
    by: 'src/normalise/logins/logins.test.ts',
    why: 'a step of reading a log, tried with whole logs in every form',
  },
  {
    path: 'src/normalise/parquet/',
    by: 'src/normalise/parquet/parquet.test.ts',
    why: 'a step of reading a log, tried with whole files in every compression',
  },
  {
    path: 'src/normalise/wide-',
    by: 'src/normalise/hostile.test.ts',
    why: 'a step of reading a log, tried with whole logs in both orders of bytes',
  },
  {
    path: 'src/normalise/text-reading',
    by: 'src/normalise/read-log.test.ts',
    why: 'a step of reading a log, tried with whole logs in every form',
  },
  {
    path: 'src/normalise/log-',
    by: 'src/normalise/json-reading.test.ts',
    why: 'a step of reading a log, tried with whole logs in every form',
  },
  {
    path: 'src/normalise/line-',
    by: 'src/normalise/read-log.test.ts',
    why: 'a step of reading a log, tried with whole logs in every form',
  },
];
