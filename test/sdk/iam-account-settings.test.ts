/** What an account has once: an alias and a password policy, as a client of AWS sees them. */
import * as iam from '@aws-sdk/client-iam';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { iamOf, refused } from './iam-account.ts';
import { VedetteServer } from './vedette-server.ts';

let server: VedetteServer;
let one: iam.IAMClient;
let other: iam.IAMClient;
beforeAll(async () => {
  server = await VedetteServer.start();
  one = iamOf(await server.account('111122223333'));
  other = iamOf(await server.account('444455556666'));
});
afterAll(() => server?.stop());

async function aliases(client: iam.IAMClient): Promise<string[] | undefined> {
  return (await client.send(new iam.ListAccountAliasesCommand({}))).AccountAliases;
}

test('CreateAccountAlias, ListAccountAliases, DeleteAccountAlias: one each', async () => {
  expect(await aliases(one)).toEqual([]);
  await one.send(new iam.CreateAccountAliasCommand({ AccountAlias: 'example-first' }));
  expect(
    await refused(other.send(new iam.CreateAccountAliasCommand({ AccountAlias: 'example-first' }))),
  ).toBe('409 EntityAlreadyExistsException: The account alias example-first already exists.');
  await one.send(new iam.CreateAccountAliasCommand({ AccountAlias: 'example-second' }));
  expect(await aliases(one)).toEqual(['example-second']);
  await other.send(new iam.CreateAccountAliasCommand({ AccountAlias: 'example-first' }));
  const notMine = new iam.DeleteAccountAliasCommand({ AccountAlias: 'example-first' });
  expect(await refused(one.send(notMine))).toMatch(/^404 NoSuchEntityException: /);
  await other.send(notMine);
  expect(await aliases(other)).toEqual([]);
  expect(await aliases(one)).toEqual(['example-second']);
  const wrong = new iam.CreateAccountAliasCommand({ AccountAlias: '-No-' });
  expect(await refused(one.send(wrong))).toMatch(/^400 ValidationError: /);
});

test('UpdateAccountPasswordPolicy: what is left out is off', async () => {
  const none =
    '404 NoSuchEntityException: The Password Policy with domain name 111122223333 cannot be found.';
  const get = () => one.send(new iam.GetAccountPasswordPolicyCommand({}));
  expect(await refused(get())).toBe(none);
  const strict = { MinimumPasswordLength: 14, RequireSymbols: true, MaxPasswordAge: 90 };
  await one.send(new iam.UpdateAccountPasswordPolicyCommand(strict));
  expect((await get()).PasswordPolicy).toMatchObject({ ...strict, ExpirePasswords: true });
  await one.send(new iam.UpdateAccountPasswordPolicyCommand({ RequireNumbers: true }));
  expect((await get()).PasswordPolicy).toEqual({
    MinimumPasswordLength: 6,
    RequireSymbols: false,
    RequireNumbers: true,
    RequireUppercaseCharacters: false,
    RequireLowercaseCharacters: false,
    AllowUsersToChangePassword: false,
    ExpirePasswords: false,
  });
  await one.send(new iam.DeleteAccountPasswordPolicyCommand({}));
  expect(await refused(get())).toBe(none);
  expect(await refused(one.send(new iam.DeleteAccountPasswordPolicyCommand({})))).toBe(none);
});
