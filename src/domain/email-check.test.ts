import { expect, it } from 'vitest';
import { emailCheckNote, emailCheckRegion } from './email-check.ts';

it.each([
  ['eu-west-1', 'us-east-1', 'us-east-1'],
  ['us-east-1', 'eu-central-1', 'eu-central-1'],
  ['cn-north-1', 'us-east-1', 'cn-north-1'],
  ['us-gov-east-1', 'us-gov-west-1', 'us-gov-west-1'],
])('checks an invitation in %s with the home Region %s in %s', (invitation, home, region) => {
  expect(emailCheckRegion(invitation, home)).toBe(region);
});

it('tells the inviting account what left its Region, and no address', () => {
  const row = {
    administratorId: '111122223333',
    accountId: '444455556666',
    region: 'eu-west-1',
    email: 'member@example.com',
    status: 'EmailVerificationFailed',
    updatedAt: 0,
  } as const;
  const note = emailCheckNote(row, 'us-east-1');
  expect(note).toMatchObject({
    accountId: '111122223333',
    region: 'us-east-1',
    details: { memberAccountId: '444455556666', invitationRegion: 'eu-west-1', verified: false },
  });
  expect(emailCheckNote({ ...row, status: 'Invited' }, 'us-east-1').details.verified).toBe(true);
  expect(JSON.stringify(note)).not.toContain('example.com');
});
