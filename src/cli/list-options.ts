import { type Command, InvalidArgumentError, Option } from 'commander';
import type { ListSources } from '../lists/create-lists.ts';

/** Where the files of trusted and threat lists may be read from. */
export interface ListOptions {
  readonly s3Endpoint?: URL;
  readonly s3Region: string;
  readonly s3AccessKeyId?: string;
  readonly s3SecretAccessKey?: string;
  readonly s3WithoutKms?: true;
  readonly allowListHost: string[];
}

export function addListOptions(command: Command): Command {
  return command
    .addOption(
      new Option('--s3-endpoint <url>', 'S3-compatible service that buckets are looked for in')
        .env('VEDETTE_S3_ENDPOINT')
        .argParser(parseEndpoint),
    )
    .addOption(
      new Option('--s3-region <region>', 'Region that requests to it are signed for')
        .env('VEDETTE_S3_REGION')
        .default('us-east-1'),
    )
    .addOption(
      new Option('--s3-access-key-id <id>', 'access key for it').env('VEDETTE_S3_ACCESS_KEY_ID'),
    )
    .addOption(
      new Option('--s3-secret-access-key <secret>', 'secret of that key').env(
        'VEDETTE_S3_SECRET_ACCESS_KEY',
      ),
    )
    .addOption(
      new Option(
        '--s3-without-kms',
        'it does not know KMS keys and encrypts by itself: exports do not ask it for encryption',
      ).env('VEDETTE_S3_WITHOUT_KMS'),
    )
    .addOption(
      new Option(
        '--allow-list-host <host>',
        'host (name or name:port) that lists may be read from over http and https; repeatable',
      )
        .argParser((host: string, before: string[] = []) => [...before, parseHost(host)])
        .default([], 'none'),
    );
}

/** Throws an Error for the operator where an endpoint has no key, or a key no endpoint. */
export function listSourcesOf(options: ListOptions): ListSources {
  const { s3Endpoint: url, s3AccessKeyId: accessKeyId, s3SecretAccessKey } = options;
  const allowedHosts = options.allowListHost;
  if (url === undefined && accessKeyId === undefined && s3SecretAccessKey === undefined) {
    return { allowedHosts };
  }
  if (url === undefined || accessKeyId === undefined || s3SecretAccessKey === undefined) {
    throw new Error(
      'The S3 service needs --s3-endpoint, --s3-access-key-id and ' +
        '--s3-secret-access-key: give all of them or none.',
    );
  }
  const credentials = { accessKeyId, secretAccessKey: s3SecretAccessKey };
  const withoutKms = options.s3WithoutKms === true;
  return { s3: { url, region: options.s3Region, credentials, withoutKms }, allowedHosts };
}

function parseEndpoint(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const isPlain = url !== undefined && url.username === '' && url.search === '' && url.hash === '';
  if (isPlain && /^https?:$/.test(url.protocol)) return url;
  throw new InvalidArgumentError('It must be an http or https address without user or query.');
}

/** As it stands in an address: lower case, without the port that goes without saying. */
function parseHost(text: string): string {
  const host = URL.canParse(`https://${text}`) ? new URL(`https://${text}`).host : '';
  if (host === text.toLowerCase() && !host.includes('*')) return host;
  throw new InvalidArgumentError(
    'It must be a host name, with a port or without, and without a wildcard.',
  );
}
