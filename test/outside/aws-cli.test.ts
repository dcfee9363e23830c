/** The walk-through of the invitation guide, with the `aws` command line as AWS ships it. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { programIsThere } from './presence.ts';
import { type Key, type Ran, run, Vedette } from './vedette.ts';

const there = programIsThere('aws', ['--version'], 'the walk-through with the aws CLI');

const hexId = /^[0-9a-f]{32}$/;

describe.skipIf(!there)('the aws CLI walks through the invitation guide', () => {
  const memberId = '123456789012';
  let vedette: Vedette;
  let administrator: Key;
  let member: Key;

  beforeAll(async () => {
    vedette = await Vedette.start();
    administrator = await vedette.createAccount('012345678901', 'administrator@example.com');
    member = await vedette.createAccount(memberId, 'guarddutymember@example.com');
  });
  afterAll(() => vedette?.stop());

  /** `aws guardduty …` as the guide writes it, plus the address of the server. */
  async function guardduty(key: Key, line: string): Promise<Ran> {
    const args = ['guardduty', ...line.split(' '), '--endpoint-url', vedette.endpoint];
    return run('aws', [...args, '--output', 'json'], vedette.environment(key));
  }

  async function answer(key: Key, line: string): Promise<Record<string, unknown>> {
    const { code, stdout, stderr } = await guardduty(key, line);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    return stdout.trim() ? JSON.parse(stdout) : {};
  }

  test('from create-members to a member that is Enabled on both sides', async () => {
    const own = await answer(administrator, 'create-detector --enable');
    const detectorId = String(own.DetectorId);
    expect(detectorId).toMatch(hexId);

    const details = `--account-details AccountId=${memberId},Email=guarddutymember@example.com`;
    expect(
      await answer(administrator, `create-members --detector-id ${detectorId} ${details}`),
    ).toEqual({ UnprocessedAccounts: [] });
    const ids = `--account-ids ${memberId}`;
    expect(
      await answer(administrator, `invite-members --detector-id ${detectorId} ${ids}`),
    ).toEqual({ UnprocessedAccounts: [] });

    const theirs = String((await answer(member, 'create-detector --enable')).DetectorId);
    const invitationId = await invitation();
    expect(invitationId).toMatch(hexId);
    const accept = `--master-id 012345678901 --invitation-id ${invitationId}`;
    await answer(member, `accept-invitation --detector-id ${theirs} ${accept}`);

    const members = await answer(administrator, `list-members --detector-id ${detectorId}`);
    expect(members.Members).toEqual([
      expect.objectContaining({
        AccountId: memberId,
        MasterId: '012345678901',
        Email: 'guarddutymember@example.com',
        RelationshipStatus: 'Enabled',
        DetectorId: theirs,
      }),
    ]);
    const { Master } = await answer(member, `get-master-account --detector-id ${theirs}`);
    expect(Master).toMatchObject({
      AccountId: '012345678901',
      InvitationId: invitationId,
      RelationshipStatus: 'Enabled',
    });
  });

  /** The e-mail check ends by itself; until then the invitation is not listed. */
  async function invitation(): Promise<string> {
    for (let tries = 0; tries < 30; tries += 1) {
      const listed = await answer(member, 'list-invitations');
      const [first] = listed.Invitations as { AccountId: string; InvitationId: string }[];
      if (first) {
        expect(first.AccountId).toBe('012345678901');
        return first.InvitationId;
      }
    }
    throw new Error('no invitation was listed');
  }

  test('a detector id of somebody else is refused in AWS words', async () => {
    const foreign = 'list-members --detector-id 12abc34d567e8fa901bc2d34e56789f0';
    const { code, stderr } = await guardduty(administrator, foreign);
    expect(code).not.toBe(0);
    expect(stderr).toContain(
      'An error occurred (BadRequestException) when calling the ListMembers operation: ' +
        'The request is rejected because the input detectorId is not owned by the current account.',
    );
  });

  test('a wrong secret is refused', async () => {
    const wrong = { ...member, secretAccessKey: 'not-the-secret' };
    const { code, stderr } = await guardduty(wrong, 'list-invitations');
    expect(code).not.toBe(0);
    expect(stderr).toMatch(/SignatureDoesNotMatch|InvalidSignatureException/);
  });
});
