import { expect, it } from 'vitest';
import { invitationMail } from './invitation-mail.ts';

const letter = {
  invitationId: '84b097800250d17d1872b34c4daadcf5',
  administratorId: '111122223333',
  accountId: '444455556666',
  email: 'owner@example.com',
  region: 'eu-west-1',
};

it('says who invites whom, where, and how to accept', () => {
  const mail = invitationMail(
    { ...letter, message: 'Hello\nthere\u001b[2J' },
    'https://v.example.com',
  );
  expect(mail.id).toBe('invitation-84b097800250d17d1872b34c4daadcf5');
  expect(mail.to).toEqual(['owner@example.com']);
  expect(mail.subject).toBe('Account 111122223333 invites 444455556666 (eu-west-1)');
  expect(mail.text).toContain('> Hello\n> there [2J\n');
  expect(mail.text).toContain(
    'accept-administrator-invitation --detector-id <the id of your detector> \\\n' +
      '    --administrator-id 111122223333 --invitation-id 84b097800250d17d1872b34c4daadcf5 ' +
      '--region eu-west-1 --endpoint-url https://v.example.com\n',
  );
  expect(mail.text).toContain('in the console, https://v.example.com, Region eu-west-1');
});

it('has no words of the inviter where there are none', () => {
  expect(invitationMail(letter, 'http://v.example.com').text).not.toContain('writes');
});
