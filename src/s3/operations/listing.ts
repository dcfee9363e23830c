import { S3_PAGE_MAX } from '../../limits.ts';
import type { Store } from '../../store/store.ts';
import { bucketOf, mustBeAllowed, type S3Call, type S3Operation } from '../s3-call.ts';
import { s3Errors } from '../s3-error.ts';
import { xmlDocument, xmlTime } from '../s3-xml.ts';
import { ownerId } from './buckets.ts';

export interface Asked {
  readonly prefix: string;
  readonly delimiter: string;
  readonly most: number;
  readonly encodes: boolean;
}

export interface Listed {
  readonly objects: readonly {
    readonly key: string;
    readonly etag: string;
    readonly bytes: number;
    readonly modifiedAt: number;
  }[];
  readonly prefixes: readonly string[];
  /** The last key or prefix that was shown, where more are to come. */
  readonly last?: string;
}

function askedOf({ query }: S3Call['target']): Asked {
  const text = query.get('max-keys') ?? String(S3_PAGE_MAX);
  if (!/^\d{1,10}$/.test(text)) {
    throw s3Errors.invalidArgument('Provided max-keys not an integer or within integer range');
  }
  const encoding = query.get('encoding-type');
  if (encoding !== undefined && encoding !== 'url') {
    throw s3Errors.invalidArgument('Invalid Encoding Method specified in Request');
  }
  return {
    prefix: query.get('prefix') ?? '',
    delimiter: query.get('delimiter') ?? '',
    most: Math.min(Number(text), S3_PAGE_MAX),
    encodes: encoding === 'url',
  };
}

/** Objects and common prefixes after a key, as many as are asked for. */
export async function listKeys(
  { buckets }: Pick<Store, 'buckets'>,
  bucket: string,
  asked: Pick<Asked, 'prefix' | 'delimiter' | 'most'>,
  after: string,
): Promise<Listed> {
  const { prefix, delimiter, most } = asked;
  const objects: Listed['objects'][number][] = [];
  const prefixes: string[] = [];
  if (most === 0) return { objects, prefixes };
  let from: string | undefined = after === '' ? undefined : after;
  let orFrom = false;
  // A page may end at a prefix: what lies below it has been shown with it.
  if (delimiter !== '' && after.startsWith(prefix) && after.endsWith(delimiter)) {
    from = beyond(after);
    orFrom = true;
  }
  for (;;) {
    const wanted = most - objects.length - prefixes.length + 1;
    const found = await buckets.objects({ bucket, prefix, after: from, orFrom, limit: wanted });
    let jumped = false;
    for (const object of found) {
      if (objects.length + prefixes.length === most) {
        return { objects, prefixes, last: lastOf(objects, prefixes) };
      }
      const end = delimiter === '' ? -1 : object.key.indexOf(delimiter, prefix.length);
      if (end < 0) {
        objects.push(object);
        [from, orFrom] = [object.key, false];
        continue;
      }
      const common = object.key.slice(0, end + delimiter.length);
      prefixes.push(common);
      [from, orFrom] = [beyond(common), true];
      jumped = true;
      break;
    }
    if (!jumped && found.length < wanted) return { objects, prefixes };
  }
}

/** The first text that no key below the prefix has. */
function beyond(prefix: string): string {
  return `${prefix}\u{10ffff}`;
}

function lastOf(objects: Listed['objects'], prefixes: readonly string[]): string {
  const ends = [objects.at(-1)?.key ?? '', prefixes.at(-1) ?? ''];
  // As bytes: JavaScript's own order is that of UTF-16.
  return ends.reduce((a, b) => (Buffer.compare(Buffer.from(a), Buffer.from(b)) > 0 ? a : b));
}

async function allowed(call: S3Call, asked: Asked) {
  const bucket = await bucketOf(call);
  await mustBeAllowed(call, 'ListBucket', bucket, undefined, {
    's3:prefix': call.target.query.get('prefix'),
    's3:delimiter': call.target.query.get('delimiter'),
    's3:max-keys': String(asked.most),
  });
  return bucket;
}

/** As `encoding-type=url` has them: XML cannot carry every key. */
function shown(text: string, { encodes }: Asked): string {
  return encodes ? encodeURIComponent(text).replaceAll('%2F', '/') : text;
}

function entries(listed: Listed, asked: Asked, owner?: string) {
  return {
    Contents: listed.objects.map((one) => ({
      Key: shown(one.key, asked),
      LastModified: xmlTime(one.modifiedAt),
      ETag: `"${one.etag}"`,
      Size: one.bytes,
      StorageClass: 'STANDARD',
      Owner: owner === undefined ? undefined : { ID: owner },
    })),
    CommonPrefixes: listed.prefixes.map((prefix) => ({ Prefix: shown(prefix, asked) })),
  };
}

export const listObjectsV2: S3Operation = async (call) => {
  const { query } = call.target;
  const asked = askedOf(call.target);
  const bucket = await allowed(call, asked);
  const token = query.get('continuation-token');
  const start = query.get('start-after') ?? '';
  const after = token === undefined ? start : readToken(token);
  const listed = await listKeys(call.parts.store, bucket.name, asked, after);
  const owner = query.get('fetch-owner') === 'true' ? ownerId(bucket.accountId) : undefined;
  const body = xmlDocument('ListBucketResult', {
    Name: bucket.name,
    Prefix: shown(asked.prefix, asked),
    Delimiter: asked.delimiter === '' ? undefined : shown(asked.delimiter, asked),
    MaxKeys: asked.most,
    EncodingType: asked.encodes ? 'url' : undefined,
    KeyCount: listed.objects.length + listed.prefixes.length,
    IsTruncated: listed.last !== undefined,
    ContinuationToken: token,
    NextContinuationToken:
      listed.last === undefined ? undefined : Buffer.from(listed.last).toString('base64'),
    StartAfter: start === '' ? undefined : shown(start, asked),
    ...entries(listed, asked, owner),
  });
  return { status: 200, body };
};

function readToken(token: string): string {
  const text = Buffer.from(token, 'base64').toString('utf8');
  if (token !== '' && Buffer.from(text).toString('base64') === token) return text;
  throw s3Errors.invalidArgument('The continuation token provided is incorrect');
}

export const listObjects: S3Operation = async (call) => {
  const { query } = call.target;
  const asked = askedOf(call.target);
  const bucket = await allowed(call, asked);
  const marker = query.get('marker') ?? '';
  const listed = await listKeys(call.parts.store, bucket.name, asked, marker);
  const body = xmlDocument('ListBucketResult', {
    Name: bucket.name,
    Prefix: shown(asked.prefix, asked),
    Marker: shown(marker, asked),
    NextMarker:
      listed.last === undefined || asked.delimiter === '' ? undefined : shown(listed.last, asked),
    Delimiter: asked.delimiter === '' ? undefined : shown(asked.delimiter, asked),
    MaxKeys: asked.most,
    EncodingType: asked.encodes ? 'url' : undefined,
    IsTruncated: listed.last !== undefined,
    ...entries(listed, asked, ownerId(bucket.accountId)),
  });
  return { status: 200, body };
};
