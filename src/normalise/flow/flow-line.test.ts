import { expect, test } from 'vitest';
import { PADDING } from '../json-bytes.ts';
import { giveBack, takeRegion } from '../scan-memory.ts';
import {
  ACCOUNT_ID,
  ACTION,
  BYTES,
  columnsOf,
  DSTADDR,
  END,
  INTERFACE_ID,
  PACKETS,
  SRCADDR,
  SRCPORT,
  VPC_ID,
} from './flow-fields.ts';
import { FlowLine } from './flow-line.ts';

const line = new FlowLine();
/** Lines of one log share them. */
const columns = new Map<string, ReturnType<typeof columnsOf>>();

function read<T>(text: string, header: string, use: () => T): T {
  const region = takeRegion(Buffer.byteLength(text) + PADDING);
  region.bytes.write(text);
  try {
    const known = columns.get(header) ?? columnsOf(header.split(' '));
    columns.set(header, known);
    line.read(region, 0, known);
    expect(line.next).toBe(Buffer.from(text).indexOf('\n') + 1);
    return use();
  } finally {
    giveBack(region);
  }
}

test('numbers of every length, and what is none', () => {
  const texts = ['0', '7', '42', '65535', '1234567', '12345678', '123456789', '9999999999'];
  const more = ['000000000000001', '123456789012345', '1234567890123456', '-1', '1x', '1234567.9'];
  for (const text of [
    ...texts,
    ...more,
    '12345678/',
    '/2345678',
    ':',
    '1 ',
    '',
    'é',
    '99999999:9',
  ]) {
    const isNumber = /^\d{1,15}$/.test(text);
    const found = read(`${text} a\n`, 'bytes end', () => line.number(BYTES));
    const wanted = text === '' || text === '1 ' ? undefined : isNumber ? Number(text) : -1;
    if (wanted !== undefined) expect([text, found]).toEqual([text, wanted]);
  }
});

test('addresses, first bytes, and fields without a value', () => {
  const header = 'srcaddr dstaddr vpc-id action packets srcport end';
  read('198.51.100.7 2001:db8::1 - REJECT - 443 5\r\n', header, () => {
    expect(line.isOfColumns).toBe(true);
    expect([line.ipv4(SRCADDR), line.ipv4(DSTADDR)]).toEqual([3325256711, -1]);
    expect([line.has(DSTADDR), line.has(VPC_ID), line.has(ACCOUNT_ID)]).toEqual([
      true,
      false,
      false,
    ]);
    expect([line.text(DSTADDR), line.text(VPC_ID), line.text(ACTION)]).toEqual([
      ...['2001:db8::1', '', 'REJECT'],
    ]);
    expect([line.first(ACTION), line.first(VPC_ID)]).toEqual(['R'.charCodeAt(0), 0]);
    expect([line.number(PACKETS), line.number(SRCPORT), line.number(END)]).toEqual([-1, 443, 5]);
  });
  for (const text of [
    '256.1.1.1',
    '1.2.3',
    '1.2.3.4.5',
    '1..2.3',
    '.1.2.3',
    '1.2.3.',
    '1.2.3.4x',
  ]) {
    expect(read(`${text}\n`, 'srcaddr', () => line.ipv4(SRCADDR))).toBe(-1);
  }
});

test('columns change with the log, and nothing is left of the one before', () => {
  read('eni-1 111122223333 5\n', 'interface-id account-id packets', () => {
    expect([line.name(INTERFACE_ID), line.name(ACCOUNT_ID)]).toEqual(['eni-1', '111122223333']);
    expect(line.number(PACKETS)).toBe(5);
  });
  read('444455556666\n', 'account-id', () => {
    expect([line.name(INTERFACE_ID), line.name(ACCOUNT_ID)]).toEqual(['', '444455556666']);
    expect(line.number(PACKETS)).toBe(-1);
  });
});

test('a line of too many fields leaves nothing to the next', () => {
  read('a 2 3\n', 'vpc-id tcp-flags packets', () => expect(line.number(PACKETS)).toBe(3));
  read('a b 7\n', 'vpc-id', () => expect(line.isOfColumns).toBe(false));
  read('a\n', 'vpc-id', () => expect(line.number(PACKETS)).toBe(-1));
});

test('lines of more or fewer fields than the columns are told', () => {
  const isOf = (text: string, header: string) => read(text, header, () => line.isOfColumns);
  expect(isOf('1 2\n', 'packets bytes')).toBe(true);
  expect(isOf('1\n', 'packets bytes')).toBe(false);
  expect(isOf('1 2 3\n', 'packets bytes')).toBe(false);
  expect(isOf('\n', 'packets bytes')).toBe(false);
  const many = Array.from({ length: 70 }, (_, n) => `c${n}`).join(' ');
  expect(isOf(`${many}\n`, many)).toBe(false);
});
