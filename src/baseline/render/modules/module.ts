import type { Layout } from '../layout.ts';
import type { Statement } from '../statement.ts';

/**
 * A service that a baseline cares for. `render` writes the files of every module that is asked
 * for, and one guard for all of them: a target takes few policies, and those who are spared are
 * the same. What is named in `modules.ts` can be asked for by `--module`.
 */
export interface BaselineModule {
  /** By their names, which no two modules share. */
  files(layout: Layout): Readonly<Record<string, string>>;
  /** What the guard denies; `spared` is the condition that lets the exempt roles through. */
  guard(layout: Layout, spared: Statement): readonly Statement[];
}

export const json = (value: object) => `${JSON.stringify(value, undefined, 2)}\n`;
