import { Command } from 'commander';
import { describe, expect, it } from 'vitest';
import { addListOptions, type ListOptions, listSourcesOf } from './list-options.ts';

const KEY = ['--s3-access-key-id', 'id', '--s3-secret-access-key', 'secret'];

/** What a command line gives. */
function sources(...args: string[]) {
  const command = addListOptions(new Command().exitOverride().configureOutput({ writeErr() {} }));
  return listSourcesOf(command.parse(args, { from: 'user' }).opts<ListOptions>());
}

describe('where lists are read from', () => {
  it('is nowhere unless said', () => {
    expect(sources()).toEqual({ allowedHosts: [] });
  });

  it('is an S3 endpoint with its key', () => {
    expect(sources('--s3-endpoint', 'http://127.0.0.1:9000', ...KEY)).toEqual({
      s3: {
        url: new URL('http://127.0.0.1:9000'),
        region: 'us-east-1',
        credentials: { accessKeyId: 'id', secretAccessKey: 'secret' },
        withoutKms: false,
      },
      allowedHosts: [],
    });
    const elsewhere = sources('--s3-endpoint', 'https://s3.example', '--s3-region', 'eu', ...KEY);
    expect(elsewhere.s3?.region).toBe('eu');
  });

  it.each([[['--s3-endpoint', 'http://127.0.0.1:9000']], [KEY], [KEY.slice(2)]])(
    'needs all of %j and more',
    (args) => {
      expect(() => sources(...args)).toThrow('give all of them or none');
    },
  );

  it.each(['minio', 'ftp://minio', 'http://user@minio', 'http://minio/?a=b'])(
    'is no endpoint: %s',
    (url) => {
      expect(() => sources('--s3-endpoint', url, ...KEY)).toThrow('http or https address');
    },
  );

  it('is every host that is named', () => {
    const args = ['--allow-list-host', 'Lists.example', '--allow-list-host', '127.0.0.1:8080'];
    expect(sources(...args).allowedHosts).toEqual(['lists.example', '127.0.0.1:8080']);
  });

  it.each(['https://lists.example', 'lists.example/path', 'lists.example:443', 'a b', '*'])(
    'is no host: %s',
    (host) => {
      expect(() => sources('--allow-list-host', host)).toThrow('must be a host name');
    },
  );
});
