import { ROOT_SESSION_SECONDS_MAX } from '../../limits.ts';
import { stsErrors } from './errors.ts';
import { issueSession } from './issue-session.ts';
import { operation } from './operation.ts';
import { refuseMembers } from './refuse-members.ts';

/**
 * Root asks, since no other long-term key exists yet: AWS gives it an hour, and an hour as well
 * where it asks for more (API reference of GetSessionToken, DurationSeconds). `Expiration` tells.
 */
export const getSessionToken = operation('GetSessionToken', async (input, context) => {
  refuseMembers(input, ['SerialNumber', 'TokenCode']);
  const { principal } = context;
  if (principal.kind !== 'root') throw stsErrors.sessionMayNotCall('GetSessionToken');
  const asked = input.DurationSeconds ?? ROOT_SESSION_SECONDS_MAX;
  const seconds = Math.min(asked, ROOT_SESSION_SECONDS_MAX);
  const who = { kind: 'root-session', accountId: principal.accountId } as const;
  return { Credentials: await issueSession(who, seconds, context) };
});
