import type { CloudFormation } from '@aws-sdk/client-cloudformation';
import type { GuardDuty } from '@aws-sdk/client-guardduty';
import type { Parameters } from '../aws/stacks.ts';
import { StepFailed } from '../aws/step-failed.ts';
import type { Target } from './migration-templates.ts';

/** What a stack's detector exports to, as GuardDuty itself says it. */
export interface LiveDestination {
  readonly detectorId: string;
  readonly destinationId: string;
  readonly destinationArn: string;
  readonly kmsKeyArn: string;
  readonly status: string;
}

/** Throws StepFailed where there is not exactly one. */
export async function liveDestination(
  cloud: CloudFormation,
  guardduty: GuardDuty,
  StackName: string,
  LogicalResourceId: string,
): Promise<LiveDestination> {
  const { StackResourceDetail: made } = await cloud.describeStackResource({
    ...{ StackName, LogicalResourceId },
  });
  const DetectorId = made?.PhysicalResourceId ?? '';
  const { Destinations: listed = [] } = await guardduty.listPublishingDestinations({ DetectorId });
  const [only, ...more] = listed.filter((one) => one.DestinationType === 'S3');
  if (only?.DestinationId === undefined || more.length > 0) {
    throw new StepFailed([`detector ${DetectorId} has ${listed.length} destinations, not one`]);
  }
  const { DestinationId } = only;
  const found = await guardduty.describePublishingDestination({ DetectorId, DestinationId });
  return {
    ...{ detectorId: DetectorId, destinationId: DestinationId },
    destinationArn: found.DestinationProperties?.DestinationArn ?? '',
    kmsKeyArn: found.DestinationProperties?.KmsKeyArn ?? '',
    status: found.Status ?? '',
  };
}

/** Parameters of the template where they have the value, so that overrides go on to count. */
export function targetOf(live: LiveDestination, parameters: Parameters): Target {
  const part = (value: string) => {
    const named = Object.keys(parameters).find((name) => parameters[name] === value);
    return named === undefined ? value : { Ref: named };
  };
  return { destinationArn: part(live.destinationArn), kmsKeyArn: part(live.kmsKeyArn) };
}

/** Throws StepFailed where the template would have the destination be another than it is. */
export function mustBe(live: LiveDestination, target: Target, parameters: Parameters): void {
  const value = (part: Target['kmsKeyArn']) =>
    typeof part === 'string' ? part : parameters[part.Ref];
  for (const [is, wanted] of [
    [live.destinationArn, value(target.destinationArn)],
    [live.kmsKeyArn, value(target.kmsKeyArn)],
  ]) {
    if (is === wanted) continue;
    throw new StepFailed([`it exports to ${is}, where the template would have ${wanted}`]);
  }
}
