#!/usr/bin/env node
import { Command } from 'commander';
import packageJson from '../../package.json' with { type: 'json' };
import { accountCommand } from './account.ts';
import { coverageCommand } from './coverage.ts';
import { ingestCommand } from './ingest.ts';
import { keyCommand } from './key.ts';
import { scanCommand } from './scan.ts';
import { serveCommand } from './serve.ts';

/** The whole command line. What a command throws is for the operator: one line, exit code 1. */
export function vedetteCommand(): Command {
  const program = new Command('vedette')
    .description('Threat detection for many accounts that you run yourself.')
    .version(packageJson.version)
    .addCommand(serveCommand())
    .addCommand(scanCommand())
    .addCommand(ingestCommand())
    .addCommand(accountCommand())
    .addCommand(keyCommand())
    .addCommand(coverageCommand())
    .addHelpText('after', '\nExample:\n  vedette serve --data-dir ./data');
  plainErrors(program);
  return program;
}

/** A refusal of the command line is one line too, without a guess in a second one. */
function plainErrors(command: Command): void {
  command.showSuggestionAfterError(false);
  for (const child of command.commands) plainErrors(child);
}

try {
  await vedetteCommand().parseAsync();
} catch (error) {
  const text = error instanceof Error ? error.message : String(error);
  process.stderr.write(`error: ${text.split('\n')[0]}\n`);
  if (process.env.VEDETTE_DEBUG && error instanceof Error) process.stderr.write(`${error.stack}\n`);
  process.exitCode = 1;
}
