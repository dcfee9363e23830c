import { randomBytes, randomUUID } from 'node:crypto';

/** 32 lower-case hex digits: detectors, invitations, findings. */
export function hexId(): string {
  return randomBytes(16).toString('hex');
}

export function uuid(): string {
  return randomUUID();
}

const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** Text of `length` characters from `alphabet`, without modulo bias for alphabets of 2^n. */
export function randomText(length: number, alphabet: string = BASE32): string {
  const largest = 256 - (256 % alphabet.length);
  let text = '';
  while (text.length < length) {
    for (const byte of randomBytes(length)) {
      if (byte < largest && text.length < length) text += alphabet[byte % alphabet.length];
    }
  }
  return text;
}

/** `AKIA…` for long-term keys, `ASIA…` for sessions: 20 characters, as AWS makes them. */
export function accessKeyId(prefix: 'AKIA' | 'ASIA'): string {
  return prefix + randomText(16);
}

/** 40 characters, as AWS makes them. */
export function secretAccessKey(): string {
  return randomBytes(30).toString('base64');
}
