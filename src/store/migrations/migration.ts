import type { Kysely } from 'kysely';
import type { Differences } from '../sql/differences.ts';

/** One step of the schema. Once released it is never edited: a change is a new step. */
export interface Migration {
  /** 1, 2, 3 …; the database keeps the last one applied. */
  readonly version: number;
  up(db: Kysely<unknown>, differences: Differences): Promise<void>;
}
