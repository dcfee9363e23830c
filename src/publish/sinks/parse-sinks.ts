import { isAbsolute } from 'node:path';
import { isAccountEmail } from '../../domain/email.ts';
import { SINKS_MAX } from '../../limits.ts';
import { Fields, type SecretSources } from './fields.ts';
import { parseNats } from './parse-nats.ts';
import { EVENT_KINDS, type EventKind, type FilterSettings } from './sink-filter.ts';
import type { SinkSettings } from './sink-settings.ts';

const TYPES = ['webhook', 'slack', 'asff', 'ocsf', 'file', 'syslog', 'nats', 'mail'] as const;
const NAME = /^[a-z0-9][a-z0-9-]{0,62}$/;
const SECRET_CHARACTERS_MIN = 16;

/**
 * The sinks of a settings file, `{"sinks": [{"name": …, "type": …}]}`. Throws an Error for the
 * operator that names the place and the rule, and never a value.
 */
export function parseSinks(text: string, sources: SecretSources): SinkSettings[] {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw new Error('The sinks are not JSON.');
  }
  const root = new Fields(json, 'the settings', sources);
  const list = root.list('sinks');
  root.end();
  if (list.length > SINKS_MAX) throw new Error(`There are more than ${SINKS_MAX} sinks.`);
  const sinks = list.map((one, index) => parseSink(one, index, sources));
  const names = sinks.map(({ name }) => name);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) throw new Error(`Two sinks are called ${twice}.`);
  return sinks;
}

function parseSink(json: unknown, index: number, sources: SecretSources): SinkSettings {
  const unnamed = new Fields(json, `sink ${index + 1}`, sources);
  const name = unnamed.text('name');
  if (!NAME.test(name) || name === 'invitations') {
    unnamed.refuse('name', 'must be up to 63 of a-z, 0-9 and -, and not "invitations"');
  }
  const fields = new Fields(json, `sink ${name}`, sources);
  fields.text('name');
  const filter = parseFilter(fields);
  const settings = parseType(fields, { name, filter });
  fields.end();
  return settings;
}

function parseType(
  fields: Fields,
  named: { readonly name: string; readonly filter: FilterSettings },
): SinkSettings {
  const type = fields.oneOf('type', TYPES);
  switch (type) {
    case 'webhook': {
      const http = parseHttp(fields);
      if (http.secret === undefined) return fields.refuse('secret', 'is missing');
      return { ...named, ...http, type, secret: http.secret };
    }
    case 'slack':
    case 'asff':
    case 'ocsf':
      return { ...named, ...parseHttp(fields), type };
    case 'file': {
      const path = fields.text('path');
      if (!isAbsolute(path)) fields.refuse('path', 'must begin with /');
      return { ...named, type, path };
    }
    case 'syslog': {
      const protocol = fields.oneOf('protocol', ['udp', 'tcp', 'tls'] as const);
      const ca = fields.secret('ca');
      const where = { host: fields.text('host'), port: fields.number('port', 1, 65_535) };
      return { ...named, type, protocol, ...where, ...(ca !== undefined && { ca }) };
    }
    case 'nats':
      return { ...named, ...parseNats(fields), type };
    case 'mail': {
      const to = fields.texts('to') ?? [];
      if (to.length === 0 || !to.every(isAccountEmail)) fields.refuse('to', 'must be addresses');
      const everyMinutes = fields.has('everyMinutes') ? fields.number('everyMinutes', 1, 1440) : 60;
      return { ...named, type, to, everyMinutes };
    }
  }
}

function parseHttp(fields: Fields) {
  const url = fields.secret('url') ?? fields.refuse('url', 'is missing');
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  if (!parsed || !/^https?:$/.test(parsed.protocol) || parsed.username !== '') {
    fields.refuse('url', 'must be an http or https address without a user');
  }
  const secret = fields.secret('secret');
  if (secret !== undefined && secret.length < SECRET_CHARACTERS_MIN) {
    fields.refuse('secret', `must have ${SECRET_CHARACTERS_MIN} characters or more`);
  }
  const headers = fields.headers('headers');
  return { url, ...(secret !== undefined && { secret }), ...(headers && { headers }) };
}

function parseFilter(fields: Fields): FilterSettings {
  const filter = fields.inner('filter');
  if (filter === undefined) return {};
  const events = filter.texts('events');
  if (events?.some((event) => !EVENT_KINDS.includes(event as EventKind))) {
    filter.refuse('events', `must be of ${EVENT_KINDS.join(', ')}`);
  }
  const accounts = filter.texts('accounts');
  if (accounts?.some((id) => !/^\d{12}$/.test(id))) {
    filter.refuse('accounts', 'must be account ids of twelve digits');
  }
  const types = filter.texts('types');
  const regions = filter.texts('regions');
  const severityMin = filter.has('severityMin') ? filter.number('severityMin', 0, 10) : undefined;
  filter.end();
  return {
    ...(events && { events: events as EventKind[] }),
    ...(accounts && { accounts }),
    ...(types && { types }),
    ...(regions && { regions }),
    ...(severityMin !== undefined && { severityMin }),
  };
}
