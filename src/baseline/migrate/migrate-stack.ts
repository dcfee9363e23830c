import type { CloudFormation, Parameter, Stack } from '@aws-sdk/client-cloudformation';
import type { GuardDuty } from '@aws-sdk/client-guardduty';
import { askUntil } from '../aws/ask-until.ts';
import { findStack, parametersOf, settledStack, whyFailed } from '../aws/stacks.ts';
import { StepFailed } from '../aws/step-failed.ts';
import { type FunctionExport, findExport, NATIVE_TYPE, nativeIn } from './find-export.ts';
import { liveDestination, mustBe, targetOf } from './live-destination.ts';
import { migrationTemplates, type Target } from './migration-templates.ts';

/** A stack, and who may be asked about it. */
export interface StackPlace {
  readonly cloud: CloudFormation;
  readonly guardduty: GuardDuty;
  readonly name: string;
  /** For who reads: `444455556666 us-east-1`. */
  readonly place: string;
}

/** How far a stack has come. */
export type Progress = 'by function' | 'kept' | 'imported' | 'native' | 'neither';

export function progressOf(template: string): Progress {
  const found = findExport(template);
  const isNative = nativeIn(template) !== undefined;
  if (found === undefined) return isNative ? 'native' : 'neither';
  if (isNative) return 'imported';
  return found.isKept ? 'kept' : 'by function';
}

export async function templateOf(cloud: CloudFormation, StackName: string): Promise<string> {
  const { TemplateBody: body = '' } = await cloud.getTemplate({ StackName });
  return body;
}

/** Where a stack's findings go, in terms that are good for the other stacks of its set too. */
export async function targetIn({ cloud, guardduty, name }: StackPlace): Promise<Target> {
  const found = exportIn(await templateOf(cloud, name));
  const stack = await findStack(cloud, name);
  const live = await liveDestination(cloud, guardduty, name, found.detector);
  return targetOf(live, parametersOf(stack?.Parameters));
}

export function exportIn(text: string): FunctionExport {
  const found = findExport(text);
  if (found === undefined) throw new StepFailed(['nothing in it exports by a function']);
  return found;
}

const CHANGE_SET = 'vedette-baseline-migrate';

/**
 * Takes the destination that is there into the stack, which must keep it already. Nothing about
 * the destination is changed.
 */
export async function importDestination(
  { cloud, guardduty, name, place }: StackPlace,
  target: Target,
  tell: (text: string) => void,
): Promise<void> {
  const settled = () => settledStack(cloud, name, (status) => tell(`${place}: ${status}`));
  const stack = await settled();
  if (stack === undefined) throw new StepFailed([`${name} does not exist`]);
  const text = await templateOf(cloud, name);
  const progress = progressOf(text);
  if (progress === 'imported' || progress === 'native') return;
  const found = exportIn(text);
  if (progress !== 'kept') throw new StepFailed(['it does not keep the destination yet']);
  const live = await liveDestination(cloud, guardduty, name, found.detector);
  mustBe(live, target, parametersOf(stack.Parameters));
  const { native, importing } = migrationTemplates(text, found, target);
  const { detectorId: DetectorId, destinationId: Id } = live;
  const imported = { LogicalResourceId: native, ResourceType: NATIVE_TYPE };
  await removeChangeSet(cloud, name);
  await cloud.createChangeSet({
    ...{ StackName: name, ChangeSetName: CHANGE_SET, ChangeSetType: 'IMPORT' },
    ...{ TemplateBody: importing, Capabilities: stack.Capabilities },
    Parameters: asBefore(stack),
    ResourcesToImport: [{ ...imported, ResourceIdentifier: { DetectorId, Id } }],
  });
  await readyChangeSet(cloud, name);
  await cloud.executeChangeSet({ StackName: name, ChangeSetName: CHANGE_SET });
  const after = await settled();
  if (after?.StackStatus === 'IMPORT_COMPLETE') return;
  throw new StepFailed([`${after?.StackStatus}: ${await whyFailed(cloud, name)}`]);
}

export function asBefore({ Parameters: given = [] }: Pick<Stack, 'Parameters'>): Parameter[] {
  return given.map(({ ParameterKey }) => ({ ParameterKey, UsePreviousValue: true }));
}

/** One that an interrupted run has left. */
async function removeChangeSet(cloud: CloudFormation, StackName: string): Promise<void> {
  try {
    await cloud.deleteChangeSet({ StackName, ChangeSetName: CHANGE_SET });
  } catch (error) {
    if (!(error instanceof Error) || !/NotFound/.test(error.name)) throw error;
  }
}

async function readyChangeSet(cloud: CloudFormation, StackName: string): Promise<void> {
  const { Status: status, StatusReason: reason } = await askUntil(
    () => cloud.describeChangeSet({ StackName, ChangeSetName: CHANGE_SET }),
    (one) => !/PENDING|IN_PROGRESS/.test(one.Status ?? ''),
  );
  if (status !== 'CREATE_COMPLETE') throw new StepFailed([`the import is refused: ${reason}`]);
}
