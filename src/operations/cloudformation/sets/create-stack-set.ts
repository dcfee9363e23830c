import type { StackContent } from '../../../domain/stack.ts';
import type { AutoDeployment, StackSet } from '../../../domain/stack-set.ts';
import { uuid } from '../../../lib/ids.ts';
import { providerOf } from '../../../stacks/providers/index.ts';
import { loadTemplate } from '../../../stacks/template/load-template.ts';
import { cloudFormationErrors } from '../errors.ts';
import { givenContent, refuseMembers } from '../given-content.ts';
import { operation } from '../operation.ts';
import type { CloudFormationOperations } from '../operation-types.ts';
import { withTemplate } from '../with-template.ts';
import { deployableOrganization, findSet, setOwner } from './own-set.ts';

type Input = CloudFormationOperations['CreateStackSet']['input'];

/** Deploys nothing by itself: instances are what does. */
export const createStackSet = operation(
  'CreateStackSet',
  async (input, context) => {
    const { region, clock, store } = context;
    const { StackSetName: name, PermissionModel: permissionModel = 'SELF_MANAGED' } = input;
    const { validation, setExists } = cloudFormationErrors;
    refuseMembers(input, ['StackId']);
    if (!/^[a-zA-Z][-a-zA-Z0-9]{0,127}$/.test(name)) {
      throw validation(
        `Stack set name ${name} must begin with a letter, then letters, digits, hyphens`,
      );
    }
    const existing = await findSet(name, input.CallAs, context);
    if (existing !== undefined) throw setExists(name);
    const content = givenContent(input);
    const set: StackSet = {
      ...content,
      ...{
        name,
        stackSetId: `${name}:${uuid()}`,
        accountId: await setOwner(input.CallAs, context),
      },
      ...{ region, status: 'ACTIVE', permissionModel, targets: [] },
      description: input.Description ?? descriptionOf(content),
      administrationRoleArn: input.AdministrationRoleARN,
      executionRoleName: input.ExecutionRoleName,
      autoDeployment: autoDeploymentOf(input),
      managedExecution: input.ManagedExecution?.Active ?? false,
      createdAt: clock.now(),
    };
    if (permissionModel === 'SERVICE_MANAGED') await deployableOrganization(set, context);
    await store.stacks.put('set', set);
    return { StackSetId: set.stackSetId };
  },
  withTemplate,
);

function descriptionOf({ template, parameters }: StackContent): string | undefined {
  return loadTemplate(template, providerOf, parameters).description;
}

export function autoDeploymentOf({
  PermissionModel: model,
  AutoDeployment: given,
  AdministrationRoleARN: administration,
  ExecutionRoleName: execution,
  CallAs: callAs,
}: Pick<
  Input,
  'PermissionModel' | 'AutoDeployment' | 'AdministrationRoleARN' | 'ExecutionRoleName' | 'CallAs'
>): AutoDeployment | undefined {
  const { validation } = cloudFormationErrors;
  if (model !== 'SERVICE_MANAGED') {
    if (given !== undefined) {
      throw validation('AutoDeployment can only be specified for SERVICE_MANAGED permission model');
    }
    if (callAs === 'DELEGATED_ADMIN') {
      throw validation('CallAs DELEGATED_ADMIN is for SERVICE_MANAGED permission model only');
    }
    return undefined;
  }
  if (administration !== undefined || execution !== undefined) {
    throw validation(
      'AdministrationRoleARN and ExecutionRoleName cannot be used with SERVICE_MANAGED permissions',
    );
  }
  refuseMembers(given ?? {}, ['DependsOn']);
  const enabled = given?.Enabled ?? false;
  if (!enabled && given?.RetainStacksOnAccountRemoval !== undefined) {
    throw validation(
      'RetainStacksOnAccountRemoval can only be specified if AutoDeployment is enabled',
    );
  }
  return { enabled, retains: given?.RetainStacksOnAccountRemoval ?? false };
}
