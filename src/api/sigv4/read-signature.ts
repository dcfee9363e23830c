import { isoMillis, parseIso } from '../../lib/clock.ts';
import { PRESIGNED_SECONDS_MAX } from '../../limits.ts';
import { readPairs } from '../codec/form.ts';
import type { RequestHead } from '../http.ts';
import { MalformedInput } from '../malformed-input.ts';
import { Refusal } from '../refusal.ts';

/** `AKIDEXAMPLE/20150830/us-east-1/guardduty/aws4_request`. */
export interface CredentialScope {
  readonly accessKeyId: string;
  /** `20150830`. */
  readonly date: string;
  readonly region: string;
  readonly service: string;
  readonly terminator: string;
}

export interface SigningTime {
  /** `20150830T123600Z`, as the signer hashed it. */
  readonly text: string;
  readonly millis: number;
}

/** What a request claims about its signature; nothing of it is verified yet. */
export interface Signature {
  readonly scope: CredentialScope;
  readonly signedHeaders: readonly string[];
  /** Hexadecimal. */
  readonly signature: string;
  readonly time: SigningTime;
  readonly token: string | undefined;
  /** Only for a presigned request: how long it may be used. */
  readonly expiresSeconds: number | undefined;
  readonly presigned: boolean;
}

const ALGORITHM = 'AWS4-HMAC-SHA256';

/**
 * Reads the header form (`Authorization: AWS4-HMAC-SHA256 …`) or the presigned form
 * (`?X-Amz-Algorithm=…`). An unsigned or half-signed request is a refusal and not thrown: whoever
 * answers it has yet to find out in which protocol.
 */
export function readSignature(head: RequestHead): Signature | Refusal {
  try {
    const authorization = head.headers.get('authorization');
    if (head.query.includes('X-Amz-Algorithm=')) {
      if (authorization === undefined) return readPresigned(head);
      return incomplete('Only one signature may be given, in the header or in the query.');
    }
    if (!authorization?.startsWith('AWS4-')) {
      return new Refusal('missing-token', 'Missing Authentication Token');
    }
    return readAuthorization(head, authorization);
  } catch (error) {
    if (error instanceof Refusal) return error;
    if (error instanceof MalformedInput) return incomplete(error.message);
    throw error;
  }
}

/** As all SDKs write it; whatever else is allowed is read part by part. */
const USUAL =
  /^AWS4-HMAC-SHA256 Credential=([^,\s]+), ?SignedHeaders=([^,\s]+), ?Signature=([^,\s]+)$/;

function readAuthorization(head: RequestHead, authorization: string): Signature {
  const { headers } = head;
  const time = headers.get('x-amz-date') ?? headers.get('date');
  const parts = USUAL.exec(authorization) ?? readParts(authorization, time !== undefined);
  if (time === undefined) throw incomplete(DATE_MISSING);
  return {
    scope: readCredential(parts[1] ?? ''),
    time: readTime(time),
    signedHeaders: (parts[2] ?? '').split(';'),
    signature: parts[3] ?? '',
    token: headers.get('x-amz-security-token'),
    expiresSeconds: undefined,
    presigned: false,
  };
}

const DATE_MISSING =
  "Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header.";

/** Parameters in any order and with any space around them, as `USUAL` gives them. */
function readParts(authorization: string, hasDate: boolean): readonly string[] {
  const space = authorization.indexOf(' ');
  const algorithm = space < 0 ? authorization : authorization.slice(0, space);
  if (algorithm !== ALGORITHM) throw incomplete(`Unsupported AWS 'algorithm': '${algorithm}'.`);
  const parts = new Map<string, string>();
  const listed = space < 0 ? [] : authorization.slice(space + 1).split(',');
  for (const part of listed) {
    const at = part.indexOf('=');
    const name = part.slice(0, Math.max(at, 0)).trim();
    if (name === '' || parts.has(name)) {
      throw incomplete('Authorization header must have name=value parameters, each once.');
    }
    parts.set(name, part.slice(at + 1).trim());
  }
  const names = ['Credential', 'SignedHeaders', 'Signature'];
  const texts = names
    .filter((name) => !parts.get(name))
    .map((name) => `Authorization header requires '${name}' parameter.`);
  if (texts.length > 0) throw incomplete([...texts, ...(hasDate ? [] : [DATE_MISSING])].join(' '));
  return [authorization, ...names.map((name) => parts.get(name) ?? '')];
}

function readPresigned(head: RequestHead): Signature {
  const parameters = new Map<string, string>();
  for (const [name, value] of readPairs(head.query, 'query')) {
    if (!name.startsWith('X-Amz-')) continue;
    if (parameters.has(name)) throw incomplete(`The query has '${name}' twice.`);
    parameters.set(name, value);
  }
  const algorithm = parameters.get('X-Amz-Algorithm');
  if (algorithm !== ALGORITHM) throw incomplete(`Unsupported AWS 'algorithm': '${algorithm}'.`);
  const names = ['X-Amz-Credential', 'X-Amz-Signature', 'X-Amz-SignedHeaders', 'X-Amz-Date'];
  if (names.some((name) => !parameters.get(name))) {
    const list = names.map((name) => `'${name}'`).join(', ');
    throw incomplete(`AWS query-string parameters must include 'X-Amz-Algorithm', ${list}.`);
  }
  return {
    scope: readCredential(parameters.get('X-Amz-Credential') ?? ''),
    time: readTime(parameters.get('X-Amz-Date') ?? ''),
    signedHeaders: (parameters.get('X-Amz-SignedHeaders') ?? '').split(';'),
    signature: parameters.get('X-Amz-Signature') ?? '',
    token: parameters.get('X-Amz-Security-Token'),
    expiresSeconds: readExpiry(parameters.get('X-Amz-Expires')),
    presigned: true,
  };
}

/** Absent on old presigned requests: they live as long as a signed header does. */
function readExpiry(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const seconds = /^\d{1,9}$/.test(text) ? Number(text) : 0;
  if (seconds < 1 || seconds > PRESIGNED_SECONDS_MAX) {
    throw incomplete(`X-Amz-Expires must be between 1 and ${PRESIGNED_SECONDS_MAX} seconds.`);
  }
  return seconds;
}

function readCredential(text: string): CredentialScope {
  const parts = text.split('/');
  if (parts.length !== 5) {
    const form = 'keyid/date/region/service/term';
    throw incomplete(
      `Credential must have exactly 5 slash-delimited elements, e.g. ${form}, got '${text}'`,
    );
  }
  const [accessKeyId = '', date = '', region = '', service = '', terminator = ''] = parts;
  return { accessKeyId, date, region, service, terminator };
}

const BASIC = /^\d{8}T\d{6}Z$/;
const HTTP_DATE = /^[A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d (GMT|UTC|\+0000)$/;

/** ISO 8601's basic form, or the form of the `Date` header. */
function readTime(text: string): SigningTime {
  const basic = BASIC.test(text);
  const known = basic || HTTP_DATE.test(text);
  const millis = known ? parseIso(basic ? extended(text) : text) : undefined;
  if (millis === undefined) {
    throw incomplete(
      `Date must be in ISO-8601 'basic format'. Got '${text}'. ` +
        'See http://en.wikipedia.org/wiki/ISO_8601',
    );
  }
  return { text: basic ? text : basicTime(millis), millis };
}

/** `20150830T123600Z` as `2015-08-30T12:36:00Z`. */
function extended(text: string): string {
  const date = `${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6, 8)}`;
  return `${date}T${text.slice(9, 11)}:${text.slice(11, 13)}:${text.slice(13)}`;
}

/** Milliseconds as `20150830T123600Z`. */
export function basicTime(millis: number): string {
  return isoMillis(millis).replace(/[-:]|\.\d{3}/g, '');
}

function incomplete(message: string): Refusal {
  return new Refusal('incomplete-signature', message);
}
