import { randomBytes } from 'node:crypto';
import { expect, it } from 'vitest';
import { decryptEnvelope, encryptEnvelope, readEnvelopeHead } from './envelope.ts';

const material = randomBytes(32);
const head = { keyId: '1234abcd-12ab-34cd-56ef-1234567890ab', material: 3 };
const context = { purpose: 'export', account: '111122223333' };
const secret = Buffer.from('a secret ☂');
const blob = encryptEnvelope(secret, material, head, context);

it('opens with the same material and context, in whatever order it is written', () => {
  expect(readEnvelopeHead(blob)).toEqual(head);
  expect(decryptEnvelope(blob, material, context)).toEqual(secret);
  const reversed = Object.fromEntries(Object.entries(context).reverse());
  expect(decryptEnvelope(blob, material, reversed)).toEqual(secret);
  expect(
    decryptEnvelope(encryptEnvelope(Buffer.alloc(0), material, head, {}), material, {}),
  ).toEqual(Buffer.alloc(0));
});

it('stays closed to another material, another context, and any changed byte', () => {
  expect(decryptEnvelope(blob, randomBytes(32), context)).toBeUndefined();
  expect(decryptEnvelope(blob, material, { ...context, more: '' })).toBeUndefined();
  expect(decryptEnvelope(blob, material, {})).toBeUndefined();
  for (let index = 0; index < blob.length; index += 1) {
    const changed = Buffer.from(blob);
    changed[index] = (changed[index] ?? 0) ^ 1;
    expect(decryptEnvelope(changed, material, context)).toBeUndefined();
  }
});

it('reads no head of what is too short or of another form', () => {
  expect(readEnvelopeHead(blob.subarray(0, 20))).toBeUndefined();
  expect(readEnvelopeHead(Buffer.alloc(100, 7))).toBeUndefined();
});
