import { Command } from 'commander';
import { describe, expect, it } from 'vitest';
import {
  addPublishingOptions,
  type PublishingOptions,
  publishingOf,
} from './publishing-options.ts';

function settings(...args: string[]) {
  const command = new Command().exitOverride().configureOutput({ writeErr() {} });
  const parsed = addPublishingOptions(command).parse(args, { from: 'user' });
  return publishingOf(parsed.opts<PublishingOptions>());
}

describe('how mail leaves', () => {
  it('is by files unless a server is named', () => {
    expect(settings()).toEqual({ sourceSilentHours: 24 });
  });

  it('is by a server, with a key and TLS or without', () => {
    const given = settings(
      ...['--smtp-url', 'smtps://user%40example.com:a%2Fb@mail.example.com'],
      ...['--mail-from', 'vedette@example.com', '--public-url', 'https://v.example.com/'],
    );
    expect(given).toEqual({
      smtp: {
        host: 'mail.example.com',
        port: 465,
        implicitTls: true,
        user: 'user@example.com',
        password: 'a/b',
      },
      mailFrom: 'vedette@example.com',
      publicUrl: 'https://v.example.com',
      sourceSilentHours: 24,
    });
    expect(settings('--smtp-url', 'smtp://127.0.0.1:2525').smtp).toEqual({
      host: '127.0.0.1',
      port: 2525,
      implicitTls: false,
    });
  });

  it.each(['mail.example.com', 'http://u:secret@mail.example.com', 'smtp://'])(
    'is not by %s, and its password is not repeated',
    (url) => {
      expect(() => settings('--smtp-url', url)).toThrow(
        /^--smtp-url must be smtp:\/\/HOST:PORT or smtps:\/\/HOST:PORT\.$/,
      );
    },
  );

  it.each([
    ['--mail-from', 'nobody'],
    ['--public-url', 'v.example.com'],
  ])('refuses %s %s', (option, value) => {
    expect(() => settings(option, value)).toThrow('It must be');
  });
});
