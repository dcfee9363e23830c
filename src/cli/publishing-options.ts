import { readFileSync, statSync } from 'node:fs';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { isAccountEmail } from '../domain/email.ts';
import { SINKS_FILE_BYTES_MAX, SOURCE_SILENT_HOURS } from '../limits.ts';
import type { PublishingSettings } from '../publish/create-publishing.ts';
import type { SmtpServer } from '../publish/mailer.ts';
import { parseSinks } from '../publish/sinks/parse-sinks.ts';
import type { SinkSettings } from '../publish/sinks/sink-settings.ts';
import { parseCount } from './server-options.ts';

/** How what leaves by itself leaves. */
export interface PublishingOptions {
  readonly smtpUrl?: string;
  readonly mailFrom?: string;
  readonly publicUrl?: string;
  readonly sinks?: string;
  readonly sourceSilentHours: number;
}

export function addPublishingOptions(command: Command): Command {
  return command
    .addOption(
      new Option(
        '--smtp-url <url>',
        'mail server, smtp://user:password@host:port or smtps://… (default: mail becomes files ' +
          'in the folder outbox of the data directory)',
      ).env('VEDETTE_SMTP_URL'),
    )
    .addOption(
      new Option('--mail-from <address>', 'sender of mail (default: vedette@localhost)')
        .env('VEDETTE_MAIL_FROM')
        .argParser(parseAddress),
    )
    .addOption(
      new Option('--public-url <url>', 'where users reach the server, for mail (default: its own)')
        .env('VEDETTE_PUBLIC_URL')
        .argParser(parsePublicUrl),
    )
    .addOption(
      new Option('--sinks <file>', 'JSON file that says where events go (guide: events)').env(
        'VEDETTE_SINKS',
      ),
    )
    .addOption(
      new Option(
        '--source-silent-hours <hours>',
        'without a record, after which a source is silent',
      )
        .env('VEDETTE_SOURCE_SILENT_HOURS')
        .argParser(parseCount(1, 8760))
        .default(SOURCE_SILENT_HOURS),
    );
}

/** Throws an Error for the operator. */
export function publishingOf(options: PublishingOptions): PublishingSettings {
  const { smtpUrl, mailFrom, publicUrl, sinks, sourceSilentHours } = options;
  return {
    sourceSilentHours,
    ...(smtpUrl !== undefined && { smtp: parseSmtpUrl(smtpUrl) }),
    ...(mailFrom !== undefined && { mailFrom }),
    ...(publicUrl !== undefined && { publicUrl }),
    ...(sinks !== undefined && { sinks: readSinks(sinks) }),
  };
}

function readSinks(path: string): SinkSettings[] {
  const env = (name: string): string => {
    const value = process.env[name];
    if (value === undefined || value === '') throw new Error(`The variable ${name} is not set.`);
    return value;
  };
  return parseSinks(readSetting(path), { file: readSetting, env });
}

function readSetting(path: string): string {
  try {
    if (statSync(path).size <= SINKS_FILE_BYTES_MAX) return readFileSync(path, 'utf8');
  } catch (error) {
    throw new Error(`${path} cannot be read (${(error as NodeJS.ErrnoException).code}).`);
  }
  throw new Error(`${path} has more than ${SINKS_FILE_BYTES_MAX} bytes.`);
}

/** Not by the command line's own parser, whose refusal repeats the text with its password. */
function parseSmtpUrl(text: string): SmtpServer {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !/^smtps?:$/.test(url.protocol) || url.hostname === '') {
    throw new Error('--smtp-url must be smtp://HOST:PORT or smtps://HOST:PORT.');
  }
  const implicitTls = url.protocol === 'smtps:';
  return {
    host: url.hostname,
    port: Number(url.port) || (implicitTls ? 465 : 587),
    implicitTls,
    ...(url.username !== '' && {
      user: decodeURIComponent(url.username),
      password: decodeURIComponent(url.password),
    }),
  };
}

function parseAddress(text: string): string {
  if (isAccountEmail(text)) return text;
  throw new InvalidArgumentError('It must be an address like vedette@example.com.');
}

function parsePublicUrl(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol)) {
    throw new InvalidArgumentError('It must be http://HOST:PORT or https://HOST:PORT.');
  }
  return url.href.replace(/\/$/, '');
}
