#!/usr/bin/env node
import { dropEmptyVariables } from './drop-empty-variables.ts';
import { vedetteCommand } from './vedette-command.ts';

// What a command throws is for the operator: one line and exit code 1. VEDETTE_DEBUG adds the
// stack.
try {
  dropEmptyVariables(process.env);
  await vedetteCommand().parseAsync();
} catch (error) {
  const text = error instanceof Error ? error.message : String(error);
  process.stderr.write(`error: ${text.split('\n')[0]}\n`);
  if (process.env.VEDETTE_DEBUG && error instanceof Error) process.stderr.write(`${error.stack}\n`);
  process.exitCode = 1;
}
