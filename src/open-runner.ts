import { dirname } from 'node:path';
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

function keyFolders(source: MasterKeySource): string[] {
  if (source.kind === 'file') return [dirname(source.path)];
  return source.kind === 'own-file' ? [source.directory] : [];
}
