import * as sdk from '@aws-sdk/client-guardduty';
import * as iam from '@aws-sdk/client-iam';
import type { Key, Vedette } from './vedette.ts';

export const ROLE = 'GuardDutyOperations';

/**
 * One administrator and five more accounts, each with the same role that an operator may take,
 * and nothing but the managed policy on that role. The operator is a user who may only do that.
 */
export class Fleet {
  private constructor(
    private readonly vedette: Vedette,
    readonly operator: Key,
    readonly administrator: Key,
    readonly members: readonly Key[],
    private readonly emails: ReadonlyMap<string, string>,
  ) {}

  static async make(vedette: Vedette): Promise<Fleet> {
    const ids = ['111122223333', '444455556666', '123456789012', '777788889999', '012345678901'];
    const emails = new Map(ids.map((id) => [id, `${id}@example.com`]));
    const keys: Key[] = [];
    for (const [id, email] of emails) keys.push(await vedette.createAccount(id, email));
    keys.push(vedette.root);
    emails.set(vedette.root.accountId, `root@${vedette.root.accountId}.vedette.internal`);
    const operator = await makeOperator(vedette);
    for (const key of keys) await makeRole(vedette, key);
    const [administrator, ...members] = keys;
    if (!administrator) throw new Error('a fleet has accounts');
    return new Fleet(vedette, operator, administrator, members, emails);
  }

  /** What operators keep such lists in: one account a line, with its address. */
  table(): string {
    return this.members
      .map(({ accountId }) => `${accountId},${this.emails.get(accountId)}\n`)
      .join('');
  }

  /** Everything that either side can see of the relation, in every Region asked about. */
  async state(regions: readonly string[]): Promise<AccountState[]> {
    const states: AccountState[] = [];
    for (const region of regions) {
      for (const key of [this.administrator, ...this.members]) {
        states.push(await stateOf(this.vedette.endpoint, key, region));
      }
    }
    return states;
  }
}

export interface AccountState {
  readonly region: string;
  readonly accountId: string;
  readonly detectorId: string | undefined;
  readonly detector?: object;
  readonly features?: Record<string, string | undefined>;
  readonly members?: readonly sdk.Member[];
  readonly administrator?: sdk.Administrator | undefined;
  readonly invitations: readonly sdk.Invitation[];
}

async function stateOf(endpoint: string, key: Key, region: string): Promise<AccountState> {
  const guardduty = new sdk.GuardDutyClient({ endpoint, region, credentials: key });
  const { DetectorIds } = await guardduty.send(new sdk.ListDetectorsCommand({}));
  const { Invitations = [] } = await guardduty.send(new sdk.ListInvitationsCommand({}));
  const [DetectorId] = DetectorIds ?? [];
  const { accountId } = key;
  const common = { region, accountId, detectorId: DetectorId, invitations: Invitations };
  if (!DetectorId) return common;
  const got = await guardduty.send(new sdk.GetDetectorCommand({ DetectorId }));
  const { $metadata, ...detector } = got;
  const OnlyAssociated = 'false';
  const listed = await guardduty.send(new sdk.ListMembersCommand({ DetectorId, OnlyAssociated }));
  const own = await guardduty.send(new sdk.GetAdministratorAccountCommand({ DetectorId }));
  const features = Object.fromEntries((got.Features ?? []).map((one) => [one.Name, one.Status]));
  const { Members: members = [] } = listed;
  return { ...common, detector, features, members, administrator: own.Administrator };
}

async function makeOperator({ endpoint, root }: Vedette): Promise<Key> {
  const client = new iam.IAMClient({ endpoint, region: 'us-east-1', credentials: root });
  const UserName = 'operator';
  await client.send(new iam.CreateUserCommand({ UserName }));
  await client.send(
    new iam.PutUserPolicyCommand({
      UserName,
      PolicyName: 'take-the-role',
      PolicyDocument: JSON.stringify({
        Version: '2012-10-17',
        Statement: {
          Effect: 'Allow',
          Action: 'sts:AssumeRole',
          Resource: `arn:aws:iam::*:role/${ROLE}`,
        },
      }),
    }),
  );
  const { AccessKey } = await client.send(new iam.CreateAccessKeyCommand({ UserName }));
  return {
    accountId: root.accountId,
    accessKeyId: AccessKey?.AccessKeyId ?? '',
    secretAccessKey: AccessKey?.SecretAccessKey ?? '',
  };
}

async function makeRole({ endpoint, root }: Vedette, key: Key): Promise<void> {
  const client = new iam.IAMClient({ endpoint, region: 'us-east-1', credentials: key });
  const Principal = { AWS: `arn:aws:iam::${root.accountId}:user/operator` };
  const Statement = { Effect: 'Allow', Principal, Action: 'sts:AssumeRole' };
  const AssumeRolePolicyDocument = JSON.stringify({ Version: '2012-10-17', Statement });
  const PolicyArn = 'arn:aws:iam::aws:policy/AmazonGuardDutyFullAccess';
  await client.send(new iam.CreateRoleCommand({ RoleName: ROLE, AssumeRolePolicyDocument }));
  await client.send(new iam.AttachRolePolicyCommand({ RoleName: ROLE, PolicyArn }));
}
