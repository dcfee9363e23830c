import { Command } from 'commander';
import { callVedette, refusalOf } from './call-vedette.ts';
import { addClientOptions, type ClientOptions, callerOf } from './client-options.ts';
import { printRows, type Row } from './print-rows.ts';

/** `vedette sources`: what logs came in for an account, and which sources have fallen silent. */
export function sourcesCommand(): Command {
  const command = new Command('sources')
    .description("sources of the caller's logs: what has come, when, and which are silent")
    .action(listSources);
  return addClientOptions(command);
}

async function listSources(options: ClientOptions): Promise<void> {
  const answer = await callVedette(callerOf(options), { method: 'GET', path: '/sources' });
  if (answer.status !== 200) throw new Error(refusalOf(answer));
  const columns = ['source', 'records', 'duplicates', 'refused', 'unreadable'];
  printRows(answer.body.sources as Row[], [...columns, 'firstAt', 'lastAt', 'silentSince']);
}
