import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import type { AwsCredentialIdentity, AwsCredentialIdentityProvider } from '@smithy/types';
import type { Role } from './clients.ts';

/** Credentials of a role in any account that trusts the caller. */
export async function assumeRole(
  credentials: AwsCredentialIdentityProvider,
  { accountId, roleName }: Role,
): Promise<AwsCredentialIdentity> {
  const sts = new STSClient({ endpoint: location.origin, region: 'us-east-1', credentials });
  const answer = await sts.send(
    new AssumeRoleCommand({
      RoleArn: `arn:aws:iam::${accountId}:role/${roleName}`,
      RoleSessionName: 'vedette-console',
    }),
  );
  const {
    AccessKeyId = '',
    SecretAccessKey = '',
    SessionToken,
    Expiration,
  } = answer.Credentials ?? {};
  return {
    accessKeyId: AccessKeyId,
    secretAccessKey: SecretAccessKey,
    ...(SessionToken && { sessionToken: SessionToken }),
    ...(Expiration && { expiration: Expiration }),
  };
}
