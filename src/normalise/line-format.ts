import type { Outcome } from './log-reader.ts';
import type { LogSource } from './log-source.ts';

/** One format of logs that are lines of text. It may remember what earlier lines said. */
export interface LineFormat {
  /** Its records have further lines, or lines of other forms between them. */
  readonly takesOthers?: boolean;
  /** What the line is; undefined where it is no line of this format. */
  read(line: string, source: LogSource): Outcome | readonly Outcome[] | undefined;
}
