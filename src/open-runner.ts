import { dirname } from 'node:path';
import type { Logger } from 'pino';
import type { Isolation } from './functions/confinement.ts';
import { createRunner, type Runner } from './functions/create-runner.ts';
import type { MasterKeySource } from './lib/master-key.ts';

/** What the operator says of the running of functions. */
export interface FunctionSettings {
  /** Program that runs Python; `python3` unless said. */
  readonly python?: string;
  /** Program that runs JavaScript; the server's own unless said. */
  readonly node?: string;
  readonly isolation?: Isolation;
}

/** The runner of functions, which sees neither the data directory nor the master key. */
export function openRunner(
  { python = 'python3', node = process.execPath, isolation = 'namespaces' }: FunctionSettings,
  {
    url,
    dataDirectory,
    masterKey,
  }: { readonly url: string; readonly dataDirectory: string; readonly masterKey: MasterKeySource },
): Runner {
  return createRunner({
    endpoint: url,
    interpreters: { python, node },
    isolation,
    hidden: [...new Set([dataDirectory, ...keyFolders(masterKey)])],
  });
}

/** The runner of a server that starts, whose operator is told what it will refuse. */
export function openFunctions(
  settings: FunctionSettings,
  options: Parameters<typeof openRunner>[1],
  log: Logger,
): Runner {
  const runner = openRunner(settings, options);
  tellShortages(runner, settings, (text) => log.warn(text)).catch((error: unknown) =>
    log.error({ err: error }, 'what runs functions could not be looked for'),
  );
  return runner;
}

/** Which kinds of functions will be refused, and why: known when the server starts, not later. */
export async function tellShortages(
  runner: Pick<Runner, 'refusal'>,
  { isolation }: FunctionSettings,
  warn: (text: string) => void,
): Promise<void> {
  if (isolation === 'none') {
    warn('functions are not isolated: each may do all that the user of this server may');
  }
  for (const runtime of ['python3.13', 'nodejs22.x']) {
    const reason = await runner.refusal(runtime);
    if (reason !== undefined) warn(`functions of runtimes like ${runtime} are refused: ${reason}`);
  }
}

function keyFolders(source: MasterKeySource): string[] {
  if (source.kind === 'file') return [dirname(source.path)];
  return source.kind === 'own-file' ? [source.directory] : [];
}
