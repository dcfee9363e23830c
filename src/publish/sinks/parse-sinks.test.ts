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

it.each<[object, string]>([
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
