import { expect, it } from 'vitest';
import { decodePageToken, encodePageToken } from './page-token.ts';

it('reads back what it wrote', () => {
  const token = encodePageToken('members', '111122223333');
  expect(token).toMatch(/^[A-Za-z0-9_-]+$/);
  expect(decodePageToken('members', token)).toBe('111122223333');
});

it.each([
  ['another list', encodePageToken('invitations', '111122223333')],
  ['free text', 'not-a-token'],
  ['nothing', ''],
  ['padding that it never writes', `${encodePageToken('members', '1')}=`],
  ['bytes that are no text', Buffer.from([0xff, 0xfe]).toString('base64url')],
])('refuses a token of %s', (_what, token) => {
  expect(decodePageToken('members', token)).toBeUndefined();
});
