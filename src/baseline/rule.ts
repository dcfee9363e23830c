import type { Subject, SubjectKind } from './subject.ts';

export type Level = 'error' | 'warning' | 'note';

/** What the operator says of the place that the files are for. */
export interface Surroundings {
  /** Regions that the files are for; none where nothing was said. */
  readonly regions: readonly string[];
  readonly scpCharactersMax: number;
  readonly scpsPerTargetMax: number;
}

/** Something found, before it is known where its path leads in the file. */
export interface Remark {
  readonly path: readonly (string | number)[];
  readonly message: string;
}

export interface Rule {
  /** `B01` */
  readonly id: string;
  readonly title: string;
  readonly level: Level;
  readonly reads: readonly SubjectKind[];
  /** What goes wrong on account of it, and was seen to. */
  readonly fault: string;
  readonly remedy: string;
  check(subject: Subject, around: Surroundings): readonly Remark[];
}
