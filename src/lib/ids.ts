import { randomBytes, randomUUID } from 'node:crypto';

/** 32 lower-case hex digits: detectors, invitations, findings. */
export function hexId(): string {
  return randomBytes(16).toString('hex');
}

export function uuid(): string {
  return randomUUID();
}

/**
 * Makes version 7 UUIDs: each is a greater text than the one before, also where the clock steps
 * back, and says when it was made. `floor`: one that is to be exceeded as well.
 */
export function createOrderedUuids(floor?: string): (millis: number) => string {
  let latest = floor === undefined ? 0 : timeOfOrderedUuid(floor) + 1;
  let count = -1;
  return (millis) => {
    count = millis > latest ? 0 : count + 1;
    latest = Math.max(millis, latest);
    if (count > 0xfff) {
      latest += 1;
      count = 0;
    }
    const order = count.toString(16).padStart(3, '0');
    return `${timeOrderedStart(latest)}-7${order}${randomUUID().slice(18)}`;
  };
}

/** What every ordered UUID of this millisecond begins with; later ones are greater texts. */
export function timeOrderedStart(millis: number): string {
  const time = Math.max(0, millis).toString(16).padStart(12, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}`;
}

/** When an ordered UUID was made, milliseconds. */
export function timeOfOrderedUuid(id: string): number {
  return Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16);
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
