import { isIPv4, isIPv6 } from 'node:net';

/** `count` blocks of 2^bits addresses from the beginning of a block; undefined where none fit. */
export function cidrBlocks(block: string, count: number, bits: number): string[] | undefined {
  const [address = '', length] = block.split('/');
  const width = isIPv4(address) ? 32 : isIPv6(address) ? 128 : undefined;
  const prefix = Number(length);
  if (width === undefined || length === undefined || !isWithin(prefix, 0, width)) return undefined;
  if (!isWithin(count, 1, 256) || !isWithin(bits, 1, width)) return undefined;
  const room = width - prefix;
  if (bits > room || BigInt(count) > 1n << BigInt(room - bits)) return undefined;
  const whole = width === 32 ? numberOfV4(address) : numberOfV6(address);
  const start = (whole >> BigInt(room)) << BigInt(room);
  return Array.from({ length: count }, (_, at) => {
    const number = start + (BigInt(at) << BigInt(bits));
    return `${width === 32 ? textOfV4(number) : textOfV6(number)}/${width - bits}`;
  });
}

function isWithin(number: number, least: number, most: number): boolean {
  return Number.isInteger(number) && number >= least && number <= most;
}

function numberOfV4(address: string): bigint {
  return address.split('.').reduce((sum, part) => (sum << 8n) | BigInt(part), 0n);
}

function textOfV4(number: bigint): string {
  return [24n, 16n, 8n, 0n].map((shift) => (number >> shift) & 255n).join('.');
}

function numberOfV6(address: string): bigint {
  const [head = '', tail] = address.split('::');
  const groups = (text: string) => (text === '' ? [] : text.split(':'));
  const [front, back] = [groups(head), groups(tail ?? '')];
  const zeros = tail === undefined ? 0 : 8 - front.length - back.length;
  const all = [...front, ...Array<string>(zeros).fill('0'), ...back];
  return all.reduce((sum, group) => (sum << 16n) | BigInt(`0x${group}`), 0n);
}

/** As RFC 5952 writes it: the longest run of zeros is left out. */
function textOfV6(number: bigint): string {
  const groups = Array.from({ length: 8 }, (_, at) =>
    ((number >> BigInt(16 * (7 - at))) & 0xffffn).toString(16),
  ).join(':');
  const runs = groups.match(/\b0(:0)+\b/g) ?? [];
  const longest = runs.reduce((best, run) => (run.length > best.length ? run : best), '');
  return longest === '' ? groups : groups.replace(longest, '').replace(/^:$|:{2,}|^:|:$/, '::');
}
