import type { Role } from '../../domain/account.ts';
import { type Principal, principalArn, principalUserId } from '../../domain/principal.ts';
import { CHAINED_SESSION_SECONDS_MAX, SESSION_SECONDS_DEFAULT } from '../../limits.ts';
import type { OperationContext } from '../context.ts';
import { stsErrors } from './errors.ts';
import { issueSession } from './issue-session.ts';
import { operation } from './operation.ts';
import { refuseMembers } from './refuse-members.ts';

/**
 * Each of them narrows or labels the session on AWS: to take one and not heed it would be a lie.
 */
const UNSUPPORTED = [
  'Policy',
  'PolicyArns',
  'Tags',
  'TransitiveTagKeys',
  'ExternalId',
  'SerialNumber',
  'TokenCode',
  'SourceIdentity',
  'ProvidedContexts',
  'MinimumSessionTokenSize',
] as const;

const ROLE_ARN = /^arn:(aws|aws-cn|aws-us-gov):iam::(\d{12}):role\/([\w+=,.@/-]+)$/;

/**
 * AWS does not let root assume roles. Here it may: root is the only principal with a long-term key,
 * so that the way into an account of the organisation begins with it.
 */
export const assumeRole = operation('AssumeRole', async (input, context) => {
  refuseMembers(input, UNSUPPORTED);
  const role = await trustedRole(input.RoleArn, context);
  const chained = context.principal.kind === 'role-session';
  const seconds = input.DurationSeconds ?? SESSION_SECONDS_DEFAULT;
  if (chained && seconds > CHAINED_SESSION_SECONDS_MAX) throw stsErrors.chainedTooLong();

  const who = {
    kind: 'role-session',
    accountId: role.accountId,
    roleName: role.roleName,
    roleId: role.roleId,
    sessionName: input.RoleSessionName,
  } as const;
  const credentials = await issueSession(who, seconds, context);
  const session: Principal = { ...who, accessKeyId: credentials.AccessKeyId ?? '' };
  return {
    Credentials: credentials,
    AssumedRoleUser: {
      AssumedRoleId: principalUserId(session),
      Arn: principalArn(session, context.partition),
    },
  };
});

/**
 * An unknown role and one that does not trust the caller look alike, so that none can be probed.
 */
async function trustedRole(arn: string, context: OperationContext): Promise<Role> {
  const [, partition, accountId = '', roleName = ''] = ROLE_ARN.exec(arn) ?? [];
  if (partition === undefined) throw stsErrors.invalidArn(arn);
  const denied = stsErrors.assumeRoleDenied(
    principalArn(context.principal, context.partition),
    arn,
  );
  if (partition !== context.partition) throw denied;
  const role = await context.store.accounts.getRole(accountId, roleName);
  if (role?.trustedAccountId !== context.accountId) throw denied;
  const account = await context.store.accounts.get(accountId);
  if (account?.status !== 'ACTIVE') throw denied;
  return role;
}
