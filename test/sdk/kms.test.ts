/** Keys as a client of AWS sees them: made, named, shared, switched off and gone. */
import * as iam from '@aws-sdk/client-iam';
import * as kms from '@aws-sdk/client-kms';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { ManualClock, systemClock } from '../../src/lib/clock.ts';
import {
  allow,
  assume,
  document,
  iamOf,
  type Key,
  refused,
  settingsOf,
  stsOf,
  trust,
} from './iam-account.ts';
import { type TestAccount, VedetteServer } from './vedette-server.ts';

const PLAIN = Buffer.from('the plaintext ☂');
const DAY = 86_400_000;

describe('a key', () => {
  let server: VedetteServer;
  let owner: TestAccount;
  let other: TestAccount;
  let root: kms.KMSClient;
  let tests = 10;
  const clock = new ManualClock(systemClock.now());
  beforeAll(async () => {
    server = await VedetteServer.start({ clock });
  });
  afterAll(() => server?.stop());
  beforeEach(async () => {
    tests += 1;
    owner = await server.account(`4444555566${tests}`);
    other = await server.account(`1111222266${tests}`);
    root = kmsOf(owner);
  });

  const kmsOf = (account: TestAccount, key?: Key) =>
    new kms.KMSClient({
      ...settingsOf(account),
      ...(key && { credentials: key }),
    });

  async function make(Policy?: object): Promise<string> {
    const more = Policy && { Policy: JSON.stringify(Policy) };
    const { KeyMetadata } = await root.send(new kms.CreateKeyCommand({ ...more }));
    return KeyMetadata?.Arn ?? '';
  }

  async function encrypt(KeyId: string, EncryptionContext = {}): Promise<Uint8Array> {
    const input = { KeyId, Plaintext: PLAIN, EncryptionContext };
    const { CiphertextBlob = new Uint8Array() } = await root.send(new kms.EncryptCommand(input));
    return CiphertextBlob;
  }

  const decrypt = async (
    CiphertextBlob: Uint8Array,
    more: Partial<kms.DecryptCommandInput> = {},
    client = root,
  ) => {
    const answer = await client.send(new kms.DecryptCommand({ CiphertextBlob, ...more }));
    return Buffer.from(answer.Plaintext ?? []);
  };

  test('encrypts and decrypts, bound to its encryption context', async () => {
    const arn = await make();
    expect(arn).toMatch(/^arn:aws:kms:us-east-1:\d{12}:key\/[0-9a-f-]{36}$/);
    const blob = await encrypt(arn, { of: 'a' });
    expect(await decrypt(blob, { EncryptionContext: { of: 'a' } })).toEqual(PLAIN);
    expect(await refused(decrypt(blob))).toMatch(/^400 InvalidCiphertextException/);
    expect(await refused(decrypt(Buffer.from('nonsense')))).toMatch(
      /^400 InvalidCiphertextException/,
    );
    const KeyId = await make();
    const wrong = decrypt(blob, { KeyId, EncryptionContext: { of: 'a' } });
    expect(await refused(wrong)).toMatch(/^400 IncorrectKeyException/);
    const moved = await root.send(
      new kms.ReEncryptCommand({
        CiphertextBlob: blob,
        SourceEncryptionContext: { of: 'a' },
        DestinationKeyId: KeyId,
      }),
    );
    expect(await decrypt(moved.CiphertextBlob ?? new Uint8Array())).toEqual(PLAIN);
    expect([moved.SourceKeyId, moved.KeyId]).toEqual([arn, KeyId]);
  });

  test('makes data keys of the size that is asked for', async () => {
    const KeyId = await make();
    for (const [asked, bytes] of [
      [{ KeySpec: 'AES_256' }, 32],
      [{ KeySpec: 'AES_128' }, 16],
      [{ NumberOfBytes: 7 }, 7],
    ] as const) {
      const made = await root.send(new kms.GenerateDataKeyCommand({ KeyId, ...asked }));
      expect(made.Plaintext).toHaveLength(bytes);
      const plain = await decrypt(made.CiphertextBlob ?? new Uint8Array());
      expect(plain).toEqual(Buffer.from(made.Plaintext ?? []));
    }
    const none = root.send(new kms.GenerateDataKeyCommand({ KeyId }));
    expect(await refused(none)).toMatch(/^400 ValidationException/);
    const hidden = await root.send(
      new kms.GenerateDataKeyWithoutPlaintextCommand({ KeyId, KeySpec: 'AES_256' }),
    );
    expect(await decrypt(hidden.CiphertextBlob ?? new Uint8Array())).toHaveLength(32);
    const random = await root.send(new kms.GenerateRandomCommand({ NumberOfBytes: 9 }));
    expect(random.Plaintext).toHaveLength(9);
  });

  test('goes by aliases, which move from key to key', async () => {
    const [first, second] = [await make(), await make()];
    const AliasName = 'alias/exports';
    await root.send(new kms.CreateAliasCommand({ AliasName, TargetKeyId: first }));
    const again = root.send(new kms.CreateAliasCommand({ AliasName, TargetKeyId: second }));
    expect(await refused(again)).toMatch(/^400 AlreadyExistsException/);
    const described = async () =>
      (await root.send(new kms.DescribeKeyCommand({ KeyId: AliasName }))).KeyMetadata?.Arn;
    expect(await described()).toBe(first);
    await root.send(new kms.UpdateAliasCommand({ AliasName, TargetKeyId: second }));
    expect(await described()).toBe(second);
    const listed = await root.send(new kms.ListAliasesCommand({}));
    expect(listed.Aliases).toMatchObject([{ AliasName, TargetKeyId: second?.split('/')[1] }]);
    await root.send(new kms.DeleteAliasCommand({ AliasName }));
    expect(await refused(described())).toMatch(/^400 NotFoundException: Alias arn:/);
    const odd = root.send(new kms.CreateAliasCommand({ AliasName: 'x', TargetKeyId: first }));
    expect(await refused(odd)).toMatch(/^400 InvalidAliasNameException/);
  });

  test('is of no use while it is disabled or about to be deleted, and gone after', async () => {
    const KeyId = await make();
    const blob = await encrypt(KeyId);
    await root.send(new kms.DisableKeyCommand({ KeyId }));
    expect(await refused(decrypt(blob))).toMatch(/^400 DisabledException: arn:.* is disabled/);
    await root.send(new kms.EnableKeyCommand({ KeyId }));
    expect(await decrypt(blob)).toEqual(PLAIN);
    const due = await root.send(
      new kms.ScheduleKeyDeletionCommand({ KeyId, PendingWindowInDays: 7 }),
    );
    expect(due.DeletionDate?.getTime()).toBe(clock.now() + 7 * DAY);
    expect(await refused(encrypt(KeyId))).toMatch(
      /^400 KMSInvalidStateException: .*pending deletion/,
    );
    await root.send(new kms.CancelKeyDeletionCommand({ KeyId }));
    const { KeyMetadata } = await root.send(new kms.DescribeKeyCommand({ KeyId }));
    expect(KeyMetadata).toMatchObject({ KeyState: 'Disabled', Enabled: false });
    const soon = root.send(new kms.ScheduleKeyDeletionCommand({ KeyId, PendingWindowInDays: 6 }));
    expect(await refused(soon)).toMatch(/^400 ValidationException/);
  });

  test('keeps what older material encrypted readable', async () => {
    const KeyId = await make();
    const before = await encrypt(KeyId);
    await root.send(new kms.RotateKeyOnDemandCommand({ KeyId }));
    const after = await encrypt(KeyId);
    expect(await decrypt(before)).toEqual(PLAIN);
    expect(await decrypt(after)).toEqual(PLAIN);
    await root.send(new kms.EnableKeyRotationCommand({ KeyId, RotationPeriodInDays: 90 }));
    const status = await root.send(new kms.GetKeyRotationStatusCommand({ KeyId }));
    expect(status).toMatchObject({ KeyRotationEnabled: true, RotationPeriodInDays: 90 });
    await root.send(new kms.DisableKeyRotationCommand({ KeyId }));
    const off = await root.send(new kms.GetKeyRotationStatusCommand({ KeyId }));
    expect(off.KeyRotationEnabled).toBe(false);
  });

  test('has tags, and lists by pages', async () => {
    const [first] = [await make(), await make(), await make()];
    await root.send(
      new kms.TagResourceCommand({ KeyId: first, Tags: [{ TagKey: 'a', TagValue: '1' }] }),
    );
    const tags = async () =>
      (await root.send(new kms.ListResourceTagsCommand({ KeyId: first }))).Tags;
    expect(await tags()).toEqual([{ TagKey: 'a', TagValue: '1' }]);
    await root.send(new kms.UntagResourceCommand({ KeyId: first, TagKeys: ['a'] }));
    expect(await tags()).toEqual([]);
    const found = [];
    for await (const page of kms.paginateListKeys({ client: root, pageSize: 2 }, {})) {
      found.push(...(page.Keys ?? []));
    }
    expect(new Set(found.map((one) => one.KeyId)).size).toBe(3);
  });

  test('lets another account in by its policy, and only with that account’s consent', async () => {
    const policy = {
      Version: '2012-10-17',
      Statement: [
        statement(`arn:aws:iam::${owner.accountId}:root`, 'kms:*'),
        statement(`arn:aws:iam::${other.accountId}:root`, 'kms:Decrypt'),
      ],
    };
    const arn = await make(policy);
    const blob = await encrypt(arn);
    expect(await decrypt(blob, {}, kmsOf(other))).toEqual(PLAIN);
    const user = await userOf(other);
    expect(await refused(decrypt(blob, {}, kmsOf(other, user)))).toMatch(
      /^400 AccessDenied.*identity/,
    );
    const trusted = await userOf(other, allow('kms:Decrypt'));
    expect(await decrypt(blob, {}, kmsOf(other, trusted))).toEqual(PLAIN);
    const encrypting = kmsOf(other).send(new kms.EncryptCommand({ KeyId: arn, Plaintext: PLAIN }));
    expect(await refused(encrypting)).toMatch(/^400 AccessDenied.*no resource-based policy allows/);
  });

  test('obeys its policy before the account’s own, conditions included', async () => {
    const context = { StringEquals: { 'kms:EncryptionContext:of': 'a' } };
    const policy = {
      Version: '2012-10-17',
      Statement: [
        statement(`arn:aws:iam::${owner.accountId}:root`, ['kms:Put*', 'kms:Get*', 'kms:Encrypt']),
        { ...statement('*', 'kms:Decrypt'), Condition: context },
      ],
    };
    const arn = await make(policy);
    const [bound, other] = [await encrypt(arn, { of: 'a' }), await encrypt(arn, { of: 'b' })];
    expect(await decrypt(bound, { EncryptionContext: { of: 'a' } })).toEqual(PLAIN);
    const refusedOne = decrypt(other, { EncryptionContext: { of: 'b' } });
    expect(await refused(refusedOne)).toMatch(/^400 AccessDeniedException/);
    const described = root.send(new kms.DescribeKeyCommand({ KeyId: arn }));
    expect(await refused(described)).toMatch(/^400 AccessDeniedException: User: .*kms:DescribeKey/);
    const lockout = { Version: '2012-10-17', Statement: [statement('*', 'kms:Decrypt')] };
    const put = { KeyId: arn, Policy: JSON.stringify(lockout) };
    expect(await refused(root.send(new kms.PutKeyPolicyCommand(put)))).toMatch(/not allow you/);
    expect(
      await refused(root.send(new kms.PutKeyPolicyCommand({ KeyId: arn, Policy: '{' }))),
    ).toMatch(/^400 MalformedPolicyDocumentException/);
    const shown = await root.send(new kms.GetKeyPolicyCommand({ KeyId: arn }));
    expect(JSON.parse(shown.Policy ?? '')).toEqual(policy);
  });

  test('may be granted, for some operations and contexts, until the grant is revoked', async () => {
    const KeyId = await make();
    const blob = await encrypt(KeyId, { of: 'a', at: 'b' });
    const EncryptionContext = { of: 'a', at: 'b' };
    const RoleName = 'Reader';
    await iamOf(other).send(
      new iam.CreateRoleCommand({
        RoleName,
        AssumeRolePolicyDocument: trust({ AWS: other.accountId }),
      }),
    );
    const GranteePrincipal = `arn:aws:iam::${other.accountId}:role/${RoleName}`;
    const PolicyDocument = document(allow('kms:*'));
    await iamOf(other).send(
      new iam.PutRolePolicyCommand({ RoleName, PolicyName: 'may', PolicyDocument }),
    );
    const user = await userOf(other, allow('sts:AssumeRole'));
    const session = await assume(stsOf(other, user), GranteePrincipal);
    const reader = kmsOf(other, session);
    const reading = () => decrypt(blob, { EncryptionContext }, reader);
    expect(await refused(reading())).toMatch(/^400 AccessDenied/);
    const grant = await root.send(
      new kms.CreateGrantCommand({
        KeyId,
        GranteePrincipal,
        Operations: ['Decrypt', 'RetireGrant'],
        Constraints: { EncryptionContextSubset: { of: 'a' } },
      }),
    );
    expect(await reading()).toEqual(PLAIN);
    const encrypting = reader.send(new kms.EncryptCommand({ KeyId, Plaintext: PLAIN }));
    expect(await refused(encrypting)).toMatch(/^400 AccessDenied/);
    const { Grants } = await root.send(new kms.ListGrantsCommand({ KeyId }));
    expect(Grants).toMatchObject([{ GrantId: grant.GrantId, GranteePrincipal }]);
    await reader.send(new kms.RetireGrantCommand({ GrantToken: grant.GrantToken }));
    expect(await refused(reading())).toMatch(/^400 AccessDenied/);
    const gone = root.send(new kms.RevokeGrantCommand({ KeyId, GrantId: grant.GrantId }));
    expect(await refused(gone)).toMatch(/^400 NotFoundException/);
  });

  test('of a kind that is not served is refused by name', async () => {
    const sign = root.send(new kms.CreateKeyCommand({ KeySpec: 'RSA_2048' }));
    expect(await refused(sign)).toMatch(/^400 UnsupportedOperationException: KeySpec RSA_2048/);
    const mac = root.send(new kms.CreateKeyCommand({ KeyUsage: 'GENERATE_VERIFY_MAC' }));
    expect(await refused(mac)).toMatch(/^400 UnsupportedOperationException/);
    const stores = root.send(new kms.DescribeCustomKeyStoresCommand({}));
    expect(await refused(stores)).toMatch(/custom key stores/);
    const unknown = root.send(new kms.DescribeKeyCommand({ KeyId: `${'0'.repeat(8)}-0` }));
    expect(await refused(unknown)).toMatch(/^400 NotFoundException: Key 'arn:.*' does not exist/);
  });

  async function userOf(account: TestAccount, ...may: Readonly<Record<string, unknown>>[]) {
    const client = iamOf(account);
    const UserName = `u${may.length}`;
    await client.send(new iam.CreateUserCommand({ UserName }));
    if (may.length > 0) {
      const PolicyDocument = document(...may);
      await client.send(
        new iam.PutUserPolicyCommand({ UserName, PolicyName: 'may', PolicyDocument }),
      );
    }
    const { AccessKey } = await client.send(new iam.CreateAccessKeyCommand({ UserName }));
    return {
      accessKeyId: AccessKey?.AccessKeyId ?? '',
      secretAccessKey: AccessKey?.SecretAccessKey ?? '',
    };
  }
});

function statement(AWS: string, Action: string | string[]) {
  return { Effect: 'Allow', Principal: { AWS }, Action, Resource: '*' };
}
