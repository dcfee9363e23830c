import { resolve } from 'node:path';
import { type Command, Option } from 'commander';
import { systemClock } from '../lib/clock.ts';
import type { WorldOptions } from '../lists/open-world.ts';

/** Files that say what is known of addresses, domains and machines. */
export interface KnownOptions {
  readonly feeds?: string;
  readonly inventory?: string;
}

export function addFeedsOption(command: Command): Command {
  return command.addOption(
    new Option('--feeds <file>', 'JSON file that declares threat feeds').env('VEDETTE_FEEDS'),
  );
}

export function addKnownOptions(command: Command): Command {
  return addFeedsOption(command).addOption(
    new Option('--inventory <file>', "JSON file with the accounts' machines and addresses").env(
      'VEDETTE_INVENTORY',
    ),
  );
}

/** Where the copies of feeds lie, for commands that use them without a server. */
export function addCopiesOption(command: Command): Command {
  return command.addOption(
    new Option('--data-dir <path>', 'data directory whose copies of feeds are used')
      .env('VEDETTE_DATA_DIR')
      .default('./data'),
  );
}

export function worldOptions(options: KnownOptions, dataDirectory: string): WorldOptions {
  const { feeds, inventory } = options;
  return {
    feeds: feeds && resolve(feeds),
    inventory: inventory && resolve(inventory),
    clock: systemClock,
    dataDirectory: resolve(dataDirectory),
  };
}
