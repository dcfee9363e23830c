import type { Capability, CloudFormation } from '@aws-sdk/client-cloudformation';
import {
  findStack,
  holdAmong,
  isUnderWay,
  type Parameters,
  parameterList,
  settledStack,
  updateStack,
  whyFailed,
} from '../aws/stacks.ts';
import { StepFailed } from '../aws/step-failed.ts';
import { mustKeepForm } from './same-form.ts';
import { changedIf, type Found, type Step, type Tell } from './step.ts';

export interface WantedStack {
  readonly stackName: string;
  /** For who reads: `444455556666 us-east-1`. */
  readonly place: string;
  readonly template: string;
  readonly capabilities: readonly Capability[];
  /** Undefined while what they follow from is not there. */
  parameters(): Promise<Parameters | undefined>;
}

/** Of these nothing is left to update: they go, and are made anew. */
const DEAD = ['ROLLBACK_COMPLETE', 'ROLLBACK_FAILED', 'CREATE_FAILED', 'DELETE_FAILED'];

/** A stack of one account and Region. */
export function stackStep(cloud: CloudFormation, wanted: WantedStack): Step {
  return {
    name: `stack ${wanted.stackName} in ${wanted.place}`,
    look: () => look(cloud, wanted),
    carryOut: (tell) => carryOut(cloud, wanted, tell),
  };
}

async function look(cloud: CloudFormation, wanted: WantedStack): Promise<Found> {
  const { stackName: StackName, template } = wanted;
  const stack = await findStack(cloud, StackName);
  if (stack === undefined) return { change: 'create', why: [] };
  const { StackStatus: status = '', Parameters: given } = stack;
  if (DEAD.includes(status)) return { change: 'create', why: [`it is ${status}`] };
  const parameters = await wanted.parameters();
  const { TemplateBody: body = '' } = await cloud.getTemplate({ StackName });
  mustKeepForm(`stack ${StackName} in ${wanted.place}`, body, template);
  return changedIf([
    isUnderWay(stack) && `it is ${status}`,
    body.trim() !== template.trim() && 'template',
    !(parameters && holdAmong(parameters, given)) && 'parameters',
  ]);
}

async function carryOut(cloud: CloudFormation, wanted: WantedStack, tell: Tell): Promise<void> {
  const { stackName: StackName, place, template, capabilities } = wanted;
  const settled = () =>
    settledStack(cloud, StackName, (status) => tell(`${StackName} in ${place}: ${status}`));
  let before = await settled();
  if (DEAD.includes(before?.StackStatus ?? '')) {
    await cloud.deleteStack({ StackName });
    before = await settled();
  }
  const parameters = await wanted.parameters();
  if (parameters === undefined) throw new StepFailed(['its parameters are not known yet']);
  const input = {
    ...{ StackName, TemplateBody: template, Capabilities: [...capabilities] },
    Parameters: parameterList(parameters),
  };
  if (before === undefined) await cloud.createStack(input);
  else if (!(await updateStack(cloud, input))) return;
  const status = (await settled())?.StackStatus ?? 'gone';
  if (/^(CREATE|UPDATE)_COMPLETE$/.test(status)) return;
  throw new StepFailed([`${status}: ${await whyFailed(cloud, StackName)}`]);
}
