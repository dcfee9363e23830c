import { ROOT_SESSION_SECONDS_MAX, USER_SESSION_SECONDS_DEFAULT } from '../../limits.ts';
import { stsErrors } from './errors.ts';
import { issueSession } from './issue-session.ts';
import { operation } from './operation.ts';
import { refuseMembers } from './refuse-members.ts';

/**
 * For holders of long-term keys. AWS gives root an hour, and an hour as well where it asks for more
 * (API reference of GetSessionToken, DurationSeconds); a user gets what it asks for. `Expiration`
 * tells.
 */
export const getSessionToken = operation('GetSessionToken', async (input, context) => {
  refuseMembers(input, ['SerialNumber', 'TokenCode']);
  const { kind, accountId, userName, userId, userPath } = context.principal;
  const { DurationSeconds: asked } = input;
  if (kind === 'root') {
    const seconds = Math.min(asked ?? ROOT_SESSION_SECONDS_MAX, ROOT_SESSION_SECONDS_MAX);
    const who = { kind: 'root-session', accountId } as const;
    return { Credentials: await issueSession(who, seconds, context) };
  }
  if (kind !== 'user') throw stsErrors.sessionMayNotCall('GetSessionToken');
  const user = { userName, userId, userPath };
  const who = { kind: 'user-session', accountId, ...user } as const;
  const seconds = asked ?? USER_SESSION_SECONDS_DEFAULT;
  return { Credentials: await issueSession(who, seconds, context) };
});
