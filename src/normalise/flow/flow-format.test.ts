import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { readText } from '../testing.ts';

const V2 = '2 111122223333 eni-1 10.0.0.5 203.0.113.9 40000 443 6 10 4000 1772442867 1772442900';
const V5_HEADER =
  'account-id action az-id bytes dstaddr dstport end flow-direction instance-id interface-id ' +
  'log-status packets pkt-dst-aws-service pkt-dstaddr pkt-srcaddr protocol region srcaddr ' +
  'srcport ' +
  'start subnet-id tcp-flags type version vpc-id';
const V5 =
  '111122223333 ACCEPT euw1-az1 4000 10.0.0.5 22 1772442900 ingress i-1 eni-1 OK 10 - 10.0.0.5 ' +
  '203.0.113.9 6 eu-west-1 198.51.100.7 40000 1772442867 subnet-1 2 IPv4 5 vpc-1';

const flows = async (...lines: string[]) =>
  (await readText(`${lines.join('\n')}\n`)).events.flatMap((one) =>
    one.kind === 'flow' ? [one] : [],
  );

test('a line of version 2 without a header', async () => {
  const { events, counts } = await readText(`${V2} ACCEPT OK\n`, {
    source: { region: 'eu-west-1', accountId: '444455556666' },
  });
  expect(events).toEqual([
    {
      kind: 'flow',
      accountId: '111122223333',
      region: 'eu-west-1',
      id: '',
      time: 1_772_442_867_000,
      interfaceId: 'eni-1',
      instanceId: '',
      functionArn: '',
      vpcId: '',
      subnetId: '',
      localAddress: '10.0.0.5',
      remoteAddress: '203.0.113.9',
      localPort: 40000,
      remotePort: 443,
      protocol: 6,
      packets: 10,
      bytes: 4000,
      seconds: 33,
      accepted: true,
      outbound: true,
      initiator: 'local',
    },
  ]);
  expect(counts).toMatchObject({ records: 1, events: 1, unreadable: 0 });
});

test('a header in any order, gzip, CRLF, a last line without an end', async () => {
  const text = `${V5_HEADER}\r\n${V5}\r\n${V5}`;
  const { events, counts, offsets } = await readText(gzipSync(text));
  expect(events).toHaveLength(2);
  expect(events[0]).toMatchObject({
    region: 'eu-west-1',
    instanceId: 'i-1',
    vpcId: 'vpc-1',
    subnetId: 'subnet-1',
    localAddress: '10.0.0.5',
    remoteAddress: '203.0.113.9',
    localPort: 22,
    remotePort: 40000,
    outbound: false,
    initiator: 'remote',
  });
  expect(counts).toMatchObject({ records: 2, unreadable: 0, skipped: 0 });
  expect(offsets).toEqual([V5_HEADER.length + 2, V5_HEADER.length + V5.length + 4]);
});

test('lines without their header, of a format that was declared', async () => {
  const names = V5_HEADER.split(' ');
  const read = async (flowFormat: string, ...lines: string[]) => {
    const source = { flowFormat, accountId: '444455556666' };
    const { events, problems, skipped } = await readText(`${lines.join('\n')}\n`, { source });
    return [
      ...events.map((one) => one.accountId),
      ...problems.map((one) => one.reason),
      ...skipped,
    ];
  };
  const format = names.map((name) => `$\{${name}}`).join(' ');
  expect(await read(format, V5, V5)).toEqual(['111122223333', '111122223333']);
  expect(await read(V5_HEADER, V5)).toEqual(['111122223333']);
  // What the log says itself goes before, and so do lines of the default format.
  expect(await read('srcaddr dstaddr start', V5_HEADER, V5)).toEqual(['111122223333']);
  expect(await read(V5_HEADER, `${V2} ACCEPT OK`)).toEqual(['111122223333']);
  expect(await read('srcaddr dstaddr start', '10.0.0.5 203.0.113.9 1772442867')).toEqual([
    '444455556666',
  ]);
  const gateway = 'version resource-type tgw-id srcaddr';
  expect(await read(gateway, '6 x tgw-1 10.0.0.5')).toEqual(['transit-gateway']);
});

test('cut at any byte, reads the same', async () => {
  const bytes = Buffer.from(`${V5_HEADER}\n${V5}\n`);
  const whole = await readText(bytes);
  for (let cut = 0; cut <= bytes.length; cut += 1) {
    expect(await readText([bytes.subarray(0, cut), bytes.subarray(cut)])).toEqual(whole);
  }
});

describe('which end is the interface', () => {
  const line = (from: string, to: string, ports = '40000 443') =>
    `2 111122223333 eni-1 ${from} ${to} ${ports} 6 1 40 1772442867 1772442900 ACCEPT OK`;

  test('the private one', async () => {
    const found = await flows(line('203.0.113.9', '10.0.0.5'), line('10.0.0.5', '203.0.113.9'));
    expect(found.map((one) => one.outbound)).toEqual([false, true]);
    expect(found.map((one) => one.localAddress)).toEqual(['10.0.0.5', '10.0.0.5']);
  });

  test('the one that all lines of the interface share', async () => {
    const found = await flows(
      line('10.0.0.5', '203.0.113.9'),
      line('10.0.0.8', '10.0.0.5'),
      line('10.0.0.5', '10.0.0.8'),
    );
    expect(found.map((one) => one.outbound)).toEqual([true, false, true]);
    const six = await flows(
      line('2001:db8::5', '2001:db8::9'),
      line('2001:db8::7', '2001:db8::5'),
      line('2001:db8::9', '2001:db8::5'),
    );
    expect(six.map((one) => one.localAddress)).toEqual(Array(3).fill('2001:db8::5'));
  });
});

test('who opened the connection: flags, else ports, else nobody knows', async () => {
  const header = 'version account-id srcaddr dstaddr srcport dstport protocol tcp-flags start';
  const line = (ports: string, protocol: number, flags: string) =>
    `3 111122223333 10.0.0.5 203.0.113.9 ${ports} ${protocol} ${flags} 1772442867`;
  const found = await flows(
    header,
    line('40000 443', 6, '18'),
    line('443 40000', 6, '2'),
    line('443 40000', 6, '0'),
    line('40000 5432', 6, '-'),
    line('5432 6000', 6, '0'),
    line('0 0', 1, '0'),
    line('53 40000', 17, '0'),
  );
  expect(found.map((one) => one.initiator)).toEqual([
    'remote',
    'local',
    'remote',
    'local',
    undefined,
    undefined,
    'remote',
  ]);
});

test('lines that are no flow are counted by what they are', async () => {
  const { problems, skipped, events } = await readText(
    [
      `${V2} ACCEPT OK`,
      '2 111122223333 eni-1 - - - - - - - 1772442867 1772442900 - NODATA',
      '2 111122223333 eni-1 - - - - - - - 1772442867 1772442900 - SKIPDATA',
      '2 111122223333 eni-1 1 2',
      '2 unknown eni-1 10.0.0.5 203.0.113.9 1 2 6 1 1 1772442867 1772442900 ACCEPT OK',
      '2 111122223333 eni-1 10.0.0.5 203.0.113.9 1 2 6 1 1 soon later ACCEPT OK',
    ].join('\n'),
  );
  expect(events).toHaveLength(1);
  expect(skipped).toEqual(['no-data', 'no-data']);
  expect(problems.map((one) => one.reason)).toEqual(['unknown-line', 'no-account', 'no-time']);
});

test('transit gateways are recognised and passed over', async () => {
  const header = 'version resource-type account-id tgw-id tgw-attachment-id srcaddr dstaddr';
  const line = '6 TransitGateway 111122223333 tgw-1 tgw-attach-1 10.0.0.5 10.1.0.5';
  expect((await readText(`${header}\n${line}\n`)).skipped).toEqual(['transit-gateway']);
  expect((await readText(`${line}\n${line}\n`)).skipped).toHaveLength(2);
});

test('the inventory says what the line does not', async () => {
  const interfaces = { instanceIdOf: () => 'i-9', functionArnOf: () => 'arn:function' };
  const { events } = await readText(`${V2} REJECT OK\n`, { interfaces });
  expect(events).toMatchObject([
    { instanceId: 'i-9', functionArn: 'arn:function', accepted: false },
  ]);
});
