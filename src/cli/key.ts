import { resolve } from 'node:path';
import { Command, Option } from 'commander';
import { managementAccountId } from '../authorise/management-account.ts';
import { resealSecrets, rotateRootKey } from '../authorise/rotate-keys.ts';
import { systemClock } from '../lib/clock.ts';
import {
  finishOwnRotation,
  type MasterKeySource,
  ownKeyPath,
  prepareOwnRotation,
  readSource,
} from '../lib/master-key.ts';
import type { Seal } from '../lib/seal.ts';
import {
  type DataDirectory,
  isDataDirectory,
  openDataDirectory,
  putFingerprint,
} from '../store/data-directory.ts';
import {
  addDataOptions,
  type DataOptions,
  MASTER_KEY_HELP,
  masterKeySource,
} from './server-options.ts';

interface RotateOptions extends DataOptions {
  readonly root?: true;
  readonly master?: true;
  readonly accountId?: string;
  readonly newMasterKeyFile?: string;
  readonly format: 'text' | 'json';
}

const HELP = `
The server must be stopped. A rotation that is cut off at any moment leaves either the old key or
the new one valid, and the data directory usable with it.

--root gives the account a new root key, printed once, and ends the old key and every session that
it could have begun. --master seals all secrets with a new key: the file that Vedette made itself is
replaced; any other source stays as it is, and --new-master-key-file or VEDETTE_NEW_MASTER_KEY names
the new key, which the server must then be started with.
${MASTER_KEY_HELP}

Example:
  vedette key rotate --root --data-dir ./data --format json`;

/** `vedette key rotate`. */
export function keyCommand(): Command {
  const rotate = new Command('rotate')
    .description('replace the root key of an account, or the master key that seals all secrets')
    .addOption(new Option('--root', 'the root key').conflicts('master'))
    .addOption(new Option('--master', 'the master key').conflicts('root'))
    .option('--account-id <id>', 'with --root: whose key (default: the management account)')
    .option('--new-master-key-file <path>', 'with --master: file that holds the new key')
    .addOption(
      new Option('--format <format>', 'how to print it').choices(['text', 'json']).default('text'),
    );
  addDataOptions(rotate).addHelpText('after', HELP).action(rotateKey);
  return new Command('key').description('keys of a stopped server').addCommand(rotate);
}

async function rotateKey(options: RotateOptions): Promise<void> {
  if (options.root !== true && options.master !== true) {
    throw new Error('Say which key: --root or --master.');
  }
  const path = resolve(options.dataDir);
  if (!isDataDirectory(path)) throw new Error(`${path} is no data directory of Vedette.`);
  const source = masterKeySource(options);
  const data = await openDataDirectory(path, source, async (store) => {
    const accountId = await managementAccountId(store);
    if (accountId === undefined) throw new Error(`${path} was never started with.`);
    return accountId;
  });
  try {
    const said = options.root
      ? await rotateRoot(data, options)
      : await rotateMaster(data, source, options);
    console.log(said);
  } finally {
    await data.store.close();
  }
}

async function rotateRoot(data: DataDirectory<string>, options: RotateOptions): Promise<string> {
  const { store, seal, settled } = data;
  const accountId = options.accountId ?? settled;
  if ((await store.credentials.rootKeys(accountId)).length === 0) {
    throw new Error(`No account ${accountId} has a root key.`);
  }
  const key = await rotateRootKey(store, seal, systemClock, accountId);
  if (options.format === 'json') {
    return JSON.stringify({
      AccountId: accountId,
      AccessKeyId: key.accessKeyId,
      SecretAccessKey: key.secretAccessKey,
    });
  }
  return `The root key of account ${accountId} is new and shown this once; the old one has ended:
  export AWS_ACCESS_KEY_ID=${key.accessKeyId}
  export AWS_SECRET_ACCESS_KEY=${key.secretAccessKey}`;
}

async function rotateMaster(
  data: DataDirectory<string>,
  source: MasterKeySource,
  options: RotateOptions,
): Promise<string> {
  const next = newMasterKey(data, source, options);
  const secrets = await resealSecrets(data.store, data.seal, next.seal, (tx) =>
    putFingerprint(tx, next.seal),
  );
  if (next.ownPath !== undefined) finishOwnRotation(next.ownPath);
  const { fingerprint } = next.seal;
  if (options.format === 'json') {
    return JSON.stringify({ Fingerprint: fingerprint, Secrets: secrets, KeyFile: next.ownPath });
  }
  return next.ownPath === undefined
    ? `${secrets} secrets are sealed with key ${fingerprint}: start the server with it from now on.`
    : `${secrets} secrets are sealed with the new key in ${next.ownPath}.`;
}

/** Only the file that Vedette made itself is its own to replace; `ownPath` is that file then. */
function newMasterKey(
  data: DataDirectory<string>,
  source: MasterKeySource,
  options: RotateOptions,
): { seal: Seal; ownPath?: string } {
  const text = process.env.VEDETTE_NEW_MASTER_KEY;
  const path = options.newMasterKeyFile;
  if (path !== undefined) return { seal: readSource({ kind: 'file', path }) };
  if (text) return { seal: readSource({ kind: 'text', text, variable: 'VEDETTE_NEW_MASTER_KEY' }) };
  if (source.kind !== 'own-file') {
    throw new Error('Name the new key: --new-master-key-file or VEDETTE_NEW_MASTER_KEY.');
  }
  const ownPath = ownKeyPath(source.directory, data.id);
  return { seal: prepareOwnRotation(ownPath), ownPath };
}
