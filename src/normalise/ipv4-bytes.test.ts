import { expect, it } from 'vitest';
import { ipv4At } from './ipv4-bytes.ts';

function read(text: string): number {
  const bytes = Buffer.from(`x${text}x`);
  return ipv4At(bytes, 1, bytes.length - 1);
}

it('reads an address, and nothing that is none', () => {
  expect(read('0.0.0.0')).toBe(0);
  expect(read('198.51.100.7')).toBe(0xc6336407);
  expect(read('255.255.255.255')).toBe(0xffffffff);
  for (const text of ['', '-', '1.2.3', '1.2.3.', '.1.2.3', '1..2.3', '1.2.3.4.5', '256.1.1.1']) {
    expect(read(text)).toBe(-1);
  }
  expect(read('2001:db8::1')).toBe(-1);
  expect(read('1.2.3.4x')).toBe(-1);
});
