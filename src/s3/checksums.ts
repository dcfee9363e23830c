import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';

/** A checksum that is fed piece by piece. */
export interface RunningChecksum {
  update(bytes: Uint8Array): void;
  /** Base64, as the headers have it. */
  digest(): string;
}

/** The algorithms that S3 knows, by the end of their header's name. */
export const CHECKSUMS: Readonly<Record<string, () => RunningChecksum>> = {
  crc32: () => crc32Running(),
  crc32c: () => reflected32(CRC32C),
  crc64nvme: () => reflected64(),
  sha1: () => hashing('sha1'),
  sha256: () => hashing('sha256'),
};

function hashing(algorithm: string): RunningChecksum {
  const hash = createHash(algorithm);
  return { update: (bytes) => void hash.update(bytes), digest: () => hash.digest('base64') };
}

function crc32Running(): RunningChecksum {
  let value = 0;
  return {
    update: (bytes) => {
      value = crc32(bytes, value);
    },
    digest: () => base64Of([value]),
  };
}

/** Castagnoli's polynomial (RFC 3720), reflected. */
const CRC32C = table32(0x82f63b78);

function table32(polynomial: number): Uint32Array {
  return Uint32Array.from({ length: 256 }, (_, byte) => {
    let value = byte;
    for (let bit = 0; bit < 8; bit += 1) {
      value = value & 1 ? (value >>> 1) ^ polynomial : value >>> 1;
    }
    return value >>> 0;
  });
}

function reflected32(table: Uint32Array): RunningChecksum {
  let value = 0xffffffff;
  return {
    update: (bytes) => {
      for (const byte of bytes) value = (value >>> 8) ^ (table[(value ^ byte) & 255] ?? 0);
    },
    digest: () => base64Of([~value]),
  };
}

/** CRC-64/NVME, reflected, as two halves: numbers have 53 bits, and BigInt is slow. */
const [NVME_HIGH, NVME_LOW] = table64(0x9a6c9329, 0xac4bc9b5);

function table64(polynomialHigh: number, polynomialLow: number): [Uint32Array, Uint32Array] {
  const high = new Uint32Array(256);
  const low = new Uint32Array(256);
  for (let byte = 0; byte < 256; byte += 1) {
    let [h, l] = [0, byte];
    for (let bit = 0; bit < 8; bit += 1) {
      const carry = l & 1;
      l = ((l >>> 1) | (h << 31)) ^ (carry ? polynomialLow : 0);
      h = (h >>> 1) ^ (carry ? polynomialHigh : 0);
    }
    high[byte] = h;
    low[byte] = l;
  }
  return [high, low];
}

function reflected64(): RunningChecksum {
  let [high, low] = [0xffffffff, 0xffffffff];
  return {
    update: (bytes) => {
      for (const byte of bytes) {
        const index = (low ^ byte) & 255;
        low = ((low >>> 8) | (high << 24)) ^ (NVME_LOW[index] ?? 0);
        high = (high >>> 8) ^ (NVME_HIGH[index] ?? 0);
      }
    },
    digest: () => base64Of([~high, ~low]),
  };
}

function base64Of(words: readonly number[]): string {
  const bytes = Buffer.alloc(words.length * 4);
  for (const [index, word] of words.entries()) bytes.writeUInt32BE(word >>> 0, index * 4);
  return bytes.toString('base64');
}
