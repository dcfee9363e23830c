import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

/** Text to text: what encryption is bound to. Authenticated, never stored in the ciphertext. */
export type EncryptionContext = Readonly<Record<string, string>>;

/** Which key and which of its materials a ciphertext was made with. */
export interface EnvelopeHead {
  /** A UUID. */
  readonly keyId: string;
  readonly material: number;
}

const VERSION = 1;
const ID_BYTES = 16;
/** Version, key, material: what stands before the nonce, in the clear and authenticated. */
const HEAD_BYTES = 1 + ID_BYTES + 2;
/** NIST SP 800-38D, 5.2.1.1. */
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** AES-256-GCM of a plaintext under 32 bytes of material; the blob names its key. */
export function encryptEnvelope(
  plaintext: Uint8Array,
  material: Uint8Array,
  head: EnvelopeHead,
  context: EncryptionContext,
): Buffer {
  const start = Buffer.alloc(HEAD_BYTES);
  start[0] = VERSION;
  Buffer.from(head.keyId.replaceAll('-', ''), 'hex').copy(start, 1);
  start.writeUInt16BE(head.material, 1 + ID_BYTES);
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', material, nonce, { authTagLength: TAG_BYTES });
  cipher.setAAD(authenticated(start, context));
  const body = Buffer.concat([cipher.update(plaintext), cipher.final()]);
  return Buffer.concat([start, nonce, body, cipher.getAuthTag()]);
}

/** The head of a blob; undefined for bytes that are none of ours. */
export function readEnvelopeHead(blob: Uint8Array): EnvelopeHead | undefined {
  if (blob.length < HEAD_BYTES + NONCE_BYTES + TAG_BYTES || blob[0] !== VERSION) return undefined;
  const bytes = Buffer.from(blob);
  const hex = bytes.toString('hex', 1, 1 + ID_BYTES);
  const keyId = hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
  return { keyId, material: bytes.readUInt16BE(1 + ID_BYTES) };
}

/** Undefined where the blob was changed, or made with another key or context. */
export function decryptEnvelope(
  blob: Uint8Array,
  material: Uint8Array,
  context: EncryptionContext,
): Buffer | undefined {
  const bytes = Buffer.from(blob);
  const nonce = bytes.subarray(HEAD_BYTES, HEAD_BYTES + NONCE_BYTES);
  const decipher = createDecipheriv('aes-256-gcm', material, nonce, { authTagLength: TAG_BYTES });
  decipher.setAAD(authenticated(bytes.subarray(0, HEAD_BYTES), context));
  decipher.setAuthTag(bytes.subarray(bytes.length - TAG_BYTES));
  const body = bytes.subarray(HEAD_BYTES + NONCE_BYTES, bytes.length - TAG_BYTES);
  try {
    return Buffer.concat([decipher.update(body), decipher.final()]);
  } catch {
    return undefined;
  }
}

/** The order in which a context was written does not matter; JSON keeps its parts apart. */
function authenticated(head: Buffer, context: EncryptionContext): Buffer {
  const pairs = Object.entries(context).sort(([a], [b]) => (a < b ? -1 : Number(a > b)));
  return Buffer.concat([head, Buffer.from(JSON.stringify(pairs))]);
}
