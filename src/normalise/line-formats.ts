import { FlowFormat } from './flow/flow-format.ts';
import { outcomesOf } from './json/json-record.ts';
import { parsedObject } from './json/parsed-object.ts';
import type { LineFormat } from './line-format.ts';
import { type KnownInterfaces, type Outcome, skipped } from './log-reader.ts';
import type { LogSource } from './log-source.ts';
import { mysqlAuditFormat, mysqlErrorFormat } from './logins/mysql-format.ts';
import { postgresFormat } from './logins/postgres-format.ts';
import { s3AccessFormat } from './s3-access-format.ts';

const jsonFormat: LineFormat = {
  read(line, source) {
    if (!line.startsWith('{')) return undefined;
    const record = parsedObject(line);
    return record && outcomesOf(record, source);
  },
};

/** As CloudWatch Logs exports them: `2026-03-02T09:14:27.000Z`, a space, the line itself. */
const EXPORTED = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z (?=\S)/;

/** What a line of text is, whichever format it has: first tried is that of the line before. */
export class LineFormats {
  private readonly formats: LineFormat[];
  private readonly flowFormat: FlowFormat;
  private last: LineFormat | undefined;
  /** What exported lines are, behind their stamps. */
  private inside: LineFormats | undefined;

  constructor(
    private readonly interfaces: KnownInterfaces | undefined,
    private readonly isInside = false,
  ) {
    this.flowFormat = new FlowFormat(interfaces);
    this.formats = [
      this.flowFormat,
      jsonFormat,
      postgresFormat,
      mysqlErrorFormat,
      mysqlAuditFormat,
      s3AccessFormat,
      { read: (line, source) => this.readExported(line, source) },
    ];
  }

  /** Set where the line before was of a flow log: then the next can be read as bytes. */
  get flow(): FlowFormat | undefined {
    return this.last === this.flowFormat && this.flowFormat.isReady ? this.flowFormat : undefined;
  }

  read(line: string, source: LogSource): readonly Outcome[] | undefined {
    const again = this.last?.read(line, source);
    if (again !== undefined) return listed(again);
    for (const format of this.formats) {
      const found = format === this.last ? undefined : format.read(line, source);
      if (found === undefined) continue;
      this.last = format;
      return listed(found);
    }
    return this.last?.takesOthers ? [skipped('other-line')] : undefined;
  }

  private readExported(line: string, source: LogSource): readonly Outcome[] | undefined {
    const stamp = EXPORTED.exec(line)?.[0];
    if (stamp === undefined || this.isInside) return undefined;
    this.inside ??= new LineFormats(this.interfaces, true);
    return this.inside.read(line.slice(stamp.length), source);
  }
}

function listed(found: Outcome | readonly Outcome[]): readonly Outcome[] {
  return 'kind' in found ? [found] : found;
}
