import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readText } from '../testing.ts';

const ROWS = 5_000;
const COLUMNS = `5 AS version, '111122223333' AS account_id, 'eni-1' AS interface_id,
  '10.0.0.5' AS srcaddr, '203.0.113.' || (i % 250) AS dstaddr, 40000 AS srcport, 443 AS dstport,
  6 AS protocol, 10::BIGINT AS packets, 4000::BIGINT AS bytes, 1772442867::BIGINT + i AS start,
  1772442900::BIGINT + i AS "end", 'ACCEPT' AS action, 'OK' AS log_status, NULL AS vpc_id,
  'i-1' AS instance_id, 2 AS tcp_flags, 'eu-west-1' AS region, 'egress' AS flow_direction`;

let folder: string;
const files = new Map<string, Buffer>();

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vedette-parquet-'));
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  const write = async (name: string, columns: string, codec: string) => {
    const path = join(folder, name);
    await connection.run(
      `COPY (SELECT ${columns} FROM range(${ROWS}) t(i))
       TO '${path}' (FORMAT parquet, COMPRESSION ${codec}, ROW_GROUP_SIZE 2048)`,
    );
    files.set(name, await readFile(path));
  };
  for (const codec of ['snappy', 'gzip', 'zstd', 'uncompressed']) {
    await write(codec, COLUMNS, codec);
  }
  await write(
    'gateway',
    `6 AS version, 'tgw-1' AS tgw_id, '10.0.0.5' AS srcaddr, i AS bytes`,
    'zstd',
  );
  await write('other', 'i AS a, i AS b', 'snappy');
  connection.closeSync();
});

afterAll(() => rm(folder, { recursive: true, force: true }));

const bytesOf = (name: string) => files.get(name) ?? Buffer.alloc(0);

describe('flow logs as Parquet', () => {
  test.each(['snappy', 'gzip', 'zstd', 'uncompressed'])('compressed by %s', async (codec) => {
    const { events, counts } = await readText(bytesOf(codec));
    expect(counts).toMatchObject({ records: ROWS, events: ROWS, unreadable: 0, skipped: 0 });
    expect(events.map(({ time }) => time)).toEqual(
      Array.from({ length: ROWS }, (_, i) => (1_772_442_867 + i) * 1000),
    );
    expect(events[7]).toMatchObject({
      kind: 'flow',
      accountId: '111122223333',
      region: 'eu-west-1',
      remoteAddress: '203.0.113.7',
      remotePort: 443,
      instanceId: 'i-1',
      vpcId: '',
      packets: 10,
      bytes: 4000,
      seconds: 33,
      outbound: true,
      initiator: 'local',
    });
  });

  test('in pieces, and inside gzip, the same', async () => {
    const whole = bytesOf('snappy');
    const { events } = await readText(whole);
    const pieces = [whole.subarray(0, 1), whole.subarray(1, 900), whole.subarray(900)];
    expect((await readText(pieces)).events).toEqual(events);
    expect((await readText(gzipSync(whole))).events).toEqual(events);
  });

  test('those of transit gateways are recognised and passed over, with their count', async () => {
    const { counts, skipped } = await readText(bytesOf('gateway'));
    expect(counts).toMatchObject({ records: 0, skipped: ROWS, unreadable: 0 });
    expect(new Set(skipped)).toEqual(new Set(['transit-gateway']));
  });
});

describe('what is no flow log, or broken, is named', () => {
  const reasons = async (bytes: Buffer) =>
    (await readText(bytes)).problems.map(({ reason, endsFile }) => [reason, endsFile]);

  test('a table of something else', async () => {
    expect(await reasons(bytesOf('other'))).toEqual([['unknown-format', true]]);
  });

  test('cut off', async () => {
    expect(await reasons(bytesOf('snappy').subarray(0, -9))).toEqual([['truncated', true]]);
    expect(await reasons(Buffer.from('PAR1'))).toEqual([['truncated', true]]);
  });

  test('a footer that is none, or larger than any', async () => {
    const broken = Buffer.from(bytesOf('snappy'));
    broken.fill(0xff, broken.length - 200, broken.length - 8);
    expect(await reasons(broken)).toEqual([['corrupt-parquet', true]]);
    const large = Buffer.from(bytesOf('snappy'));
    large.writeUInt32LE(2 ** 31, large.length - 8);
    expect(await reasons(large)).toEqual([['too-large', true]]);
  });

  test('groups before the broken one count', async () => {
    const broken = Buffer.from(bytesOf('zstd'));
    const middle = Math.floor(broken.length * 0.45);
    broken.fill(0, middle, middle + 4_000);
    const { counts, problems } = await readText(broken);
    expect(problems.map(({ reason }) => reason)).toEqual(['corrupt-parquet']);
    expect(counts.records).toBe(2048);
  });
});
