import type { CloudFormation } from '@aws-sdk/client-cloudformation';
import type { Account, Organizations } from '@aws-sdk/client-organizations';
import { allPages } from '../aws/all-pages.ts';
import { endedOperation, findSet, idleSet, instancesOf, PREFERENCES } from '../aws/stack-sets.ts';
import type { Found, Step, Tell } from './step.ts';

export interface WantedInstances {
  readonly StackSetName: string;
  readonly DeploymentTargets: { readonly OrganizationalUnitIds: readonly string[] };
  readonly Regions: readonly string[];
}

interface Clients {
  readonly cloud: CloudFormation;
  readonly organizations: Organizations;
  readonly managementAccountId: string;
}

/** One stack in every account of the units, in every Region; those elsewhere are left alone. */
export function instancesStep(clients: Clients, wanted: WantedInstances): Step {
  return {
    name: `instances of ${wanted.StackSetName}`,
    async look() {
      const set = await findSet(clients.cloud, wanted.StackSetName);
      if (set === undefined) return { change: 'create', why: [] };
      return foundOf(await compare(clients, wanted));
    },
    carryOut: (tell) => carryOut(clients, wanted, tell),
  };
}

interface Compared {
  /** Units, and the Regions in which nobody who joins them would get a stack. */
  readonly unwatched: readonly (readonly [string[], string[]])[];
  /** `111122223333 us-east-1`: without a stack. */
  readonly missing: readonly string[];
  /** With one that is not as the set has it. */
  readonly failed: readonly string[];
}

function foundOf({ unwatched, missing, failed }: Compared): Found {
  const why = [
    ...unwatched.map(([units, regions]) => `${units.join(', ')} in ${regions.join(', ')}`),
    ...missing.map((one) => `${one}: missing`),
    ...failed.map((one) => `${one}: not current`),
  ];
  const isNew = unwatched.length + missing.length > 0;
  return { change: isNew ? 'create' : failed.length > 0 ? 'update' : 'none', why };
}

/** Where a stack should be and is not, or is not as the set has it. */
async function compare(clients: Clients, wanted: WantedInstances): Promise<Compared> {
  const { cloud, organizations, managementAccountId } = clients;
  const { StackSetName, Regions: regions } = wanted;
  const units = wanted.DeploymentTargets.OrganizationalUnitIds;
  const targets = await allPages(async (NextToken) => {
    const input = { StackSetName, NextToken };
    const page = await cloud.listStackSetAutoDeploymentTargets(input);
    return { items: page.Summaries, next: page.NextToken };
  });
  const watched = new Set(
    targets.flatMap((one) => one.Regions?.map((region) => `${one.OrganizationalUnitId} ${region}`)),
  );
  const accounts = (await Promise.all(units.map((unit) => accountsBelow(organizations, unit))))
    .flat()
    .filter((one) => one.Status === 'ACTIVE' && one.Id !== managementAccountId);
  const instances = await instancesOf(cloud, StackSetName);
  const states = new Map<string, string>(
    instances.map((one) => [`${one.Account} ${one.Region}`, one.Status ?? '']),
  );
  const ids = [...new Set(accounts.map(({ Id: id = '' }) => id))];
  const places = ids.flatMap((id) => regions.map((region) => `${id} ${region}`));
  const unwatched = units.map(
    (unit) => [unit, regions.filter((region) => !watched.has(`${unit} ${region}`))] as const,
  );
  return {
    unwatched: grouped(unwatched),
    missing: places.filter((place) => !states.has(place)),
    failed: places.filter((place) => states.has(place) && states.get(place) !== 'CURRENT'),
  };
}

async function accountsBelow(organizations: Organizations, ParentId: string): Promise<Account[]> {
  const own = await allPages(async (NextToken) => {
    const page = await organizations.listAccountsForParent({ ParentId, NextToken });
    return { items: page.Accounts, next: page.NextToken };
  });
  const units = await allPages(async (NextToken) => {
    const page = await organizations.listOrganizationalUnitsForParent({ ParentId, NextToken });
    return { items: page.OrganizationalUnits, next: page.NextToken };
  });
  const below: Account[] = [];
  // One call at a time: Organizations allows few a second.
  for (const { Id: id = '' } of units) below.push(...(await accountsBelow(organizations, id)));
  return [...own, ...below];
}

async function carryOut(clients: Clients, wanted: WantedInstances, tell: Tell): Promise<void> {
  const { cloud } = clients;
  const { StackSetName } = wanted;
  await idleSet(cloud, StackSetName, tell);
  const common = { StackSetName, OperationPreferences: PREFERENCES };
  const units = [...wanted.DeploymentTargets.OrganizationalUnitIds];
  for (const [OrganizationalUnitIds, Regions] of (await compare(clients, wanted)).unwatched) {
    const DeploymentTargets = { OrganizationalUnitIds };
    const begun = await cloud.createStackInstances({ ...common, DeploymentTargets, Regions });
    await endedOperation(cloud, StackSetName, begun.OperationId, tell);
  }
  const { missing, failed } = await compare(clients, wanted);
  for (const [places, verb] of [
    [missing, 'createStackInstances'],
    [failed, 'updateStackInstances'],
  ] as const) {
    if (places.length === 0) continue;
    const Accounts = [...new Set(places.map((place) => place.split(' ')[0] ?? ''))];
    const Regions = [...new Set(places.map((place) => place.split(' ')[1] ?? ''))];
    const filter = { Accounts, AccountFilterType: 'INTERSECTION' } as const;
    const DeploymentTargets = { OrganizationalUnitIds: units, ...filter };
    const begun = await cloud[verb]({ ...common, DeploymentTargets, Regions });
    await endedOperation(cloud, StackSetName, begun.OperationId, tell);
  }
}

/** Units that have the same Regions to come go out together: a set does one thing at a time. */
function grouped(pairs: readonly (readonly [string, readonly string[]])[]): [string[], string[]][] {
  const groups = new Map<string, string[]>();
  for (const [unit, regions] of pairs) {
    const key = regions.join(' ');
    if (key !== '') groups.set(key, [...(groups.get(key) ?? []), unit]);
  }
  return [...groups].map(([key, units]) => [units, key.split(' ')]);
}
