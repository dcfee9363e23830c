import { entityArn, type IamRole } from '../../domain/iam.ts';
import { type Principal, principalArn, principalUserId } from '../../domain/principal.ts';
import { CHAINED_SESSION_SECONDS_MAX, SESSION_SECONDS_DEFAULT } from '../../limits.ts';
import type { OperationContext } from '../context.ts';
import { stsErrors } from './errors.ts';
import { issueSession } from './issue-session.ts';
import { operation } from './operation.ts';
import type { StsOperations } from './operation-types.ts';
import { refuseMembers } from './refuse-members.ts';
import { sessionPoliciesOf } from './session-policies.ts';

/**
 * Each of them narrows or labels the session on AWS: to take one and not heed it would be a lie.
 */
const UNSUPPORTED = [
  'Tags',
  'TransitiveTagKeys',
  'SerialNumber',
  'TokenCode',
  'ProvidedContexts',
  'MinimumSessionTokenSize',
] as const;

const ROLE_ARN =
  /^arn:(aws|aws-cn|aws-us-gov):iam::(\d{12}):role\/(?:[\u0021-\u007e]*\/)?([\w+=,.@-]+)$/;

type AssumeRoleInput = StsOperations['AssumeRole']['input'];

/**
 * AWS does not let root assume roles. Here it may: the way into an account of the organisation
 * begins with root, which is the only principal that an account is born with.
 */
export const assumeRole = operation('AssumeRole', async (input, context) => {
  refuseMembers(input, UNSUPPORTED);
  const { principal, partition } = context;
  const role = await namedRole(input, context);
  const seconds = sessionSeconds(input.DurationSeconds, role, principal);
  const sourceIdentity = input.SourceIdentity ?? principal.sourceIdentity;
  const sessionPolicies = await sessionPoliciesOf(input, role.accountId, context);
  const who = {
    kind: 'role-session',
    accountId: role.accountId,
    roleName: role.name,
    roleId: role.id,
    rolePath: role.path,
    sessionName: input.RoleSessionName,
    ...(sessionPolicies.length > 0 && { sessionPolicies }),
    ...(sourceIdentity !== undefined && { sourceIdentity }),
    originAccountId: principal.originAccountId ?? principal.accountId,
  } as const;
  const credentials = await issueSession(who, seconds, context);
  const session: Principal = { ...who, accessKeyId: credentials.AccessKeyId ?? '' };
  return {
    Credentials: credentials,
    AssumedRoleUser: {
      AssumedRoleId: principalUserId(session),
      Arn: principalArn(session, partition),
    },
    SourceIdentity: sourceIdentity,
  };
});

/**
 * That its trust policy lets the caller in was found when the call was authorised. An unknown role
 * and one that does not trust the caller look alike, so that none can be probed.
 */
async function namedRole(input: AssumeRoleInput, context: OperationContext): Promise<IamRole> {
  const { store, partition, principal } = context;
  const [, named, accountId = '', roleName = ''] = ROLE_ARN.exec(input.RoleArn) ?? [];
  if (named === undefined) throw stsErrors.invalidArn(input.RoleArn);
  const denied = (action: string) =>
    stsErrors.denied(principalArn(principal, partition), action, input.RoleArn);
  const role = await store.iam.get('role', accountId, roleName);
  if (role === undefined || entityArn(role, partition) !== input.RoleArn) {
    throw denied('sts:AssumeRole');
  }
  const account = await store.accounts.get(accountId);
  if (account?.status !== 'ACTIVE') throw denied('sts:AssumeRole');
  // Once a session has a source identity, no role that it assumes has another.
  const inherited = principal.sourceIdentity;
  if (inherited !== undefined && (input.SourceIdentity ?? inherited) !== inherited) {
    throw denied('sts:SetSourceIdentity');
  }
  return role;
}

function sessionSeconds(
  asked: number = SESSION_SECONDS_DEFAULT,
  { maxSessionSeconds }: IamRole,
  { kind }: Principal,
): number {
  if (kind === 'role-session' && asked > CHAINED_SESSION_SECONDS_MAX) {
    throw stsErrors.chainedTooLong();
  }
  if (asked > maxSessionSeconds) throw stsErrors.roleSessionTooLong();
  return asked;
}
