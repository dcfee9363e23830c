import * as cfn from '@aws-sdk/client-cloudformation';
import * as guardduty from '@aws-sdk/client-guardduty';
import * as org from '@aws-sdk/client-organizations';
import type { VedetteOptions } from '../../src/main.ts';
import { type OrganizationAccount, OrganizationServer } from './organization-server.ts';

export const REGIONS = ['us-east-1', 'eu-west-1'];

/** A server with an organisation whose management account deploys sets of stacks. */
export class StackSetsServer {
  private constructor(
    readonly server: OrganizationServer,
    readonly stacks: cfn.CloudFormationClient,
    private readonly organizations: org.OrganizationsClient,
    readonly rootId: string,
  ) {}

  static async start(more: Partial<VedetteOptions> = {}): Promise<StackSetsServer> {
    const server = await OrganizationServer.start(more);
    const settings = settingsOf(server.management);
    const organizations = new org.OrganizationsClient(settings);
    const { Roots: roots } = await organizations.send(new org.ListRootsCommand({}));
    const stacks = new cfn.CloudFormationClient(settings);
    return new StackSetsServer(server, stacks, organizations, roots?.[0]?.Id ?? '');
  }

  async unit(name: string, ...members: readonly OrganizationAccount[]): Promise<string> {
    const made = await this.organizations.send(
      new org.CreateOrganizationalUnitCommand({ ParentId: this.rootId, Name: name }),
    );
    const id = made.OrganizationalUnit?.Id ?? '';
    for (const member of members) await this.move(member, this.rootId, id);
    return id;
  }

  async move({ accountId }: OrganizationAccount, from: string, to: string): Promise<void> {
    await this.organizations.send(
      new org.MoveAccountCommand({
        ...{ AccountId: accountId, SourceParentId: from, DestinationParentId: to },
      }),
    );
  }

  /** Asks until the operation has ended. */
  async ended(StackSetName: string, OperationId?: string): Promise<cfn.StackSetOperation> {
    for (;;) {
      const input = { StackSetName, OperationId };
      const answer = await this.stacks.send(new cfn.DescribeStackSetOperationCommand(input));
      const found = answer.StackSetOperation ?? {};
      if (!/^(QUEUED|RUNNING|STOPPING)$/.test(found.Status ?? '')) return found;
    }
  }

  async instances(StackSetName: string): Promise<cfn.StackInstanceSummary[]> {
    const input = { StackSetName };
    return (await this.stacks.send(new cfn.ListStackInstancesCommand(input))).Summaries ?? [];
  }

  /** Of sets that are not deleted. */
  async names(): Promise<(string | undefined)[]> {
    const listed = await this.stacks.send(new cfn.ListStackSetsCommand({ Status: 'ACTIVE' }));
    return (listed.Summaries ?? []).map(({ StackSetName }) => StackSetName);
  }

  /** Asks until the set has this many instances, all of them current. */
  async current(name: string, count: number): Promise<void> {
    for (;;) {
      const all = await this.instances(name);
      if (all.length === count && all.every(({ Status }) => Status === 'CURRENT')) return;
    }
  }

  stop(): Promise<void> {
    return this.server.stop();
  }
}

export function settingsOf({ caller }: OrganizationAccount, region = 'us-east-1') {
  const { endpoint, credentials } = caller;
  return { endpoint: endpoint.origin, region, credentials, maxAttempts: 1 };
}

/** How often an account's detectors publish, by Region: one entry a detector. */
export async function frequencies(
  account: OrganizationAccount,
): Promise<Record<string, (string | undefined)[]>> {
  const found: Record<string, (string | undefined)[]> = {};
  for (const region of REGIONS) {
    const client = new guardduty.GuardDutyClient(settingsOf(account, region));
    const { DetectorIds: ids = [] } = await client.send(new guardduty.ListDetectorsCommand({}));
    const detectors = ids.map((DetectorId) =>
      client.send(new guardduty.GetDetectorCommand({ DetectorId })),
    );
    found[region] = (await Promise.all(detectors)).map((one) => one.FindingPublishingFrequency);
  }
  return found;
}
