import type { Finding } from '@aws-sdk/client-guardduty';
import { SingleBar } from 'cli-progress';
import Table from 'cli-table3';

const indent = '   ';
const strong = (text: string): string =>
  process.stdout.isTTY ? `\u001b[1m${text}\u001b[22m` : text;

export interface Progress {
  readonly advance: (records: number) => void;
  readonly end: () => void;
}

/** What the demo says, in numbered steps, one thought a line. */
export class Screen {
  private step = 0;

  title(text: string): void {
    console.log(`\n${strong(text)}`);
  }

  begin(text: string): void {
    this.step += 1;
    console.log(`\n${strong(`${this.step}  ${text}`)}`);
  }

  say(text: string): void {
    for (const line of text.split('\n')) console.log(`${indent}${line}`);
  }

  /** A call that an account made, and what came of it. */
  call(who: string, what: string, outcome: string): void {
    this.say(`${who.padEnd(9)} ${what.padEnd(46)} ${outcome}`);
  }

  /** A bar that moves on a terminal, and a line now and then elsewhere. */
  progress(total: number): Progress {
    if (!process.stdout.isTTY) return this.progressLines(total);
    const format = `${indent}{bar} {percentage} % | {value} of {total} records`;
    const bar = new SingleBar({ format, barsize: 30, stream: process.stdout, gracefulExit: false });
    bar.start(total, 0);
    return {
      advance: (records) => bar.increment(records),
      end: () => bar.stop(),
    };
  }

  private progressLines(total: number): Progress {
    let done = 0;
    let said = 0;
    return {
      advance: (records) => {
        done += records;
        const quarter = Math.floor((4 * done) / total);
        if (quarter > said && quarter < 4) this.say(`${quarter * 25} %`);
        said = quarter;
      },
      end: () => undefined,
    };
  }

  findings(findings: readonly Finding[], nameOf: (accountId: string) => string): void {
    const table = new Table({
      head: ['severity', 'account', 'finding', 'what happened', 'times'],
      colWidths: [10, 15, 44, 36, 7],
      wordWrap: true,
      style: { head: [], border: [] },
    });
    for (const one of findings) {
      table.push([
        String(one.Severity ?? ''),
        `${nameOf(one.AccountId ?? '')}\n${one.AccountId ?? ''}`,
        one.Type ?? '',
        one.Title ?? '',
        String(one.Service?.Count ?? ''),
      ]);
    }
    this.say(table.toString());
  }
}
