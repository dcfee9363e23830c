import { expect, it } from 'vitest';
import { CHECKSUMS } from './checksums.ts';

/** The check value of each algorithm's specification: over the digits 1 to 9. */
const CHECK: Readonly<Record<string, string>> = {
  crc32: 'cbf43926',
  crc32c: 'e3069283',
  crc64nvme: 'ae8b14860a799888',
  sha1: 'f7c3bc1d808e04732adf679965ccc34ca7ae3441',
  sha256: '15e2b0d3c33891ebb0f1ef609ec419420c20e320ce94c65fbc8c3312448eb225',
};

it.each(Object.keys(CHECKSUMS))('%s comes to its check value, in pieces too', (name) => {
  for (const pieces of [['123456789'], ['1', '2345', '', '6789']]) {
    const running = CHECKSUMS[name]?.();
    for (const piece of pieces) running?.update(Buffer.from(piece));
    expect(Buffer.from(running?.digest() ?? '', 'base64').toString('hex')).toBe(CHECK[name]);
  }
});
