import type { StackSet } from '../../../domain/stack-set.ts';
import { cloudFormationErrors } from '../errors.ts';
import { givenContent } from '../given-content.ts';
import { operation } from '../operation.ts';
import { withTemplate } from '../with-template.ts';
import { begin } from './begin.ts';
import { autoDeploymentOf } from './create-stack-set.ts';
import { ownSet } from './own-set.ts';
import { targetsOf } from './targets-of.ts';

/** All instances follow, or those that are named; overrides stay. */
export const updateStackSet = operation(
  'UpdateStackSet',
  async (input, context) => {
    const { store } = context;
    const set = await ownSet(input.StackSetName, input.CallAs, context);
    const { PermissionModel: model = set.permissionModel } = input;
    if (model !== set.permissionModel) {
      throw cloudFormationErrors.validation('PermissionModel cannot be changed');
    }
    const content = givenContent(input, set);
    const automatic =
      input.AutoDeployment === undefined
        ? set.autoDeployment
        : autoDeploymentOf({ ...input, PermissionModel: model });
    const updated: StackSet = {
      ...{ ...set, ...content, autoDeployment: automatic },
      description: input.Description ?? set.description,
      administrationRoleArn: input.AdministrationRoleARN ?? set.administrationRoleArn,
      executionRoleName: input.ExecutionRoleName ?? set.executionRoleName,
      managedExecution: input.ManagedExecution?.Active ?? set.managedExecution,
    };
    const all = await store.stacks.list('instance', { owner: set.stackSetId });
    const { Regions: regions, Accounts, DeploymentTargets } = input;
    const isNamed = Accounts !== undefined || DeploymentTargets !== undefined;
    const named = isNamed ? await targetsOf(set, input, context) : undefined;
    const targets = all.filter(
      ({ accountId, region }) =>
        named?.some((one) => one.accountId === accountId && one.region === region) ??
        (regions === undefined || regions.length === 0 || regions.includes(region)),
    );
    const places = targets.map(({ accountId, region, unitId }) => ({ accountId, region, unitId }));
    const OperationId = await begin(set, places, input, { action: 'UPDATE' }, context);
    await store.stacks.put('set', updated);
    return { OperationId };
  },
  withTemplate,
);
