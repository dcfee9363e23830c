/** Where the file of a list lies: an object of S3, or a page of a host that the operator allows. */
export type ListLocation =
  | { readonly kind: 's3'; readonly bucket: string; readonly key: string }
  | { readonly kind: 'url'; readonly url: URL };

const BUCKET = /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/;
/** `s3`, `s3-eu-west-1` (as GuardDuty's guide writes it) and `s3.eu-west-1` (as S3's does). */
const S3_HOST = /^(?:(?<bucket>.+)\.)?s3(?:[.-][a-z0-9-]+)?\.amazonaws\.com(?:\.cn)?$/;

/**
 * Reads `s3://bucket/key`, the four forms of an S3 address that GuardDuty takes, and addresses of
 * hosts (`name` or `name:port`) that are allowed. Undefined for anything else.
 */
export function parseListLocation(
  text: string,
  isHostAllowed: (host: string) => boolean,
): ListLocation | undefined {
  const [, bucket, key] = /^s3:\/\/([^/]+)\/(.+)$/s.exec(text) ?? [];
  if (bucket !== undefined && key !== undefined) return objectOf(bucket, key);
  if (!/^https?:\/\//i.test(text) || !URL.canParse(text)) return undefined;
  const url = new URL(text);
  if (url.username !== '' || url.password !== '' || url.hash !== '') return undefined;
  const s3 = S3_HOST.exec(url.hostname);
  if (s3 === null || url.port !== '') {
    return isHostAllowed(url.host) ? { kind: 'url', url } : undefined;
  }
  if (url.search !== '') return undefined;
  const path = decoded(url.pathname.slice(1));
  if (path === undefined) return undefined;
  if (s3.groups?.bucket !== undefined) return objectOf(s3.groups.bucket, path);
  const slash = path.indexOf('/');
  return slash < 0 ? undefined : objectOf(path.slice(0, slash), path.slice(slash + 1));
}

/** A key with a part `.` or `..` cannot be asked for: clients and servers fold such paths. */
function objectOf(bucket: string, key: string): ListLocation | undefined {
  const isFolded = key.split('/').some((part) => part === '.' || part === '..');
  return BUCKET.test(bucket) && key !== '' && !isFolded ? { kind: 's3', bucket, key } : undefined;
}

function decoded(path: string): string | undefined {
  try {
    return decodeURIComponent(path);
  } catch {
    return undefined;
  }
}
