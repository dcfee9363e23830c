import { Command } from 'commander';
import { expect, it } from 'vitest';
import { addQuotaOptions, quotasOf } from './quota-options.ts';

function parsed(...words: string[]) {
  const command = addQuotaOptions(new Command()).exitOverride();
  command.configureOutput({ writeErr: () => undefined });
  return quotasOf(command.parse(words, { from: 'user' }).opts());
}

it('reads the quotas that are given, and leaves the others alone', () => {
  expect(parsed()).toEqual({});
  expect(
    parsed(
      '--organization-accounts-max',
      '5',
      '--scps-per-target-max',
      '6',
      '--scp-characters-max',
      '700',
    ),
  ).toEqual({ organizationAccountsMax: 5, scpsPerTargetMax: 6, scpCharactersMax: 700 });
});

it.each([
  ['--organization-accounts-max', '0'],
  ['--scps-per-target-max', '101'],
  ['--scp-characters-max', '99'],
  ['--scps-per-target-max', 'many'],
])('refuses %s %s', (flag, text) => {
  expect(() => parsed(flag, text)).toThrow('It must be a whole number');
});
