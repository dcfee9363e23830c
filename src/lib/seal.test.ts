import { describe, expect, it } from 'vitest';
import { createSeal, generateMasterKey, parseMasterKey, SealError } from './seal.ts';

const key = Buffer.alloc(32, 7);

describe('createSeal', () => {
  it('opens what it sealed, and hides it', () => {
    const seal = createSeal(key);
    const sealed = seal.seal('a secret – ünïcode');
    expect(seal.open(sealed)).toBe('a secret – ünïcode');
    expect(sealed).toMatch(/^v1\.[0-9a-f]{16}\.[\w-]+$/);
    expect(sealed).not.toContain('secret');
  });

  it('never seals a text the same way twice', () => {
    const seal = createSeal(key);
    expect(seal.seal('x')).not.toBe(seal.seal('x'));
  });

  it('says which key is wanted when another one is at hand', () => {
    const sealed = createSeal(key).seal('x');
    const other = createSeal(Buffer.alloc(32, 8));
    expect(() => other.open(sealed)).toThrow(createSeal(key).fingerprint);
  });

  it('refuses a changed, cut or unknown form', () => {
    const seal = createSeal(key);
    const sealed = seal.seal('hello');
    const flipped = sealed.slice(0, -3) + (sealed.at(-3) === 'A' ? 'B' : 'A') + sealed.slice(-2);
    expect(() => seal.open(flipped)).toThrow(SealError);
    expect(() => seal.open(sealed.slice(0, 30))).toThrow('cut short');
    expect(() => seal.open(`v2${sealed.slice(2)}`)).toThrow('does not know');
  });

  it('wants exactly 32 bytes', () => {
    expect(() => createSeal(Buffer.alloc(16))).toThrow('32 bytes');
  });
});

describe('parseMasterKey', () => {
  it('reads base64, base64url and hex', () => {
    const bytes = Buffer.from(generateMasterKey(), 'base64');
    for (const form of ['base64', 'base64url', 'hex'] as const) {
      const parsed = parseMasterKey(` ${bytes.toString(form)}\n`);
      expect(parsed && Buffer.from(parsed).equals(bytes)).toBe(true);
    }
  });

  it('knows no other form', () => {
    for (const text of ['', 'short', 'g'.repeat(64), 'ab'.repeat(31), '='.repeat(44)]) {
      expect(parseMasterKey(text)).toBeUndefined();
    }
  });
});
