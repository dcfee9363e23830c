import { type Command, InvalidArgumentError, Option } from 'commander';
import { partitionOf } from '../domain/regions.ts';
import type { MasterKeySource } from '../lib/master-key.ts';
import { ownKeyDirectory } from '../lib/master-key.ts';
import { MASTER_KEY_COMMAND_SECONDS } from '../limits.ts';

/** What `serve` and `key` are told about the data directory and the key that its secrets need. */
export interface DataOptions {
  readonly dataDir: string;
  readonly masterKeyFile?: string;
  readonly masterKeyCommand?: string;
}

export function addDataDirectory(command: Command): Command {
  return command.addOption(
    new Option('--data-dir <path>', 'where all state is kept')
      .env('VEDETTE_DATA_DIR')
      .argParser(parsePath)
      .default('./data'),
  );
}

export function addDataOptions(command: Command): Command {
  return addDataDirectory(command)
    .addOption(
      new Option(
        '--master-key-file <path>',
        'file with the key that seals secrets: 32 bytes, base64 or hex',
      ).env('VEDETTE_MASTER_KEY_FILE'),
    )
    .addOption(
      new Option(
        '--master-key-command <command>',
        'program that prints that key; its words are split at spaces and run without a shell',
      ).env('VEDETTE_MASTER_KEY_COMMAND'),
    );
}

export const MASTER_KEY_HELP = `
Master key: --master-key-file, --master-key-command or VEDETTE_MASTER_KEY (the key itself), one of
them. Without any, a file of mode 0600 is made in $XDG_CONFIG_HOME/vedette (~/.config/vedette).`;

/** One source or none: two would leave open which key is meant. */
export function masterKeySource(
  options: DataOptions,
  environment: NodeJS.ProcessEnv = process.env,
): MasterKeySource {
  const text = environment.VEDETTE_MASTER_KEY;
  const sources: MasterKeySource[] = [];
  if (options.masterKeyFile !== undefined) {
    sources.push({ kind: 'file', path: options.masterKeyFile });
  }
  if (options.masterKeyCommand !== undefined) {
    const command = options.masterKeyCommand;
    sources.push({ kind: 'command', command, seconds: MASTER_KEY_COMMAND_SECONDS });
  }
  if (text !== undefined && text !== '') {
    sources.push({ kind: 'text', text, variable: 'VEDETTE_MASTER_KEY' });
  }
  const [first, second] = sources;
  if (second !== undefined) {
    throw new Error(
      'More than one master key was given: use one of --master-key-file, --master-key-command ' +
        'and VEDETTE_MASTER_KEY.',
    );
  }
  return first ?? { kind: 'own-file', directory: ownKeyDirectory(environment) };
}

/** An empty path would be the folder that the command happens to run in. */
function parsePath(text: string): string {
  if (text === '') throw new InvalidArgumentError('It must be a path.');
  return text;
}

export function parseCount(least: number, most: number): (text: string) => number {
  return (text) => {
    const value = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
    if (value >= least && value <= most) return value;
    throw new InvalidArgumentError(`It must be a whole number from ${least} to ${most}.`);
  };
}

export function parseRegion(text: string): string {
  if (partitionOf(text) !== undefined) return text;
  throw new InvalidArgumentError('It must be a Region, such as us-east-1.');
}
