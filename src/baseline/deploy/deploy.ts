import type { Aws } from '../aws/open-aws.ts';
import { findStack, type Parameters } from '../aws/stacks.ts';
import { StepFailed } from '../aws/step-failed.ts';
import type { Layout } from '../render/layout.ts';
import { GUARD_NAME, render, STACK_SET_NAME, stackInstances, stackSet } from '../render/render.ts';
import { accessStep } from './access-step.ts';
import { guardStep } from './guard-step.ts';
import { instancesStep } from './instances-step.ts';
import { setStep } from './set-step.ts';
import { stackStep } from './stack-step.ts';
import type { Found, Step, Tell } from './step.ts';

export interface DeployOptions {
  readonly form: 'native' | 'function';
  /** The management account gets no stack from a stack set; these are its own. */
  readonly withManagementAccount: boolean;
  readonly withGuard: boolean;
}

const STORAGE_NAME = 'guardduty-findings-storage';

/**
 * All that a baseline is made of, in the order in which it is safe: where findings go before what
 * sends them, and the guard last, since it would be in the way of the rest.
 */
export function stepsFor(aws: Aws, layout: Layout, options: DeployOptions): readonly Step[] {
  const { logArchiveAccountId, storageRegion, unitIds } = layout;
  const files = render(layout);
  const isNative = options.form === 'native';
  const template = files[isNative ? 'detector.yaml' : 'detector-by-function.yaml'] ?? '';
  const archive = aws.cloudFormation(logArchiveAccountId, storageRegion);
  const home = aws.cloudFormation(aws.accountId, aws.homeRegion);
  const parameters = async (): Promise<Parameters | undefined> => {
    const { Outputs: outputs = [] } = (await findStack(archive, STORAGE_NAME)) ?? {};
    const named = new Map(outputs.map((one) => [one.OutputKey, one.OutputValue]));
    const [DestinationArn, KeyArn] = [named.get('DestinationArn'), named.get('KeyArn')];
    if (DestinationArn === undefined || KeyArn === undefined) return undefined;
    return { DestinationArn, KeyArn };
  };
  const capabilities = stackSet().Capabilities;
  const own = layout.regions.map((region) =>
    stackStep(aws.cloudFormation(aws.accountId, region), {
      ...{ stackName: STACK_SET_NAME, place: `${aws.accountId} ${region}`, template, parameters },
      capabilities,
    }),
  );
  const clients = {
    ...{ cloud: home, organizations: aws.organizations, managementAccountId: aws.accountId },
  };
  return [
    accessStep(home),
    stackStep(archive, {
      ...{ stackName: STORAGE_NAME, place: `${logArchiveAccountId} ${storageRegion}` },
      ...{ template: files['storage.yaml'] ?? '', capabilities: [], parameters: async () => ({}) },
    }),
    setStep(home, { arguments: stackSet(), template, parameters }),
    instancesStep(clients, stackInstances(layout)),
    ...(options.withManagementAccount ? own : []),
    ...(options.withGuard
      ? [
          guardStep(aws.organizations, {
            ...{ policyName: GUARD_NAME, text: files['guard.scp.json'] ?? '', unitIds },
          }),
        ]
      : []),
  ];
}

/**
 * Only the management account can do all of it, and only in the organisation that is meant, whose
 * accounts and units the layout must name. Throws an Error for the operator.
 */
export async function checkOrganization(aws: Aws, layout: Layout): Promise<void> {
  const { organizationId, logArchiveAccountId, auditAccountId, unitIds } = layout;
  const { Organization: found } = await aws.organizations.describeOrganization({});
  if (found?.Id !== organizationId) {
    throw new Error(`${aws.callerArn} is of ${found?.Id}, not of ${organizationId}.`);
  }
  if (found.MasterAccountId !== aws.accountId) {
    throw new Error(
      `${aws.callerArn} is not of the management account, which is ${found.MasterAccountId}.`,
    );
  }
  for (const AccountId of [logArchiveAccountId, auditAccountId]) {
    await mustBeThere(`account ${AccountId}`, aws.organizations.describeAccount({ AccountId }));
  }
  for (const ParentId of unitIds) {
    const asked = aws.organizations.listOrganizationalUnitsForParent({ ParentId });
    await mustBeThere(`unit ${ParentId}`, asked);
  }
}

async function mustBeThere(what: string, asked: Promise<unknown>): Promise<void> {
  try {
    await asked;
  } catch (error) {
    if (!(error instanceof Error) || !/NotFound/.test(error.name)) throw error;
    throw new Error(`The organisation has no ${what}.`);
  }
}

export interface Planned extends Found {
  readonly step: Step;
}

export async function planOf(steps: readonly Step[]): Promise<readonly Planned[]> {
  const planned: Planned[] = [];
  for (const step of steps) planned.push({ step, ...(await step.look()) });
  return planned;
}

export type Outcome =
  | { readonly state: 'unchanged' | 'done' }
  | { readonly state: 'failed' | 'not as wanted'; readonly lines: readonly string[] };

/**
 * Carries one step out and reads it back. A step looks again first: what was done meanwhile, by an
 * earlier step or by somebody else, is not done twice.
 */
export async function carryOut(step: Step, tell: Tell): Promise<Outcome> {
  try {
    if ((await step.look()).change === 'none') return { state: 'unchanged' };
    await step.carryOut(tell);
  } catch (error) {
    if (error instanceof StepFailed) return { state: 'failed', lines: error.lines };
    if (!(error instanceof Error)) throw error;
    return { state: 'failed', lines: [`${error.name}: ${error.message}`] };
  }
  const after = await step.look();
  if (after.change === 'none') return { state: 'done' };
  return { state: 'not as wanted', lines: after.why };
}
