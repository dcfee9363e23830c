/** Where an object of S3 lies. */
export interface TemplatePlace {
  readonly bucket: string;
  readonly key: string;
}

const S3_HOST =
  /^(?:(.+)\.)?s3(?:[.-](?:dualstack\.)?[a-z]{2}(?:-[a-z]+)+-\d)?\.amazonaws\.com(?:\.cn)?$/;
/** Names of this machine, which an address of this server may be written with. */
const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);

/**
 * What an address of a template is about: S3's own, with the bucket in the host's name or in the
 * path, or this server's (`own`). Undefined for any other address, of which nothing is fetched.
 */
export function templatePlace(text: string, own: string): TemplatePlace | undefined {
  if (!URL.canParse(text)) return undefined;
  const { protocol, host, hostname, port, pathname } = new URL(text);
  if (protocol !== 'https:' && protocol !== 'http:') return undefined;
  const ours = new URL(own);
  const isOurs =
    host === ours.host ||
    (port === ours.port && LOOPBACK.has(hostname) && LOOPBACK.has(ours.hostname));
  const named = isOurs ? [] : S3_HOST.exec(hostname);
  if (named === null) return undefined;
  const [, bucketInHost] = named;
  const path = decoded(pathname.slice(1));
  if (path === undefined) return undefined;
  const [first = '', ...rest] = path.split('/');
  const place =
    bucketInHost === undefined
      ? { bucket: first, key: rest.join('/') }
      : { bucket: bucketInHost, key: path };
  return place.bucket === '' || place.key === '' ? undefined : place;
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    // A per cent sign that begins nothing.
    return undefined;
  }
}
