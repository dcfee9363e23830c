import { Command } from 'commander';
import packageJson from '../../package.json' with { type: 'json' };
import { accountCommand } from './account.ts';
import { auditCommand } from './audit.ts';
import { backupCommand, restoreCommand } from './backup.ts';
import { baselineCommand } from './baseline.ts';
import { coverageCommand } from './coverage.ts';
import { credentialsCommand } from './credentials.ts';
import { fleetCommand } from './fleet.ts';
import { ingestCommand } from './ingest.ts';
import { keyCommand } from './key.ts';
import { listsCommand } from './lists.ts';
import { scanCommand } from './scan.ts';
import { serveCommand } from './serve.ts';
import { sinksCommand } from './sinks.ts';
import { sourcesCommand } from './sources.ts';

/** The whole command line. */
export function vedetteCommand(): Command {
  const program = new Command('vedette')
    .description('Threat detection for many accounts that you run yourself.')
    .version(packageJson.version)
    // What follows `credentials serve` is meant for that command, not for `credentials`.
    .enablePositionalOptions()
    .addCommand(serveCommand())
    .addCommand(scanCommand())
    .addCommand(ingestCommand())
    .addCommand(accountCommand())
    .addCommand(listsCommand())
    .addCommand(sourcesCommand())
    .addCommand(sinksCommand())
    .addCommand(keyCommand())
    .addCommand(backupCommand())
    .addCommand(restoreCommand())
    .addCommand(credentialsCommand())
    .addCommand(auditCommand())
    .addCommand(baselineCommand())
    .addCommand(fleetCommand())
    .addCommand(coverageCommand())
    .addHelpText('after', '\nExample:\n  vedette serve --data-dir ./data');
  plainErrors(program);
  return program;
}

/** A refusal of the command line is one line, without a guess in a second one. */
function plainErrors(command: Command): void {
  command.showSuggestionAfterError(false);
  for (const child of command.commands) plainErrors(child);
}
