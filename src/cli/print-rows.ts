import Table from 'cli-table3';
import { isoMillis } from '../lib/clock.ts';

/** One member of what our own service answers, as JSON has it. */
export type Row = Readonly<Record<string, unknown>>;

/** A table on standard output. Times travel as seconds, and are called `…At` or `…Since`. */
export function printRows(rows: readonly Row[], columns: readonly string[]): void {
  const table = new Table({ head: [...columns], style: { head: [], border: [] } });
  for (const row of rows) {
    table.push(columns.map((column) => cell(column, row[column])));
  }
  console.log(table.toString());
}

function cell(column: string, value: unknown): string {
  if (value === undefined || value === null) return '';
  if (/(At|Since)$/.test(column)) return isoMillis(Number(value) * 1000);
  return String(value);
}
