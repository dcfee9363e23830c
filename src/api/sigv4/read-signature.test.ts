import { describe, expect, it } from 'vitest';
import type { RequestHead } from '../http.ts';
import { readSignature } from './read-signature.ts';

const SIGNATURE = '5d672d79c15b13162d9279b0855cfba6789a8edb4c82c400e06b5924a6f2b5d7';
const CREDENTIAL = 'Credential=AKIDEXAMPLE/20261123/us-east-1/guardduty/aws4_request';
const SIGNED = `SignedHeaders=host;x-amz-date, Signature=${SIGNATURE}`;
const AUTHORIZATION = `AWS4-HMAC-SHA256 ${CREDENTIAL}, ${SIGNED}`;

function head(headers: Record<string, string>, query = ''): RequestHead {
  return { method: 'GET', path: '/detector', query, headers: new Map(Object.entries(headers)) };
}

function signed(change: Record<string, string> = {}): RequestHead {
  return head({ 'x-amz-date': '20261123T120000Z', authorization: AUTHORIZATION, ...change });
}

const WHOLE = {
  scope: {
    accessKeyId: 'AKIDEXAMPLE',
    date: '20261123',
    region: 'us-east-1',
    service: 'guardduty',
    terminator: 'aws4_request',
  },
  time: { text: '20261123T120000Z', millis: Date.UTC(2026, 10, 23, 12) },
  signedHeaders: ['host', 'x-amz-date'],
  signature: SIGNATURE,
  token: undefined,
  expiresSeconds: undefined,
  presigned: false,
};

const QUERY =
  'X-Amz-Algorithm=AWS4-HMAC-SHA256' +
  '&X-Amz-Credential=AKIDEXAMPLE%2F20261123%2Fus-east-1%2Fguardduty%2Faws4_request' +
  '&X-Amz-Date=20261123T120000Z&X-Amz-Expires=60&X-Amz-SignedHeaders=host%3Bx-amz-date' +
  `&X-Amz-Signature=${SIGNATURE}`;

describe('the header form', () => {
  it('is read whole, with its token', () => {
    expect(readSignature(signed())).toEqual(WHOLE);
    const token = 'a+b/c==';
    const session = signed({ 'x-amz-security-token': token });
    expect(readSignature(session)).toEqual({ ...WHOLE, token });
  });

  it.each([
    ['without spaces', AUTHORIZATION.replaceAll(', ', ',')],
    ['with more spaces', AUTHORIZATION.replaceAll(', ', ' ,   ')],
    [
      'in another order',
      `AWS4-HMAC-SHA256 Signature=${SIGNATURE}, SignedHeaders=host;x-amz-date, ${CREDENTIAL}`,
    ],
  ])('may be written %s', (_name, authorization) => {
    expect(readSignature(signed({ authorization }))).toEqual(WHOLE);
  });

  it('takes its time from the Date header where X-Amz-Date is absent', () => {
    const date = 'Mon, 23 Nov 2026 12:00:00 GMT';
    expect(readSignature(head({ date, authorization: AUTHORIZATION }))).toEqual(WHOLE);
    const both = signed({ date: 'Mon, 23 Nov 2026 12:30:00 GMT' });
    expect(readSignature(both)).toEqual(WHOLE);
  });

  it.each([
    ['no Signature', AUTHORIZATION.replace(/, Signature=.*/, ''), "requires 'Signature' param"],
    ['no Credential', AUTHORIZATION.replace('Credential=', 'X='), "requires 'Credential' param"],
    ['no names', AUTHORIZATION.replace('SignedHeaders=', 'X='), "requires 'SignedHeaders' param"],
    ['a short scope', AUTHORIZATION.replace('/aws4_request', ''), 'exactly 5 slash-delimited'],
    ['an older hash', AUTHORIZATION.replace('SHA256', 'SHA1'), "'AWS4-HMAC-SHA1'"],
    ['only its name', 'AWS4-HMAC-SHA256', "requires 'Credential' param"],
  ])('with %s is incomplete', (_name, authorization, message) => {
    const result = readSignature(signed({ authorization }));
    expect(result).toMatchObject({
      kind: 'incomplete-signature',
      message: expect.stringContaining(message),
    });
  });

  it.each([
    ['none', {}],
    ['twice', { 'x-amz-date': '20261123T120000Z, 20261123T120000Z' }],
    ['in another form', { 'x-amz-date': '2026-11-23T12:00:00Z' }],
    ['of no day', { 'x-amz-date': '20261323T120000Z' }],
    ['in words', { date: 'tomorrow' }],
  ])('with a time given %s is incomplete', (_name, headers) => {
    const result = readSignature(head({ authorization: AUTHORIZATION, ...headers }));
    expect(result).toMatchObject({ kind: 'incomplete-signature' });
  });
});

describe('the presigned form', () => {
  it('is read whole, with its token', () => {
    const presigned = { ...WHOLE, presigned: true, expiresSeconds: 60 };
    expect(readSignature(head({}, QUERY))).toEqual(presigned);
    const session = head({}, `${QUERY}&X-Amz-Security-Token=a%2Bb%3D`);
    expect(readSignature(session)).toEqual({ ...presigned, token: 'a+b=' });
    const old = head({}, QUERY.replace('&X-Amz-Expires=60', ''));
    expect(readSignature(old)).toEqual({ ...presigned, expiresSeconds: undefined });
  });

  it.each([
    ['no date', QUERY.replace(/X-Amz-Date=[^&]*/, '')],
    ['no signature', QUERY.replace(/&X-Amz-Signature=.*/, '')],
    ['another algorithm', QUERY.replace('HMAC-SHA256', 'NONE')],
    ['a parameter twice', `${QUERY}&X-Amz-Date=20261123T120000Z`],
    ['a bad escape', `${QUERY}&a=%zz`],
    ['no life', QUERY.replace('Expires=60', 'Expires=0')],
    ['a life beyond seven days', QUERY.replace('Expires=60', 'Expires=604801')],
    ['a life in words', QUERY.replace('Expires=60', 'Expires=long')],
  ])('with %s is incomplete', (_name, query) => {
    expect(readSignature(head({}, query))).toMatchObject({ kind: 'incomplete-signature' });
  });
});

it('counts anything else as unsigned, and two signatures as none', () => {
  expect(readSignature(head({}))).toMatchObject({ kind: 'missing-token' });
  const bearer = readSignature(signed({ authorization: 'Bearer abc' }));
  expect(bearer).toMatchObject({ kind: 'missing-token', message: 'Missing Authentication Token' });
  const both = { ...signed(), query: QUERY };
  expect(readSignature(both)).toMatchObject({ kind: 'incomplete-signature' });
  for (const second of [AUTHORIZATION, 'Bearer abc', 'Signature=x']) {
    const twice = signed({ authorization: `${AUTHORIZATION},${second}` });
    expect(readSignature(twice)).toMatchObject({ kind: 'incomplete-signature' });
  }
});
