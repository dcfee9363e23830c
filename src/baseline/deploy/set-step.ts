import type { Capability, CloudFormation, StackSet } from '@aws-sdk/client-cloudformation';
import {
  endedOperation,
  findSet,
  idleSet,
  PREFERENCES,
  runningOperation,
} from '../aws/stack-sets.ts';
import { holdAmong, type Parameters, parameterList } from '../aws/stacks.ts';
import { StepFailed } from '../aws/step-failed.ts';
import { mustKeepForm } from './same-form.ts';
import { changedIf, type Found, type Step, type Tell } from './step.ts';

export interface WantedSet {
  /** All but the template and its parameters, as CreateStackSet takes it. */
  readonly arguments: {
    readonly StackSetName: string;
    readonly PermissionModel: 'SERVICE_MANAGED';
    readonly AutoDeployment: {
      readonly Enabled: boolean;
      readonly RetainStacksOnAccountRemoval: boolean;
    };
    readonly ManagedExecution: { readonly Active: boolean };
    readonly Capabilities: Capability[];
  };
  readonly template: string;
  /** Undefined while what they follow from is not there. */
  parameters(): Promise<Parameters | undefined>;
}

/** The stack set itself; its instances follow it where they are. */
export function setStep(cloud: CloudFormation, wanted: WantedSet): Step {
  return {
    name: `stack set ${wanted.arguments.StackSetName}`,
    look: () => look(cloud, wanted),
    carryOut: (tell) => carryOut(cloud, wanted, tell),
  };
}

async function look(cloud: CloudFormation, wanted: WantedSet): Promise<Found> {
  const name = wanted.arguments.StackSetName;
  const set = await findSet(cloud, name);
  if (set === undefined) return { change: 'create', why: [] };
  mustKeepForm(`stack set ${name}`, set.TemplateBody ?? '', wanted.template);
  const running = await runningOperation(cloud, name);
  const parameters = await wanted.parameters();
  return changedIf([
    running !== undefined && 'an operation is under way',
    set.TemplateBody?.trim() !== wanted.template.trim() && 'template',
    !(parameters && holdAmong(parameters, set.Parameters)) && 'parameters',
    !sameSettings(set, wanted) && 'settings',
  ]);
}

function sameSettings(set: StackSet, { arguments: wanted }: WantedSet): boolean {
  const { AutoDeployment: automatic, ManagedExecution: managed, Capabilities: given = [] } = set;
  return (
    automatic?.Enabled === wanted.AutoDeployment.Enabled &&
    automatic.RetainStacksOnAccountRemoval === wanted.AutoDeployment.RetainStacksOnAccountRemoval &&
    managed?.Active === wanted.ManagedExecution.Active &&
    wanted.Capabilities.every((one) => given.includes(one))
  );
}

async function carryOut(cloud: CloudFormation, wanted: WantedSet, tell: Tell): Promise<void> {
  const name = wanted.arguments.StackSetName;
  const parameters = await wanted.parameters();
  if (parameters === undefined) throw new StepFailed(['its parameters are not known yet']);
  const input = {
    ...wanted.arguments,
    ...{ TemplateBody: wanted.template, Parameters: parameterList(parameters) },
  };
  if ((await findSet(cloud, name)) === undefined) {
    await cloud.createStackSet(input);
    return;
  }
  await idleSet(cloud, name, tell);
  // What was under way may have been what is wanted.
  if ((await look(cloud, wanted)).change === 'none') return;
  const { OperationId } = await cloud.updateStackSet({
    ...input,
    OperationPreferences: PREFERENCES,
  });
  await endedOperation(cloud, name, OperationId, tell);
}
