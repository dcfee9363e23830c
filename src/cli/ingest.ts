import { Command } from 'commander';
import { openLogFiles } from '../ingest/open-log-files.ts';
import { systemClock } from '../lib/clock.ts';
import { INGEST_BODY_BYTES } from '../limits.ts';
import { addClientOptions, type ClientOptions, callerOf } from './client-options.ts';
import { addLogNameOptions, type LogOptions, pushedLogOf } from './log-options.ts';
import { type IngestTotals, sendRecords } from './send-records.ts';

const PROGRESS_MILLIS = 1000;

const HELP = `
Takes logs of every format that Vedette reads (docs/guide/logs.md), told apart by content, plain or
gzip; a directory is read with everything below it. The key in AWS_ACCESS_KEY_ID,
AWS_SECRET_ACCESS_KEY and, for a session, AWS_SESSION_TOKEN must belong to the account that the
records are of: others' are refused.
What was taken before is known and changes nothing, so a run can be repeated. Logs that name no
account are taken as the sender's, those that name no Region as of the Region of the call.

Exit code: 0 if every record was taken, 1 if any was refused or unreadable or could not be sent.

Example:
  vedette ingest ./AWSLogs/111122223333 --endpoint http://127.0.0.1:4980`;

/** `vedette ingest`: sends log files to a running server; progress on stderr, the sum on stdout. */
export function ingestCommand(): Command {
  const command = new Command('ingest')
    .description('send log files to a running server')
    .argument('<path...>', 'files and directories');
  return addLogNameOptions(addClientOptions(command)).addHelpText('after', HELP).action(ingest);
}

async function ingest(paths: string[], options: ClientOptions & LogOptions): Promise<void> {
  const caller = callerOf(options);
  const totals = await sendRecords(caller, openLogFiles(paths), {
    bodyBytes: INGEST_BODY_BYTES,
    log: pushedLogOf(options),
    note: (line) => process.stderr.write(`${line}\n`),
    progress: progressLine(),
  });
  console.log(summaryOf(totals));
  if (!isWhole(totals)) process.exitCode = 1;
}

/** Says how far it is, not more often than somebody reads. */
function progressLine(): (path: string, totals: IngestTotals) => void {
  let next = systemClock.now();
  return (path, totals) => {
    const now = systemClock.now();
    if (now < next) return;
    next = now + PROGRESS_MILLIS;
    const files = totals.files + totals.unreadableFiles;
    process.stderr.write(`${files} files read, ${totals.accepted} records accepted: ${path}\n`);
  };
}

function isWhole(totals: IngestTotals): boolean {
  return totals.unreadableFiles === 0 && totals.unreadable === 0 && totals.refused.size === 0;
}

/** What to do about it, by reason; what is unreadable was named when it was met. */
const ADVICE: Readonly<Record<string, string>> = {
  NOT_MONITORED:
    'of Regions in which the account has no enabled detector, or not the feature that looks at ' +
    'such logs: aws guardduty create-detector --enable',
  OTHER_ACCOUNT: 'of other accounts than that of the key',
};

function summaryOf(totals: IngestTotals): string {
  const refused = [...totals.refused].map(([reason, count]) => `${count} ${reason}`).join(', ');
  return [
    `Files: ${totals.files} read, ${totals.unreadableFiles} unreadable`,
    `Accepted: ${totals.accepted} (${totals.duplicates} of them taken before)`,
    `Refused: ${refused === '' ? 'none' : refused}`,
    ...[...totals.refused.keys()].flatMap((reason) => {
      const advice = ADVICE[reason];
      return advice === undefined ? [] : [`  ${reason}: ${advice}`];
    }),
    `Unreadable records: ${totals.unreadable}`,
    `Findings created or updated: ${totals.findings}`,
  ].join('\n');
}
