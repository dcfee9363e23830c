import * as organizations from '@aws-sdk/client-organizations';
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import type { Vedette } from './vedette.ts';

/** An account and credentials in it; the token is empty where the key is a long-term one. */
export interface Principal {
  readonly id: string;
  readonly email: string;
  readonly key: string;
  readonly secret: string;
  readonly token: string;
}

/** Makes an organisation with accounts of these names, and takes the role in each. */
export async function makeOrganization(
  { endpoint, root }: Vedette,
  names: readonly string[],
): Promise<Record<string, Principal>> {
  const settings = { endpoint, region: 'us-east-1', credentials: root };
  const client = new organizations.OrganizationsClient(settings);
  await client.send(new organizations.CreateOrganizationCommand({ FeatureSet: 'ALL' }));
  const made: Record<string, Principal> = {};
  for (const name of names) {
    const email = `${name}@example.com`;
    const asked = await client.send(
      new organizations.CreateAccountCommand({ Email: email, AccountName: name }),
    );
    const CreateAccountRequestId = asked.CreateAccountStatus?.Id;
    const { CreateAccountStatus: status } = await client.send(
      new organizations.DescribeCreateAccountStatusCommand({ CreateAccountRequestId }),
    );
    const id = status?.AccountId ?? '';
    const RoleArn = `arn:aws:iam::${id}:role/OrganizationAccountAccessRole`;
    const { Credentials } = await new STSClient(settings).send(
      new AssumeRoleCommand({ RoleArn, RoleSessionName: 'outside' }),
    );
    made[name] = {
      ...{ id, email, key: Credentials?.AccessKeyId ?? '' },
      secret: Credentials?.SecretAccessKey ?? '',
      token: Credentials?.SessionToken ?? '',
    };
  }
  return made;
}
