import * as iam from '@aws-sdk/client-iam';
import * as org from '@aws-sdk/client-organizations';
import { AssumeRoleCommand, type Credentials, STSClient } from '@aws-sdk/client-sts';
import type { SigningCredentials } from '../../src/lib/sign-request.ts';
import type { ChildServer } from '../load/child-server.ts';
import { ROOT, settings } from './bench.ts';

const document = (...Statement: object[]) => JSON.stringify({ Version: '2012-10-17', Statement });

/**
 * A session of a role with a managed policy and a boundary, in an account two units deep, with
 * policies at the root and at both units that deny much to all but named roles.
 */
export async function limitedSession(server: ChildServer): Promise<SigningCredentials> {
  const client = new org.OrganizationsClient(settings(server));
  await client.send(new org.CreateOrganizationCommand({ FeatureSet: 'ALL' }));
  const RootId = (await client.send(new org.ListRootsCommand({}))).Roots?.[0]?.Id ?? '';
  const Type = 'SERVICE_CONTROL_POLICY';
  await client.send(new org.EnablePolicyTypeCommand({ RootId, PolicyType: Type }));
  const targets = [RootId];
  for (const Name of ['outer', 'inner']) {
    const ParentId = targets.at(-1);
    const made = await client.send(new org.CreateOrganizationalUnitCommand({ ParentId, Name }));
    targets.push(made.OrganizationalUnit?.Id ?? '');
  }
  const Content = document({
    Effect: 'Deny',
    Action: ['guardduty:Delete*', 'guardduty:Disassociate*', 'guardduty:Update*'],
    Resource: '*',
    Condition: { ArnNotLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/security-*' } },
  });
  for (const TargetId of targets) {
    const Name = `guard-${TargetId}`;
    const policy = await client.send(
      new org.CreatePolicyCommand({ Name, Description: 'guard', Type, Content }),
    );
    const PolicyId = policy.Policy?.PolicySummary?.Id;
    await client.send(new org.AttachPolicyCommand({ PolicyId, TargetId }));
  }
  const Email = 'limited@example.com';
  const asked = await client.send(new org.CreateAccountCommand({ Email, AccountName: 'limited' }));
  const CreateAccountRequestId = asked.CreateAccountStatus?.Id;
  const { CreateAccountStatus: status } = await client.send(
    new org.DescribeCreateAccountStatusCommand({ CreateAccountRequestId }),
  );
  const AccountId = status?.AccountId ?? '';
  const DestinationParentId = targets.at(-1);
  await client.send(
    new org.MoveAccountCommand({ AccountId, SourceParentId: RootId, DestinationParentId }),
  );
  const access = `arn:aws:iam::${AccountId}:role/OrganizationAccountAccessRole`;
  const inside = await assume(server, ROOT, access);
  const reader = await makeReader(new iam.IAMClient(settings(server, inside)), AccountId);
  return assume(server, inside, reader);
}

/** Answers the role's ARN. */
async function makeReader(policies: iam.IAMClient, AccountId: string): Promise<string> {
  const boundary = await policies.send(
    new iam.CreatePolicyCommand({
      PolicyName: 'boundary',
      PolicyDocument: document(
        { Effect: 'Allow', Action: ['guardduty:*', 'iam:Get*', 'sts:*'], Resource: '*' },
        { Effect: 'Deny', Action: 'guardduty:Delete*', Resource: '*' },
      ),
    }),
  );
  const RoleName = 'reader';
  await policies.send(
    new iam.CreateRoleCommand({
      RoleName,
      PermissionsBoundary: boundary.Policy?.Arn,
      AssumeRolePolicyDocument: document({
        ...{ Effect: 'Allow', Action: 'sts:AssumeRole' },
        Principal: { AWS: `arn:aws:iam::${AccountId}:root` },
      }),
    }),
  );
  const PolicyArn = 'arn:aws:iam::aws:policy/AmazonGuardDutyFullAccess';
  await policies.send(new iam.AttachRolePolicyCommand({ RoleName, PolicyArn }));
  return `arn:aws:iam::${AccountId}:role/${RoleName}`;
}

async function assume(server: ChildServer, key: SigningCredentials, RoleArn: string) {
  const sts = new STSClient(settings(server, key));
  return credentialsOf(
    await sts.send(new AssumeRoleCommand({ RoleArn, RoleSessionName: 'bench' })),
  );
}

/** A session as requests are signed with it. */
export function credentialsOf({ Credentials: made }: { Credentials?: Credentials | undefined }) {
  return {
    accessKeyId: made?.AccessKeyId ?? '',
    secretAccessKey: made?.SecretAccessKey ?? '',
    sessionToken: made?.SessionToken ?? '',
  };
}
