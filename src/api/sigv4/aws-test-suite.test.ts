import { describe, expect, it } from 'vitest';
import { headOf, type RequestHead } from '../http.ts';
import { Refusal } from '../refusal.ts';
import { readSignature, type Signature } from './read-signature.ts';
import { SigningKeys } from './signing-keys.ts';
import { type Key, verifySignature } from './verify-signature.ts';

/**
 * Vectors of AWS's public Signature Version 4 test suite: access key AKIDEXAMPLE, service `service`
 * in us-east-1, 2015-08-30T12:36:00Z. Goal: what AWS's own signers produce is accepted, byte for
 * byte. Method: each request is given as the suite has it and must verify; with one digit of the
 * signature changed it must not.
 */
const PLAIN = ['Host:example.amazonaws.com', 'X-Amz-Date:20150830T123600Z'];
const PLAIN_SIGNATURE = '5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31';
const UNRESERVED = '-._~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const FORM = ['Content-Type:application/x-www-form-urlencoded', ...PLAIN];
const FORM_UTF8 = ['Content-Type:application/x-www-form-urlencoded; charset=utf8', ...PLAIN];
const TOKEN =
  'AQoDYXdzEPT//////////wEXAMPLEtc764bNrC9SAPBSM22wDOk4x4HIZ8j4FZTwdQWLWsKWHGBuFqwAeMicRXmxfpSPf' +
  'IeoIYRqTflfKD8YUuwthAx7mSEI/qkPpKPi/kMcGdQrmGdeehM4IC1NtBmUpp2wUE8phUZampKsburEDy0KPkyQDYwT7W' +
  'Z0wq5VSXDvp75YU9HFvlRd8Tx6q6fE8YQcHNVXAkiY9q6d+xo0rKwT38xVqr7ZD0u0iPPkUL64lIZbqBAz+scqKmlzm8F' +
  'DrypNC9Yjc8fPOLn9FX9KSYvKTr4rvx3iSIlTJabIQwj2ICCR/oLxBA==';

interface Vector {
  readonly name: string;
  readonly request: string;
  readonly headers?: readonly string[];
  readonly signed?: string;
  readonly body?: string;
  readonly signature: string;
}

const VECTORS: readonly Vector[] = [
  { name: 'get-vanilla', request: 'GET /', signature: PLAIN_SIGNATURE },
  {
    name: 'get-unreserved',
    request: `GET /${UNRESERVED}`,
    signature: '07ef7494c76fa4850883e2b006601f940f8a34d404d0cfa977f52a65bbf5f24f',
  },
  {
    name: 'get-utf8',
    request: 'GET /ሴ',
    signature: '8318018e0b0f223aa2bbf98705b62bb787dc9c0e678f255a891fd03141be5d85',
  },
  {
    name: 'get-vanilla-empty-query-key',
    request: 'GET /?Param1=value1',
    signature: 'a67d582fa61cc504c4bae71f336f98b97f1ea3c7a6bfe1b6e45aec72011b9aeb',
  },
  { name: 'get-vanilla-query', request: 'GET /', signature: PLAIN_SIGNATURE },
  {
    name: 'get-vanilla-query-order-key',
    request: 'GET /?Param1=value2&Param1=Value1',
    signature: 'eedbc4e291e521cf13422ffca22be7d2eb8146eecf653089df300a15b2382bd1',
  },
  {
    name: 'get-vanilla-query-order-key-case',
    request: 'GET /?Param2=value2&Param1=value1',
    signature: 'b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500',
  },
  {
    name: 'get-vanilla-query-order-value',
    request: 'GET /?Param1=value2&Param1=value1',
    signature: '5772eed61e12b33fae39ee5e7012498b51d56abc0abb7c60486157bd471c4694',
  },
  {
    name: 'get-vanilla-query-unreserved',
    request: `GET /?${UNRESERVED}=${UNRESERVED}`,
    signature: '9c3e54bfcdf0b19771a7f523ee5669cdf59bc7cc0884027167c21bb143a40197',
  },
  {
    name: 'get-vanilla-utf8-query',
    request: 'GET /?ሴ=bar',
    signature: '2cdec8eed098649ff3a119c94853b13c643bcf08f8b0a1d91e12c9027818dd04',
  },
  {
    name: 'get-header-key-duplicate',
    request: 'GET /',
    headers: ['My-Header1:value2', 'My-Header1:value2', 'My-Header1:value1', ...PLAIN],
    signed: 'host;my-header1;x-amz-date',
    signature: 'c9d5ea9f3f72853aea855b47ea873832890dbdd183b4468f858259531a5138ea',
  },
  {
    name: 'get-header-value-order',
    request: 'GET /',
    headers: [
      'My-Header1:value4',
      'My-Header1:value1',
      'My-Header1:value3',
      'My-Header1:value2',
      ...PLAIN,
    ],
    signed: 'host;my-header1;x-amz-date',
    signature: '08c7e5a9acfcfeb3ab6b2185e75ce8b1deb5e634ec47601a50643f830c755c01',
  },
  {
    name: 'get-header-value-trim',
    request: 'GET /',
    headers: ['My-Header1: value1', 'My-Header2: "a   b   c"', ...PLAIN],
    signed: 'host;my-header1;my-header2;x-amz-date',
    signature: 'acc3ed3afb60bb290fc8d2dd0098b9911fcaa05412b367055dee359757a9c736',
  },
  {
    name: 'post-vanilla',
    request: 'POST /',
    signature: '5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b',
  },
  {
    name: 'post-vanilla-query',
    request: 'POST /?Param1=value1',
    signature: '28038455d6de14eafc1f9222cf5aa6f1a96197d7deb8263271d420d138af7f11',
  },
  {
    name: 'post-header-key-case',
    request: 'POST /',
    headers: ['HOST:example.amazonaws.com', 'x-amz-DATE:20150830T123600Z'],
    signature: '5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b',
  },
  {
    name: 'post-header-key-sort',
    request: 'POST /',
    headers: ['My-Header1:value1', ...PLAIN],
    signed: 'host;my-header1;x-amz-date',
    signature: 'c5410059b04c1ee005303aed430f6e6645f61f4dc9e1461ec8f8916fdf18852c',
  },
  {
    name: 'post-header-value-case',
    request: 'POST /',
    headers: ['My-Header1:VALUE1', ...PLAIN],
    signed: 'host;my-header1;x-amz-date',
    signature: 'cdbc9802e29d2942e5e10b5bccfdd67c5f22c7c4e8ae67b53629efa58b974b7d',
  },
  {
    name: 'post-x-www-form-urlencoded',
    request: 'POST /',
    headers: FORM,
    signed: 'content-type;host;x-amz-date',
    body: 'Param1=value1',
    signature: 'ff11897932ad3f4e8b18135d722051e5ac45fc38421b1da7b9d196a0fe09473a',
  },
  {
    name: 'post-x-www-form-urlencoded-parameters',
    request: 'POST /',
    headers: FORM_UTF8,
    signed: 'content-type;host;x-amz-date',
    body: 'Param1=value1',
    signature: '1a72ec8f64bd914b0e42e42607c7fbce7fb2c7465f63e3092b3b0d39fa77a6fe',
  },
  {
    name: 'post-sts-token/post-sts-header-before',
    request: 'POST /',
    headers: [...PLAIN, `X-Amz-Security-Token:${TOKEN}`],
    signed: 'host;x-amz-date;x-amz-security-token',
    signature: '85d96828115b5dc0cfc3bd16ad9e210dd772bbebba041836c64533a82be05ead',
  },
  {
    name: 'post-sts-token/post-sts-header-after',
    request: 'POST /',
    headers: [...PLAIN, `X-Amz-Security-Token:${TOKEN}`],
    signature: '5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b',
  },
  { name: 'get-relative', request: 'GET /example/..', signature: PLAIN_SIGNATURE },
  {
    name: 'get-relative-relative',
    request: 'GET /example1/example2/../..',
    signature: PLAIN_SIGNATURE,
  },
  { name: 'get-slash', request: 'GET //', signature: PLAIN_SIGNATURE },
  { name: 'get-slash-dot-slash', request: 'GET /./', signature: PLAIN_SIGNATURE },
  {
    name: 'get-slashes',
    request: 'GET //example//',
    signature: '9a624bd73a37c9a373b5312afbebe7a714a789de108f0bdfe846570885f57e84',
  },
  {
    name: 'get-slash-pointless-dot',
    request: 'GET /./example',
    signature: 'ef75d96142cf21edca26f06005da7988e4f8dc83a165a80865db7089db637ec5',
  },
  {
    name: 'get-space',
    request: 'GET /example space/',
    signature: '652487583200325589f1fba4c7e578f72c47cb61beeca81406b39ddec1366741',
  },
];

const key: Key = {
  secret: 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY',
  principal: { kind: 'root', accountId: '123456789012', accessKeyId: 'AKIDEXAMPLE' },
};

/** As node hands it over: texts whose characters are the bytes on the wire. */
function headFor(vector: Vector, signature: string): RequestHead {
  const signed = vector.signed ?? 'host;x-amz-date';
  const authorization =
    'AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request, ' +
    `SignedHeaders=${signed}, Signature=${signature}`;
  const lines = [...(vector.headers ?? PLAIN), `Authorization:${authorization}`];
  const rawHeaders = lines.flatMap((line) => {
    const at = line.indexOf(':');
    return [line.slice(0, at), line.slice(at + 1).trim()];
  });
  const wire = Buffer.from(vector.request, 'utf8').toString('latin1');
  const space = wire.indexOf(' ');
  return headOf({ method: wire.slice(0, space), url: wire.slice(space + 1), rawHeaders });
}

function claimOf(request: RequestHead): Signature {
  const signature = readSignature(request);
  if (signature instanceof Refusal) throw signature;
  return signature;
}

describe("AWS's test suite", () => {
  const keys = new SigningKeys();
  for (const vector of VECTORS) {
    it(vector.name, () => {
      const body = Buffer.from(vector.body ?? '');
      const verify = (digits: string) => {
        const head = headFor(vector, digits);
        verifySignature(head, body, claimOf(head), key, keys);
      };
      expect(() => verify(vector.signature)).not.toThrow();
      const last = vector.signature.endsWith('0') ? '1' : '0';
      expect(() => verify(vector.signature.slice(0, -1) + last)).toThrow(/does not match/);
    });
  }
});
