import { readFile } from 'node:fs/promises';
import { text as textOf } from 'node:stream/consumers';
import type { Clock } from '../lib/clock.ts';
import { callS3 } from '../lib/s3-client.ts';
import type { SigningCredentials } from '../lib/sign-request.ts';

/** How objects are asked for. */
export interface ListReader {
  /** A Vedette or another storage; without one, AWS's. */
  readonly endpointUrl: string | undefined;
  readonly region: string;
  readonly clock: Clock;
  credentials(): Promise<SigningCredentials>;
}

/** The text at a path, an `s3://` address, or, for `-`, of standard input. */
export async function fetchList(place: string, reader: ListReader): Promise<string> {
  if (place === '-') return textOf(process.stdin);
  const [, bucket, key] = /^s3:\/\/([^/]+)\/(.+)$/.exec(place) ?? [];
  if (bucket !== undefined && key !== undefined) return fetchObject(bucket, key, place, reader);
  if (place.startsWith('s3:')) throw new Error(`${place} is no address: give s3://BUCKET/KEY.`);
  return readFile(place, 'utf8');
}

async function fetchObject(
  bucket: string,
  key: string,
  place: string,
  reader: ListReader,
): Promise<string> {
  const get = async (region: string) => {
    const url = new URL(reader.endpointUrl ?? `https://s3.${region}.amazonaws.com`);
    const endpoint = { url, region, credentials: await reader.credentials() };
    return callS3(endpoint, reader.clock, { method: 'GET', bucket, key });
  };
  let answer = await get(reader.region);
  // A bucket of another Region says which one that is.
  const region = answer.headers.get('x-amz-bucket-region');
  if (answer.status === 301 && region !== null) answer = await get(region);
  const body = await answer.text();
  if (answer.ok) return body;
  const [, code = `status ${answer.status}`] = /<Code>(\w+)<\/Code>/.exec(body) ?? [];
  throw new Error(`${place} cannot be read: ${code}.`);
}
