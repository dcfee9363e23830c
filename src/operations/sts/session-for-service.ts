import { roleForService } from '../../authorise/service-role.ts';
import type { RoleOfService, ServiceSession } from '../../domain/invoke.ts';
import { partitionOf } from '../../domain/regions.ts';
import { ServiceError } from '../../lib/service-error.ts';
import type { OperationContext } from '../context.ts';
import { issueSession } from './issue-session.ts';

/**
 * Credentials of a role for a service that the role trusts. Throws AccessDenied, in the words of
 * the service's own refusal, where it does not, or is not there.
 */
export async function sessionForService(
  asked: RoleOfService,
  context: Pick<OperationContext, 'clock' | 'services' | 'store'>,
): Promise<ServiceSession> {
  const { roleArn, service, sessionName, region, seconds } = asked;
  const partition = partitionOf(region) ?? 'aws';
  const accountId = roleArn.split(':')[4] ?? '';
  const sourceArn = asked.sourceArn ?? roleArn;
  const now = context.clock.now();
  const asking = { service, roleArn, accountId, region, partition, sourceArn, now };
  const role = await roleForService(asking, context.store);
  if (role === undefined) throw cannotBeAssumed(roleArn, service);
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
