import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openLogFiles } from '../ingest/open-log-files.ts';
import type { Caller } from './client-options.ts';
import { sendRecords } from './send-records.ts';

let folder: string;
let caller: Caller;
/** The records of every body that was taken, as the server read them. */
let bodies: unknown[][];
/** Statuses to answer with, before 200. */
let faults: number[];
let close: () => void;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'vedette-send-'));
  bodies = [];
  faults = [];
  const server = createServer(async (request, response) => {
    const text = gunzipSync(await buffer(request)).toString();
    const fault = faults.shift();
    if (fault !== undefined) {
      response.writeHead(fault).end('{"message":"not now"}');
      return;
    }
    const records: unknown[] = text.split('\n').map((line) => JSON.parse(line));
    bodies.push(records);
    const accepted = records.length - 1;
    response.end(
      JSON.stringify({ accepted, duplicates: 1, findings: 2, refused: { OTHER_ACCOUNT: 1 } }),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const credentials = { accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: 'secret' };
  caller = { endpoint: new URL(`http://127.0.0.1:${port}`), region: 'us-east-1', credentials };
  close = () => server.close();
});
afterEach(() => {
  close();
  rmSync(folder, { recursive: true });
});

function record(eventID: string) {
  return {
    eventID,
    eventTime: '2026-11-01T00:00:00Z',
    eventSource: 's3.amazonaws.com',
    eventName: 'GetObject',
    recipientAccountId: '111122223333',
    awsRegion: 'us-east-1',
  };
}

function write(name: string, content: string | Uint8Array): void {
  writeFileSync(join(folder, name), content);
}

async function send(bodyBytes = 1_000_000) {
  const notes: string[] = [];
  const note = (line: string) => notes.push(line);
  const totals = await sendRecords(caller, openLogFiles([folder]), { bodyBytes, note });
  return { totals, notes };
}

describe('sendRecords', () => {
  it('sends all forms of files in one body and sums up the answers', async () => {
    write('a.json', JSON.stringify({ Records: [record('1'), record('2')] }));
    write('b.json.gz', gzipSync(JSON.stringify({ Records: [record('3')] })));
    write('c.ndjson', `${JSON.stringify(record('4'))}\n${JSON.stringify(record('5'))}\n`);
    const { totals } = await send();
    expect(bodies).toEqual([['1', '2', '3', '4', '5'].map(record)]);
    expect(totals).toMatchObject({ files: 3, accepted: 4, duplicates: 1, findings: 2 });
    expect([...totals.refused]).toEqual([['OTHER_ACCOUNT', 1]]);
  });

  it('cuts at record boundaries below the size of a body', async () => {
    const records = Array.from({ length: 10 }, (_, index) => record(String(index)));
    write('a.json', JSON.stringify({ Records: records }));
    const { totals } = await send(JSON.stringify(record('0')).length * 3 + 3);
    expect(bodies.map((body) => body.length)).toEqual([3, 3, 3, 1]);
    expect(bodies.flat()).toEqual(records);
    expect(totals.refused.get('OTHER_ACCOUNT')).toBe(4);
  });

  it('comes back after 429 and 5xx with the same body', async () => {
    write('a.json', JSON.stringify([record('1')]));
    faults = [429, 503];
    const { notes } = await send();
    expect(bodies).toEqual([[record('1')]]);
    expect(notes.filter((line) => line.includes('Next try'))).toHaveLength(2);
  });

  it('gives up at once where the server refuses the body', async () => {
    write('a.json', JSON.stringify([record('1')]));
    faults = [403];
    await expect(send()).rejects.toThrow('refused with status 403: not now');
    expect(bodies).toEqual([]);
  });

  it('counts and names what cannot be read, and sends the rest', async () => {
    write('a.json', JSON.stringify([record('1'), { ...record('0'), eventTime: '' }]));
    write('b.json', '{"Records":[');
    write('c.json', JSON.stringify([record('2')]));
    const { totals, notes } = await send();
    expect(bodies).toEqual([[record('1'), record('2')]]);
    expect(totals).toMatchObject({ files: 2, unreadableFiles: 1, unreadable: 1 });
    expect(notes.join('\n')).toContain('b.json: unreadable at byte');
  });
});
