import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto';

/** Seals texts for rest and opens them again, with one master key. */
export interface Seal {
  /** Names the key without giving it away: 16 hex digits. */
  readonly fingerprint: string;
  seal(text: string): string;
  /** Throws `SealError` where the text was sealed with another key, or was changed. */
  open(sealed: string): string;
}

export class SealError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'SealError';
  }
}

/** AES-256 wants exactly this many. */
export const MASTER_KEY_BYTES = 32;
/** NIST SP 800-38D, 5.2.1.1: 96 bits is the length that GCM is made for. */
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const VERSION = 'v1';

/**
 * AES-256-GCM. The sealed form is `v1.<fingerprint>.<base64url of nonce, ciphertext and tag>`;
 * version and fingerprint are authenticated too, so that neither can be exchanged unseen.
 */
export function createSeal(key: Uint8Array): Seal {
  if (key.length !== MASTER_KEY_BYTES) {
    throw new SealError(`A master key has ${MASTER_KEY_BYTES} bytes, not ${key.length}.`);
  }
  const secret = Buffer.from(key);
  const fingerprint = fingerprintOf(secret);
  const header = `${VERSION}.${fingerprint}.`;
  return {
    fingerprint,
    seal: (text) => header + encrypt(secret, header, text),
    open(sealed) {
      if (!sealed.startsWith(header)) throw new SealError(reasonOf(sealed, fingerprint));
      return decrypt(secret, header, sealed.slice(header.length));
    },
  };
}

/**
 * The text with everything in it that `from` has sealed sealed by `to`, telling `count` of each.
 * What only looks like it, such as a name that somebody gave, stays as it is.
 */
export function resealed(text: string, from: Seal, to: Seal, count: () => void): string {
  const pattern = new RegExp(`${VERSION}\\.${from.fingerprint}\\.[A-Za-z0-9_-]+`, 'g');
  return text.replace(pattern, (sealed) => {
    try {
      const again = to.seal(from.open(sealed));
      count();
      return again;
    } catch (error) {
      if (error instanceof SealError) return sealed;
      throw error;
    }
  });
}

/** Reads base64 (or base64url) or hex text of 32 bytes; undefined for anything else. */
export function parseMasterKey(text: string): Uint8Array | undefined {
  const trimmed = text.trim();
  if (/^[0-9a-fA-F]{64}$/.test(trimmed)) return Buffer.from(trimmed, 'hex');
  if (!/^[A-Za-z0-9+/_-]{43}=?$/.test(trimmed)) return undefined;
  const bytes = Buffer.from(trimmed, 'base64');
  return bytes.length === MASTER_KEY_BYTES ? bytes : undefined;
}

/** A new master key as base64 text. */
export function generateMasterKey(): string {
  return randomBytes(MASTER_KEY_BYTES).toString('base64');
}

function fingerprintOf(key: Buffer): string {
  return createHmac('sha256', key).update('vedette master key').digest('hex').slice(0, 16);
}

function encrypt(key: Buffer, header: string, text: string): string {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG_BYTES });
  cipher.setAAD(Buffer.from(header));
  const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return Buffer.concat([nonce, body, cipher.getAuthTag()]).toString('base64url');
}

function decrypt(key: Buffer, header: string, payload: string): string {
  const bytes = Buffer.from(payload, 'base64url');
  if (bytes.length < NONCE_BYTES + TAG_BYTES) throw new SealError('A sealed text was cut short.');
  const nonce = bytes.subarray(0, NONCE_BYTES);
  const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG_BYTES });
  decipher.setAAD(Buffer.from(header));
  decipher.setAuthTag(bytes.subarray(bytes.length - TAG_BYTES));
  const body = bytes.subarray(NONCE_BYTES, bytes.length - TAG_BYTES);
  try {
    return Buffer.concat([decipher.update(body), decipher.final()]).toString('utf8');
  } catch (error) {
    throw new SealError(`A sealed text was changed: ${String(error)}`);
  }
}

function reasonOf(sealed: string, fingerprint: string): string {
  const [version, other] = sealed.split('.');
  if (version !== VERSION) return 'A sealed text has a form that this version does not know.';
  return `A text was sealed with the master key ${other}; the key at hand is ${fingerprint}.`;
}
