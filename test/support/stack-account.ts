import * as cfn from '@aws-sdk/client-cloudformation';
import * as guardduty from '@aws-sdk/client-guardduty';
import * as iam from '@aws-sdk/client-iam';
import * as lambda from '@aws-sdk/client-lambda';
import * as org from '@aws-sdk/client-organizations';
import * as s3 from '@aws-sdk/client-s3';
import { detector, role, template } from './stack-templates.ts';

/** One after the other in one account: each begins where the one before has ended. */
export const DEEDS = ['make', 'change', 'fail', 'unmake', 'deploy', 'withdraw'] as const;
export type Deed = (typeof DEEDS)[number];

const REGIONS = ['us-east-1', 'eu-west-1'];
export const KEY = {
  accessKeyId: 'AKIASTACKPROCESSROOT',
  secretAccessKey: 'secret-of-the-stack-process-01',
};

/** The management account of an organisation with two members, and all that its stacks make. */
export class Account {
  readonly #settings;
  readonly #stacks;
  readonly #organizations;

  constructor(endpoint: string) {
    this.#settings = { endpoint, region: 'us-east-1', credentials: KEY, maxAttempts: 1 };
    this.#stacks = new cfn.CloudFormationClient(this.#settings);
    this.#organizations = new org.OrganizationsClient(this.#settings);
  }

  /** An organisation with accounts in a unit, once. */
  async prepare(): Promise<void> {
    const client = this.#organizations;
    try {
      await client.send(new org.DescribeOrganizationCommand({}));
      return;
    } catch (error) {
      if (!(error instanceof org.AWSOrganizationsNotInUseException)) throw error;
    }
    await client.send(new org.CreateOrganizationCommand({ FeatureSet: 'ALL' }));
    await this.#stacks.send(new cfn.ActivateOrganizationsAccessCommand({}));
    const ParentId = await this.#rootId();
    await client.send(new org.CreateOrganizationalUnitCommand({ ParentId, Name: 'Targets' }));
    const DestinationParentId = await this.#targets();
    for (const name of ['one', 'two']) {
      const asked = { AccountName: name, Email: `${name}@example.com` };
      const made = await client.send(new org.CreateAccountCommand(asked));
      const CreateAccountRequestId = made.CreateAccountStatus?.Id;
      const { CreateAccountStatus: status } = await client.send(
        new org.DescribeCreateAccountStatusCommand({ CreateAccountRequestId }),
      );
      const move = { AccountId: status?.AccountId, SourceParentId: ParentId, DestinationParentId };
      await client.send(new org.MoveAccountCommand(move));
    }
    const set = { StackSetName: 'all', TemplateBody: this.#setTemplate() };
    await this.#stacks.send(
      new cfn.CreateStackSetCommand({
        ...{ ...set, PermissionModel: 'SERVICE_MANAGED', Capabilities: ['CAPABILITY_IAM'] },
        AutoDeployment: { Enabled: true, RetainStacksOnAccountRemoval: false },
      }),
    );
  }

  #setTemplate(): string {
    return JSON.stringify({ Resources: { Detector: detector({}), Role: role({}) } });
  }

  async #rootId(): Promise<string> {
    const { Roots } = await this.#organizations.send(new org.ListRootsCommand({}));
    return Roots?.[0]?.Id ?? '';
  }

  async #units(): Promise<org.OrganizationalUnit[]> {
    const input = { ParentId: await this.#rootId() };
    const listed = await this.#organizations.send(
      new org.ListOrganizationalUnitsForParentCommand(input),
    );
    return listed.OrganizationalUnits ?? [];
  }

  async #targets(): Promise<string> {
    return (await this.#units()).find(({ Name }) => Name === 'Targets')?.Id ?? '';
  }

  async begin(deed: Deed): Promise<void> {
    const Parameters = [{ ParameterKey: 'RootId', ParameterValue: await this.#rootId() }];
    const Capabilities: cfn.Capability[] = ['CAPABILITY_NAMED_IAM'];
    const stack = { StackName: 's', Parameters, Capabilities, ClientRequestToken: deed };
    const OrganizationalUnitIds = [await this.#targets()];
    const instances = {
      ...{ StackSetName: 'all', Regions: REGIONS, DeploymentTargets: { OrganizationalUnitIds } },
      OperationPreferences: { MaxConcurrentPercentage: 100 },
      OperationId: deed,
    };
    const versions = { make: 1, change: 2, fail: 3 } as const;
    switch (deed) {
      case 'make':
        await this.#stacks.send(
          new cfn.CreateStackCommand({ ...stack, TemplateBody: template(versions[deed]) }),
        );
        break;
      case 'change':
      case 'fail':
        await this.#stacks.send(
          new cfn.UpdateStackCommand({ ...stack, TemplateBody: template(versions[deed]) }),
        );
        break;
      case 'unmake':
        await this.#stacks.send(new cfn.DeleteStackCommand({ StackName: 's' }));
        break;
      case 'deploy':
        await once(this.#stacks.send(new cfn.CreateStackInstancesCommand(instances)));
        break;
      case 'withdraw': {
        const gone = { ...instances, RetainStacks: false };
        await once(this.#stacks.send(new cfn.DeleteStackInstancesCommand(gone)));
      }
    }
  }

  /** Asks until nothing is under way. */
  async settle(): Promise<void> {
    for (;;) {
      const { Stacks = [] } = await this.#stacks.send(new cfn.DescribeStacksCommand({}));
      const { Summaries = [] } = await this.#stacks.send(
        new cfn.ListStackSetOperationsCommand({ StackSetName: 'all' }),
      );
      const statuses = [
        ...Stacks.map((one) => one.StackStatus),
        ...Summaries.map((one) => one.Status),
      ];
      const isBusy = (status = '') => /_IN_PROGRESS$|^(QUEUED|RUNNING|STOPPING)$/.test(status);
      if (!statuses.some(isBusy)) return;
    }
  }

  async state(): Promise<object> {
    const { Summaries = [] } = await this.#stacks.send(
      new cfn.ListStackInstancesCommand({ StackSetName: 'all' }),
    );
    const { Accounts = [] } = await this.#organizations.send(new org.ListAccountsCommand({}));
    const nameOf = (id = '') => Accounts.find((one) => one.Id === id)?.Name ?? id;
    const members: Record<string, object> = {};
    for (const { Id = '', Name = '' } of Accounts) {
      if (/^(one|two)$/.test(Name)) members[Name] = await this.#ofMember(Id);
    }
    return {
      stack: await this.#stack(),
      own: await this.#account(this.#settings),
      units: (await this.#units()).map(({ Name }) => Name).sort(),
      instances: Summaries.map(
        (one) => `${nameOf(one.Account)} ${one.Region} ${one.Status}`,
      ).sort(),
      members,
    };
  }

  async #stack(): Promise<object> {
    const { StackSummaries = [] } = await this.#stacks.send(new cfn.ListStacksCommand({}));
    const [stack] = StackSummaries;
    if (stack === undefined) return {};
    const { StackResourceSummaries: all = [] } = await this.#stacks.send(
      new cfn.ListStackResourcesCommand({ StackName: stack.StackId }),
    );
    const resources = all.map((one) => `${one.LogicalResourceId} ${one.ResourceStatus}`).sort();
    return { count: StackSummaries.length, status: stack.StackStatus, resources };
  }

  async #ofMember(id: string): Promise<object> {
    const { STSClient, AssumeRoleCommand } = await import('@aws-sdk/client-sts');
    const RoleArn = `arn:aws:iam::${id}:role/OrganizationAccountAccessRole`;
    const { Credentials: made } = await new STSClient(this.#settings).send(
      new AssumeRoleCommand({ RoleArn, RoleSessionName: 'state' }),
    );
    const credentials = {
      accessKeyId: made?.AccessKeyId ?? '',
      secretAccessKey: made?.SecretAccessKey ?? '',
      sessionToken: made?.SessionToken ?? '',
    };
    const found: Record<string, object> = {};
    for (const region of REGIONS) {
      found[region] = await this.#account({ ...this.#settings, region, credentials });
    }
    return found;
  }

  /** All that the stacks make, by names without their random ends. */
  async #account(settings: {
    readonly endpoint: string;
    readonly region: string;
    readonly credentials: iam.IAMClientConfig['credentials'];
  }): Promise<object> {
    const client = new guardduty.GuardDutyClient(settings as guardduty.GuardDutyClientConfig);
    const named = new iam.IAMClient(settings as iam.IAMClientConfig);
    const { DetectorIds = [] } = await client.send(new guardduty.ListDetectorsCommand({}));
    const detectors: object[] = [];
    for (const DetectorId of DetectorIds) {
      const got = await client.send(new guardduty.GetDetectorCommand({ DetectorId }));
      const { FilterNames } = await client.send(new guardduty.ListFiltersCommand({ DetectorId }));
      detectors.push({ frequency: got.FindingPublishingFrequency, filters: FilterNames?.sort() });
    }
    const { Roles = [] } = await named.send(new iam.ListRolesCommand({}));
    const roles: string[] = [];
    for (const { RoleName = '' } of Roles) {
      const { AttachedPolicies = [] } = await named.send(
        new iam.ListAttachedRolePoliciesCommand({ RoleName }),
      );
      const attached = AttachedPolicies.map((one) => stem(one.PolicyName)).sort();
      roles.push(`${stem(RoleName)}: ${attached}`);
    }
    const { Policies = [] } = await named.send(new iam.ListPoliciesCommand({ Scope: 'Local' }));
    const profiles = await named.send(new iam.ListInstanceProfilesCommand({}));
    const functions = await new lambda.LambdaClient(settings as lambda.LambdaClientConfig).send(
      new lambda.ListFunctionsCommand({}),
    );
    const storage = new s3.S3Client({ ...settings, forcePathStyle: true } as s3.S3ClientConfig);
    const { Buckets = [] } = await storage.send(new s3.ListBucketsCommand({}));
    return {
      ...{ detectors, roles: roles.sort(), policies: Policies.map((one) => stem(one.PolicyName)) },
      profiles: (profiles.InstanceProfiles ?? []).map(
        (one) => `${stem(one.InstanceProfileName)}: ${one.Roles?.map((of) => stem(of.RoleName))}`,
      ),
      functions: (functions.Functions ?? []).map(
        (one) => `${stem(one.FunctionName)} ${one.CodeSha256}`,
      ),
      buckets: Buckets.map(({ Name }) => stem(Name)),
    };
  }
}

/** Asked again after a crash, an operation is under way or known already. */
async function once(call: Promise<unknown>): Promise<void> {
  try {
    await call;
  } catch (error) {
    const isKnown =
      error instanceof cfn.OperationInProgressException ||
      error instanceof cfn.OperationIdAlreadyExistsException;
    if (!isKnown) throw error;
  }
}

/** A name that a stack has made, without what tells it from others. */
function stem(name = ''): string {
  return name
    .replace(/-[A-Za-z0-9]{12}$/, '')
    .replace(/^StackSet-all-[0-9a-f-]{36}/, 'StackSet')
    .replace(/^stacksets-exec-.*/, 'stacksets-exec');
}
