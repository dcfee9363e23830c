import { expect, it } from 'vitest';
import { parseSinks } from './parse-sinks.ts';

const SECRET = 'a secret of enough characters';
const sources = {
  file: (path: string) => `${SECRET} from ${path}\n`,
  env: (name: string) => `${SECRET} from ${name}`,
};
const parse = (...sinks: unknown[]) => parseSinks(JSON.stringify({ sinks }), sources);
const hook = { name: 'soc', type: 'webhook', url: 'https://soc.example.com/hook', secret: SECRET };

it('reads sinks of every type, with secrets from elsewhere', () => {
  const url = 'https://soc.example.com/hook';
  expect(parse({ ...hook, secret: { file: '/run/secret' } })).toEqual([
    { name: 'soc', type: 'webhook', url, secret: `${SECRET} from /run/secret`, filter: {} },
  ]);
  expect(
    parse(
      { name: 'a', type: 'asff', url, headers: { Authorization: { env: 'TOKEN' } } },
      { name: 'o', type: 'ocsf', url, secret: SECRET },
      { name: 'f', type: 'file', path: '/var/log/events.ndjson' },
      { name: 's', type: 'syslog', protocol: 'tls', host: 'log.example.com', port: 6514 },
      { name: 'm', type: 'mail', to: ['soc@example.com'], filter: { events: ['finding'] } },
    ),
  ).toEqual([
    {
      ...{ name: 'a', type: 'asff', url, filter: {} },
      headers: { Authorization: `${SECRET} from TOKEN` },
    },
    { name: 'o', type: 'ocsf', url, secret: SECRET, filter: {} },
    { name: 'f', type: 'file', path: '/var/log/events.ndjson', filter: {} },
    {
      ...{ name: 's', type: 'syslog', protocol: 'tls', host: 'log.example.com', port: 6514 },
      filter: {},
    },
    {
      ...{ name: 'm', type: 'mail', to: ['soc@example.com'], everyMinutes: 60 },
      filter: { events: ['finding'] },
    },
  ]);
});

const bus = { name: 'bus', type: 'nats', servers: ['tls://nats.example.com'], subject: 'a.b' };
const SEED = `SU${'A'.repeat(56)}`;

it('reads a NATS sink with what proves who we are', () => {
  const plain = { name: 'bus', type: 'nats', subject: 'a.b', filter: {} };
  const here = ['nats://127.0.0.1:4222', 'nats://[::1]:4222'];
  const pem = { ca: { file: '/ca' }, certificate: { file: '/cert' }, key: { env: 'KEY' } };
  expect(
    parse(
      { ...bus, ...pem, acknowledge: 'stream', seed: SEED },
      { ...bus, name: 'b', servers: here, user: 'vedette', password: { env: 'PASSWORD' } },
      { ...bus, name: 'c', servers: ['nats://nats.example.com/'], acknowledge: 'server' },
    ),
  ).toEqual([
    {
      ...{ ...plain, servers: ['tls://nats.example.com'], acknowledge: 'stream' },
      ...{ ca: `${SECRET} from /ca`, certificate: `${SECRET} from /cert` },
      ...{ key: `${SECRET} from KEY`, login: { kind: 'seed', seed: SEED } },
    },
    {
      ...{ ...plain, name: 'b', servers: here },
      login: { kind: 'password', user: 'vedette', password: `${SECRET} from PASSWORD` },
    },
    { ...plain, name: 'c', servers: ['nats://nats.example.com'], acknowledge: 'server' },
  ]);
});

it.each<[object, string]>([
  [{ ...bus, servers: [] }, 'servers must be nats:// or tls:// addresses'],
  [{ ...bus, servers: ['nats.example.com:4222'] }, 'servers must be nats:// or tls://'],
  [{ ...bus, servers: ['tls://u:p@nats.example.com'] }, 'servers must be nats:// or tls://'],
  [{ ...bus, servers: ['tls://a', 'nats://b'] }, 'servers must all be nats:// or all tls://'],
  [{ ...bus, subject: 'a.*' }, 'subject must be the name of one subject'],
  [{ ...bus, subject: 'a..b' }, 'subject must be the name of one subject'],
  [{ ...bus, subject: '$JS.API' }, 'subject must be the name of one subject'],
  [{ ...bus, subject: 'a b' }, 'subject must be the name of one subject'],
  [{ ...bus, user: SECRET }, 'password and user come together'],
  [{ ...bus, key: SECRET }, 'key and certificate come together'],
  [{ ...bus, seed: SECRET }, 'seed must be the seed of a user'],
  [{ ...bus, credentials: SECRET }, 'credentials must be what a credentials file holds'],
  [{ ...bus, token: SECRET, seed: SEED }, 'user, token, seed or credentials is too much'],
  [{ ...bus, servers: ['nats://nats.example.com'], token: SECRET }, 'token may only be sent to'],
  [{ ...bus, acknowledge: 'nobody' }, 'acknowledge must be one of stream, server'],
  [{ ...hook, name: 'A B' }, 'In sink 1: name must be up to 63'],
  [{ ...hook, name: 'invitations' }, 'In sink 1: name'],
  [{ ...hook, type: 'sms' }, 'In sink soc: type must be one of webhook, slack'],
  [{ ...hook, url: 'ftp://soc.example.com' }, 'In sink soc: url must be an http'],
  [{ ...hook, url: 'https://u:p@soc.example.com' }, 'In sink soc: url must be'],
  [{ ...hook, secret: undefined }, 'In sink soc: secret is missing'],
  [{ ...hook, secret: 'short' }, 'In sink soc: secret must have 16 characters'],
  [{ ...hook, secret: { file: '/a', env: 'B' } }, 'In sink soc: secret must be a text'],
  [{ ...hook, headers: { 'a b': 'c' } }, 'In sink soc: headers has a wrong name'],
  [{ ...hook, headers: { a: 'b\nc' } }, 'In sink soc: headers has a value'],
  [{ ...hook, fliter: {} }, 'In sink soc: fliter is not known here'],
  [{ ...hook, filter: { severity: 7 } }, 'In sink soc, filter: severity is not known here'],
  [{ ...hook, filter: { severityMin: 11 } }, 'severityMin must be a number from 0 to 10'],
  [{ ...hook, filter: { accounts: ['12'] } }, 'accounts must be account ids'],
  [{ ...hook, filter: { events: ['all'] } }, 'events must be of finding'],
  [{ ...hook, filter: { types: 'Recon:*' } }, 'types must be a list of texts'],
  [{ name: 'f', type: 'file', path: 'events' }, 'In sink f: path must begin with /'],
  [{ name: 's', type: 'syslog', protocol: 'tcp', host: 'h', port: 0 }, 'port must be a number'],
  [{ name: 'm', type: 'mail', to: [] }, 'In sink m: to must be addresses'],
])('refuses %j and repeats no secret', (sink, text) => {
  expect(() => parse(sink)).toThrow(text);
  try {
    parse(sink);
  } catch (error) {
    expect(String(error)).not.toContain(SECRET);
  }
});

it('refuses what is no list of sinks', () => {
  expect(() => parseSinks('{', sources)).toThrow('The sinks are not JSON.');
  expect(() => parseSinks('[]', sources)).toThrow('In the settings: it must be an object.');
  expect(() => parseSinks('{"sinks":{}}', sources)).toThrow('sinks must be a list');
  expect(() => parse(hook, hook)).toThrow('Two sinks are called soc.');
  expect(() => parse(...Array.from({ length: 21 }, () => hook))).toThrow('more than 20 sinks');
});
