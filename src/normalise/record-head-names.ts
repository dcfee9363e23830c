/** The members that matter, by number: what `nameAt` answers with. */
export const NONE = 0;
export const RECIPIENT = 1;
export const REGION = 2;
export const SOURCE = 3;
export const NAME = 4;
export const USER_AGENT = 5;
export const IDENTITY = 6;
export const CATEGORY = 7;
export const DIGEST_START = 8;
export const TYPE = 9;
export const ACCOUNT = 10;
export const PARAMETERS = 11;
export const BUCKET = 12;
export const ADDRESS = 13;
export const PRINCIPAL = 14;
export const ACCESS_KEY = 15;
export const SCOPE = 16;
export const ISSUER_TYPE = 17;
/** From here on: lists of records that something stands around. */
export const HOLDERS = 18;

const NAMES = [
  '',
  'recipientAccountId',
  'awsRegion',
  'eventSource',
  'eventName',
  'userAgent',
  'userIdentity',
  'eventCategory',
  'digestStartTime',
  'type',
  'accountId',
  'requestParameters',
  'bucketName',
  'sourceIPAddress',
  'principalId',
  'accessKeyId',
  'inScopeOf',
  'issuerType',
  'Records',
  // Kubernetes' event lists.
  'items',
  // CloudWatch Logs: subscriptions, and `aws logs filter-log-events`.
  'logEvents',
  'events',
].map((name) => Buffer.from(name));

/** A key's length, first and last byte tell the names apart, so most keys cost one look-up. */
function placeOf(length: number, first: number, last: number): number {
  return (length * 37 + first * 5 + last) & 255;
}

const nameByPlace = new Uint8Array(256);
for (let name = 1; name < NAMES.length; name += 1) {
  const bytes = NAMES[name] as Buffer;
  const place = placeOf(bytes.length, bytes[0] as number, bytes[bytes.length - 1] as number);
  if (nameByPlace[place] !== NONE) throw new Error(`two names at one place: ${bytes}`);
  nameByPlace[place] = name;
}

/** Which name these key bytes spell, or NONE. */
export function nameAt(bytes: Buffer, from: number, end: number): number {
  if (end === from) return NONE;
  const place = placeOf(end - from, bytes[from] as number, bytes[end - 1] as number);
  const name = nameByPlace[place] as number;
  return name !== NONE && isAt(bytes, from, end, NAMES[name] as Buffer) ? name : NONE;
}

function isAt(bytes: Uint8Array, from: number, end: number, name: Uint8Array): boolean {
  if (end - from !== name.length) return false;
  for (let index = 0; index < name.length; index += 1) {
    if (bytes[from + index] !== name[index]) return false;
  }
  return true;
}

/** Whose data events are told apart: they are features of their own. */
export const S3 = 's3.amazonaws.com';
export const AI_SOURCES: ReadonlySet<string> = new Set([
  'bedrock.amazonaws.com',
  'bedrock-agentcore.amazonaws.com',
  'sagemaker.amazonaws.com',
]);
