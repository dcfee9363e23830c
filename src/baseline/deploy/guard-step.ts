import type { Organizations, PolicySummary, Root } from '@aws-sdk/client-organizations';
import { allPages } from '../aws/all-pages.ts';
import { StepFailed } from '../aws/step-failed.ts';
import { changedIf, type Found, type Step } from './step.ts';

export interface WantedGuard {
  readonly policyName: string;
  /** As JSON. */
  readonly text: string;
  readonly unitIds: readonly string[];
}

const Type = 'SERVICE_CONTROL_POLICY';

/** The service control policy, attached to every unit. */
export function guardStep(organizations: Organizations, wanted: WantedGuard): Step {
  return {
    name: `service control policy ${wanted.policyName}`,
    async look() {
      const policy = await findPolicy(organizations, wanted.policyName);
      const root = await rootOf(organizations);
      if (policy === undefined) return { change: 'create', why: [] };
      return compare(organizations, wanted, policy, root);
    },
    carryOut: () => carryOut(organizations, wanted),
  };
}

async function compare(
  organizations: Organizations,
  wanted: WantedGuard,
  policy: PolicySummary,
  root: Root,
): Promise<Found> {
  const loose = await unitsWithout(organizations, wanted, policy);
  return changedIf([
    !isEnabled(root) && 'the type of policy is not enabled',
    !(await hasText(organizations, wanted, policy)) && 'text',
    ...loose.map((unit) => `not attached to ${unit}`),
  ]);
}

async function rootOf(organizations: Organizations): Promise<Root> {
  const { Roots: roots } = await organizations.listRoots({});
  const [root] = roots ?? [];
  if (root === undefined) throw new StepFailed(['the organisation has no root']);
  return root;
}

function isEnabled({ PolicyTypes: types = [] }: Root): boolean {
  return types.some((one) => one.Type === Type && one.Status === 'ENABLED');
}

async function findPolicy(organizations: Organizations, name: string) {
  const all = await allPages(async (NextToken) => {
    const page = await organizations.listPolicies({ Filter: Type, NextToken });
    return { items: page.Policies, next: page.NextToken };
  });
  return all.find((one) => one.Name === name && !one.AwsManaged);
}

async function hasText(organizations: Organizations, { text }: WantedGuard, { Id }: PolicySummary) {
  const { Policy: policy } = await organizations.describePolicy({ PolicyId: Id });
  const plain = (json: string) => JSON.stringify(JSON.parse(json));
  return plain(policy?.Content ?? '{}') === plain(text);
}

async function unitsWithout(
  organizations: Organizations,
  { unitIds }: WantedGuard,
  { Id: PolicyId }: PolicySummary,
): Promise<string[]> {
  const targets = await allPages(async (NextToken) => {
    const page = await organizations.listTargetsForPolicy({ PolicyId, NextToken });
    return { items: page.Targets, next: page.NextToken };
  });
  return unitIds.filter((unit) => !targets.some(({ TargetId }) => TargetId === unit));
}

async function carryOut(organizations: Organizations, wanted: WantedGuard): Promise<void> {
  const root = await rootOf(organizations);
  if (!isEnabled(root)) {
    await organizations.enablePolicyType({ RootId: root.Id, PolicyType: Type });
  }
  // Without its white space: what counts against the quota is what is sent.
  const Content = JSON.stringify(JSON.parse(wanted.text));
  let policy = await findPolicy(organizations, wanted.policyName);
  if (policy === undefined) {
    const Description = 'Keeps GuardDuty, its export and who may change them';
    const named = { Name: wanted.policyName, Description, Type, Content } as const;
    const made = await organizations.createPolicy(named);
    policy = made.Policy?.PolicySummary ?? {};
  } else if (!(await hasText(organizations, wanted, policy))) {
    await organizations.updatePolicy({ PolicyId: policy.Id, Content });
  }
  for (const TargetId of await unitsWithout(organizations, wanted, policy)) {
    await organizations.attachPolicy({ PolicyId: policy.Id, TargetId });
  }
}
