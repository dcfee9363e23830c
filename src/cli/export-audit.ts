import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { LOOKUP_EVENTS_MAX } from '../limits.ts';
import { callService } from './call-service.ts';
import { objectOf, refusalOf } from './call-vedette.ts';
import type { Caller } from './client-options.ts';

export interface Export {
  readonly regions: readonly string[];
  /** Milliseconds. */
  readonly from: number | undefined;
  readonly to: number;
  readonly format: 'cloudtrail' | 'ndjson';
  /** Absent for stdout. */
  readonly output: string | undefined;
}

/**
 * Writes the trail of the caller's account and answers how many events it has. A file is in its
 * place when it is whole, and not before. Throws an Error for the operator.
 */
export async function exportAudit(caller: Caller, asked: Export): Promise<number> {
  const { format, output } = asked;
  const counted = { events: 0 };
  const text = textOf(records(caller, asked, counted), format);
  if (output === undefined) {
    for await (const part of text) process.stdout.write(part);
    return counted.events;
  }
  const part = `${output}.part`;
  try {
    const file = createWriteStream(part, { mode: 0o600 });
    if (output.endsWith('.gz')) await pipeline(text, createGzip(), file);
    else await pipeline(text, file);
    await rename(part, output);
  } catch (error) {
    await rm(part, { force: true });
    throw error;
  }
  return counted.events;
}

async function* textOf(
  found: AsyncIterable<string>,
  format: Export['format'],
): AsyncGenerator<string> {
  if (format === 'ndjson') {
    for await (const record of found) yield `${record}\n`;
    return;
  }
  let before = '{"Records":[';
  for await (const record of found) {
    yield before + record;
    before = ',\n';
  }
  yield before === ',\n' ? ']}\n' : `${before}]}\n`;
}

async function* records(
  caller: Caller,
  { regions, from, to }: Export,
  counted: { events: number },
): AsyncGenerator<string> {
  for (const region of regions) {
    let token: unknown;
    do {
      const page = await lookUp({ ...caller, region }, from, to, token);
      for (const event of page.events) {
        counted.events += 1;
        yield event;
      }
      token = page.token;
    } while (token !== undefined);
  }
}

async function lookUp(
  caller: Caller,
  from: number | undefined,
  to: number,
  NextToken: unknown,
): Promise<{ events: string[]; token: unknown }> {
  const StartTime = from === undefined ? undefined : from / 1000;
  const input = { StartTime, EndTime: to / 1000, MaxResults: LOOKUP_EVENTS_MAX, NextToken };
  const { status, text } = await callService(caller, {
    method: 'POST',
    service: 'cloudtrail',
    path: '/',
    headers: {
      'content-type': 'application/x-amz-json-1.1',
      'x-amz-target': 'CloudTrail_20131101.LookupEvents',
    },
    body: Buffer.from(JSON.stringify(input)),
  });
  const body = objectOf(text);
  if (status !== 200) throw new Error(refusalOf({ status, body }));
  const events = Array.isArray(body.Events) ? (body.Events as { CloudTrailEvent: string }[]) : [];
  return { events: events.map((event) => event.CloudTrailEvent), token: body.NextToken };
}
