import type { RequestHead } from '../http.ts';

/**
 * The text that a signer hashed, rebuilt from what arrived (Signature Version 4, "create a
 * canonical request"). For S3 the path is `verbatim`; for every other service dot segments and
 * empty segments of it go, and it is escaped once more than on the wire. Its characters are bytes:
 * headers come as latin1 from node, all else is ASCII.
 */
export function canonicalRequest(
  head: RequestHead,
  signedHeaders: readonly string[],
  presigned: boolean,
  payloadHash: string,
  style: 'normal' | 'verbatim' = 'normal',
): string {
  const query = canonicalQuery(head.query, presigned);
  const headers = canonicalHeaders(head.headers, signedHeaders);
  const names = signedHeaders.join(';');
  const path = style === 'verbatim' ? head.path : canonicalPath(head.path);
  return `${head.method}\n${path}\n${query}\n${headers}\n${names}\n${payloadHash}`;
}

const PLAIN_PATH = /^(?:\/[A-Za-z0-9_~-]+)+$/;

function canonicalPath(path: string): string {
  if (PLAIN_PATH.test(path)) return path;
  const segments: string[] = [];
  for (const segment of path.split('/')) {
    if (segment === '..') segments.pop();
    else if (segment !== '' && segment !== '.') segments.push(escapeBytes(segment));
  }
  const slash = segments.length > 0 && path.endsWith('/') ? '/' : '';
  return `/${segments.join('/')}${slash}`;
}

/** Sorted by name, then value, both escaped in the one way that RFC 3986 leaves. */
function canonicalQuery(query: string, presigned: boolean): string {
  if (query === '') return '';
  const pairs: [string, string][] = [];
  for (const part of query.split('&')) {
    if (part === '') continue;
    const at = part.indexOf('=');
    const name = normalEscapes(at < 0 ? part : part.slice(0, at));
    if (presigned && name === 'X-Amz-Signature') continue;
    pairs.push([name, at < 0 ? '' : normalEscapes(part.slice(at + 1))]);
  }
  pairs.sort(([a, x], [b, y]) => compare(a, b) || compare(x, y));
  return pairs.map(([name, value]) => `${name}=${value}`).join('&');
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Escapes as every signer writes them: `%3a`, a bare `:` and `+` become `%3A`, `%3A`, `%20`. */
function normalEscapes(text: string): string {
  if (/^[A-Za-z0-9_.~-]*$/.test(text)) return text;
  const spaced = text.replaceAll('+', ' ');
  const bytes = spaced.replace(/%([0-9A-Fa-f]{2})/g, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
  return escapeBytes(bytes);
}

/** Takes a text whose characters are bytes. */
function escapeBytes(text: string): string {
  return text.replace(/[^A-Za-z0-9_.~-]/g, (character) => {
    const code = character.charCodeAt(0);
    return `%${code.toString(16).toUpperCase().padStart(2, '0')}`;
  });
}

/** Outer space is gone by HTTP's own rules; inner space is folded. */
function canonicalHeaders(headers: RequestHead['headers'], signed: readonly string[]): string {
  let text = '';
  for (const name of signed) text += `${name}:${folded(headers.get(name) ?? '')}\n`;
  return text;
}

function folded(value: string): string {
  if (!value.includes('  ') && !value.includes('\t')) return value;
  return value.replace(/[ \t]+/g, ' ').trim();
}
