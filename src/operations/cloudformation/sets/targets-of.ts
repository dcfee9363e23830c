import type * as sdk from '@aws-sdk/client-cloudformation';
import { partitionOf } from '../../../domain/regions.ts';
import type { StackSet } from '../../../domain/stack-set.ts';
import type { Target } from '../../../stacks/sets/begin-operation.ts';
import { accountsBelow } from '../../../stacks/sets/targets.ts';
import type { OperationContext } from '../../context.ts';
import { cloudFormationErrors } from '../errors.ts';
import { deployableOrganization } from './own-set.ts';

export interface TargetInput {
  readonly Accounts?: readonly string[] | undefined;
  readonly DeploymentTargets?: sdk.DeploymentTargets | undefined;
  readonly Regions?: readonly string[] | undefined;
}

/** Which accounts and Regions a call about instances means. */
export async function targetsOf(
  set: StackSet,
  input: TargetInput,
  context: OperationContext,
): Promise<Target[]> {
  const { validation, unsupported } = cloudFormationErrors;
  const { Accounts: accounts, DeploymentTargets: targets, Regions: regions = [] } = input;
  const strange = regions.find((region) => partitionOf(region) === undefined);
  if (strange !== undefined) throw validation(`Invalid region: ${strange}`);
  if (regions.length === 0) throw validation('At least one Region must be specified');
  if (targets?.AccountsUrl !== undefined) throw unsupported('AccountsUrl');
  if (set.permissionModel === 'SELF_MANAGED') {
    const named = accounts ?? targets?.Accounts ?? [];
    if (targets?.OrganizationalUnitIds !== undefined) {
      throw validation(
        'StackSets with SELF_MANAGED permission model can only have accounts as targets',
      );
    }
    if (named.length === 0) throw validation('At least one account must be specified');
    return cross(
      named.map((accountId) => ({ accountId })),
      regions,
    );
  }
  if (accounts !== undefined) {
    throw validation(
      'StackSets with SERVICE_MANAGED permission model can only have OrganizationalUnit as target',
    );
  }
  return cross(await accountsIn(set, targets ?? {}, context), regions);
}

function cross(places: readonly Omit<Target, 'region'>[], regions: readonly string[]): Target[] {
  return regions.flatMap((region) => places.map((place) => ({ ...place, region })));
}

async function accountsIn(
  set: StackSet,
  {
    OrganizationalUnitIds: units = [],
    Accounts: named = [],
    AccountFilterType: filter,
  }: sdk.DeploymentTargets,
  context: OperationContext,
): Promise<Omit<Target, 'region'>[]> {
  const { validation } = cloudFormationErrors;
  const { store } = context;
  const organization = await deployableOrganization(set, context);
  const { rootId, organizationId } = organization;
  if (units.length === 0) throw validation('At least one OrganizationalUnitId must be specified');
  for (const unitId of units) {
    const unit = unitId === rootId ? undefined : await store.organizations.getUnit(unitId);
    if (unitId !== rootId && unit?.organizationId !== organizationId) {
      throw validation(`OrganizationalUnit ${unitId} not found`);
    }
  }
  const mode = filter ?? (named.length > 0 ? 'INTERSECTION' : 'NONE');
  if (mode === 'NONE' && named.length > 0) {
    throw validation('Accounts cannot be specified with an AccountFilterType of NONE');
  }
  const below = await accountsBelow(units, organization, store);
  const inUnits = [...below].map(
    ([
      accountId,
      {
        unitIds: [unitId],
      },
    ]) => ({ accountId, unitId }),
  );
  if (mode === 'INTERSECTION') return inUnits.filter((one) => named.includes(one.accountId));
  if (mode === 'DIFFERENCE') return inUnits.filter((one) => !named.includes(one.accountId));
  if (mode === 'UNION') {
    const all = await accountsBelow([rootId], organization, store);
    const added = named.filter((id) => !below.has(id) && all.has(id));
    const places = added.map((accountId) => ({
      ...{ accountId, unitId: all.get(accountId)?.account.unitId ?? rootId },
    }));
    return [...inUnits, ...places];
  }
  return inUnits;
}
