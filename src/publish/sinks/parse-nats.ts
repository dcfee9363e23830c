import { isLoopback } from '../../lib/loopback.ts';
import type { Fields } from './fields.ts';
import type { NatsLogin, NatsServers } from './nats-line.ts';
import type { NatsTarget } from './nats-sink.ts';

/** One name, without wildcards, and none of those that the server keeps to itself. */
const SUBJECT = /^(?!\$)(?:[!-)+-=?-~]+)$/;
const SEED = /^SU[A-Z2-7]{56}$/;

/** The settings of a NATS sink. Throws an Error for the operator. */
export function parseNats(fields: Fields): NatsTarget {
  const servers = parseServers(fields);
  const login = parseLogin(fields);
  const isRead = servers.some((url) => url.protocol === 'nats:' && !isLoopback(url.hostname));
  if (isRead && (login?.kind === 'password' || login?.kind === 'token')) {
    fields.refuse(login.kind, 'may only be sent to tls:// servers, or to this machine');
  }
  const subject = fields.text('subject');
  const isName = SUBJECT.test(subject) && subject.split('.').every((token) => token !== '');
  if (!isName) fields.refuse('subject', 'must be the name of one subject, without wildcards');
  return {
    servers: servers.map(({ protocol, host }) => `${protocol}//${host}`),
    subject,
    ...parseCertificates(fields),
    ...(login && { login }),
    ...(fields.has('acknowledge') && {
      acknowledge: fields.oneOf('acknowledge', ['stream', 'server'] as const),
    }),
  };
}

function parseServers(fields: Fields): URL[] {
  const texts = fields.texts('servers') ?? [];
  const urls = texts.flatMap((text) => (URL.canParse(text) ? [new URL(text)] : []));
  const isPlain = ({ protocol, hostname, username, password, pathname, search }: URL) =>
    /^(nats|tls):$/.test(protocol) &&
    hostname !== '' &&
    username + password + search === '' &&
    /^\/?$/.test(pathname);
  if (urls.length === 0 || urls.length < texts.length || !urls.every(isPlain)) {
    fields.refuse('servers', 'must be nats:// or tls:// addresses without a user');
  }
  if (new Set(urls.map(({ protocol }) => protocol)).size > 1) {
    fields.refuse('servers', 'must all be nats:// or all tls://');
  }
  return urls;
}

function parseCertificates(fields: Fields): Pick<NatsServers, 'ca' | 'certificate' | 'key'> {
  const ca = fields.secret('ca');
  const certificate = fields.secret('certificate');
  const key = fields.secret('key');
  if ((certificate === undefined) !== (key === undefined)) {
    fields.refuse('key', 'and certificate come together');
  }
  return {
    ...(ca !== undefined && { ca }),
    ...(certificate !== undefined && key !== undefined && { certificate, key }),
  };
}

function parseLogin(fields: Fields): NatsLogin | undefined {
  const user = fields.secret('user');
  const password = fields.secret('password');
  if ((user === undefined) !== (password === undefined)) {
    fields.refuse('password', 'and user come together');
  }
  const token = fields.secret('token');
  const seed = fields.secret('seed');
  if (seed !== undefined && !SEED.test(seed)) fields.refuse('seed', 'must be the seed of a user');
  const credentials = fields.secret('credentials');
  if (credentials !== undefined && !/BEGIN NATS USER JWT[\s\S]+BEGIN USER NKEY/.test(credentials)) {
    fields.refuse('credentials', 'must be what a credentials file holds');
  }
  const logins: NatsLogin[] = [];
  if (user !== undefined && password !== undefined)
    logins.push({ kind: 'password', user, password });
  if (token !== undefined) logins.push({ kind: 'token', token });
  if (seed !== undefined) logins.push({ kind: 'seed', seed });
  if (credentials !== undefined) logins.push({ kind: 'credentials', credentials });
  if (logins.length > 1)
    fields.refuse('user, token, seed or credentials', 'is too much: one is it');
  return logins[0];
}
