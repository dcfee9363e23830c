import { judgeOther } from '../../authorise/authorise-held.ts';
import { entityArn } from '../../domain/iam.ts';
import type { RoleOfService, ServiceSession } from '../../domain/invoke.ts';
import { partitionOf } from '../../domain/regions.ts';
import { ServiceError } from '../../lib/service-error.ts';
import type { OperationContext } from '../context.ts';
import { issueSession } from './issue-session.ts';

const ROLE_ARN = /^arn:[\w-]+:iam::(\d{12}):role\/(?:[\u0021-\u007e]*\/)?([\w+=,.@-]+)$/;

/**
 * Credentials of a role for a service that the role trusts. Throws AccessDenied, in the words of
 * the service's own refusal, where it does not, or is not there.
 */
export async function sessionForService(
  { roleArn, service, sessionName, region, seconds }: RoleOfService,
  context: Pick<OperationContext, 'clock' | 'services' | 'store'>,
): Promise<ServiceSession> {
  const { store, clock } = context;
  const partition = partitionOf(region) ?? 'aws';
  const [, accountId = '', name = ''] = ROLE_ARN.exec(roleArn) ?? [];
  const role = await store.iam.get('role', accountId, name);
  const account = await store.accounts.get(accountId);
  const known = role !== undefined && account?.status === 'ACTIVE';
  if (!known || entityArn(role, partition) !== roleArn) throw cannotBeAssumed(roleArn, service);
  const verdict = judgeOther(
    { kind: 'service', service, sourceAccount: accountId, sourceArn: roleArn },
    {
      action: 'sts:AssumeRole',
      resource: roleArn,
      owner: { accountId, organizationId: account.organizationId },
      policy: role.trustPolicy,
      policyKind: 'trust',
      policyName: `trust policy of ${name}`,
      keys: {},
    },
    { region, partition, now: clock.now() },
  );
  if (!verdict.allowed) throw cannotBeAssumed(roleArn, service);
  const who = {
    kind: 'role-session',
    accountId,
    roleName: role.name,
    roleId: role.id,
    rolePath: role.path,
    sessionName,
    originAccountId: accountId,
  } as const;
  const made = await issueSession(who, seconds, context);
  const { AccessKeyId: accessKeyId = '', SecretAccessKey: secretAccessKey = '' } = made;
  return {
    principal: { ...who, accessKeyId },
    accessKeyId,
    secretAccessKey,
    sessionToken: made.SessionToken ?? '',
    expiresAt: made.Expiration?.getTime() ?? 0,
  };
}

function cannotBeAssumed(roleArn: string, service: string): ServiceError {
  return new ServiceError(
    'AccessDenied',
    403,
    `The role ${roleArn} cannot be assumed by ${service}: it does not exist or does not trust it`,
  );
}
