import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { addOpenIdOptions, type OpenIdOptions, openIdOf } from './open-id-options.ts';

const role = 'arn:aws:iam::111122223333:role/Responder';
const given = {
  ...{ issuer: 'https://id.example.com', clientId: 'vedette' },
  roles: [{ claim: 'groups', value: 'responders', role }],
};
let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'vedette-open-id-options-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

function parsed(body?: string, publicUrl = 'https://vedette.example.com') {
  const file = join(folder, 'open-id.json');
  if (body !== undefined) writeFileSync(file, body);
  const words = body === undefined ? [] : ['--open-id', file];
  const command = addOpenIdOptions(new Command()).parse(words, { from: 'user' });
  return openIdOf({ ...command.opts<OpenIdOptions>(), ...(publicUrl !== '' && { publicUrl }) });
}

it('reads the file about the identity provider, where there is one', () => {
  expect(parsed()).toBeUndefined();
  expect(parsed(JSON.stringify(given))).toMatchObject({
    ...given,
    publicUrl: 'https://vedette.example.com',
  });
});

it.each([
  ['no JSON', 'https://vedette.example.com', /open-id\.json: .*JSON/],
  ['{}', 'https://vedette.example.com', /"roles" must be a list/],
  [`"${'x'.repeat(1_000_001)}"`, 'https://vedette.example.com', /it is too large/],
  [JSON.stringify(given), '', /--open-id needs --public-url/],
])('refuses what it cannot use: %.20s', (body, publicUrl, words) => {
  expect(() => parsed(body, publicUrl)).toThrow(words);
});

it('refuses a file that is not there', () => {
  const options = { openId: join(folder, 'absent'), publicUrl: 'https://vedette.example.com' };
  expect(() => openIdOf(options)).toThrow('ENOENT');
});
