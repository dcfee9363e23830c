import { readFileSync, statSync } from 'node:fs';
import { type Command, InvalidArgumentError, Option } from 'commander';
import {
  type OpenIdSettings,
  parseOpenIdSettings,
} from '../api/console/open-id/open-id-settings.ts';
import { OPEN_ID_FILE_BYTES_MAX } from '../limits.ts';

/** Sign-in at the console by an identity provider. */
export interface OpenIdOptions {
  readonly openId?: string;
  readonly publicUrl?: string;
}

export function addOpenIdOptions(command: Command): Command {
  return command.addOption(
    new Option(
      '--open-id <file>',
      'JSON file about the identity provider that signs people in at the console (guide: console)',
    ).env('VEDETTE_OPEN_ID'),
  );
}

/** Throws an Error for the operator. */
export function openIdOf({ openId, publicUrl }: OpenIdOptions): OpenIdSettings | undefined {
  if (openId === undefined) return undefined;
  if (publicUrl === undefined) {
    throw new InvalidArgumentError(
      '--open-id needs --public-url: the provider sends browsers back',
    );
  }
  try {
    if (statSync(openId).size > OPEN_ID_FILE_BYTES_MAX) throw new Error('it is too large');
    return parseOpenIdSettings(readFileSync(openId, 'utf8'), publicUrl);
  } catch (error) {
    const words = error instanceof Error ? error.message : String(error);
    throw new InvalidArgumentError(`--open-id ${openId}: ${words}`);
  }
}
