import type { DetectorFeature } from '@aws-sdk/client-guardduty';
import type { CellState, Obstacle, Step } from './cell.ts';

/** What an account still needs, or why nothing can be done for it. */
export type Needs = readonly Step[] | Obstacle;

/** Features of a member that its administrator may change. */
export const MEMBER_FEATURES = [
  'S3_DATA_EVENTS',
  'EKS_AUDIT_LOGS',
  'EBS_MALWARE_PROTECTION',
  'RDS_LOGIN_EVENTS',
  'LAMBDA_NETWORK_LOGS',
  'EKS_RUNTIME_MONITORING',
  'RUNTIME_MONITORING',
] as const satisfies readonly DetectorFeature[];

export interface FeatureWish {
  readonly name: (typeof MEMBER_FEATURES)[number];
  readonly status: 'ENABLED' | 'DISABLED';
}

const JOIN: Readonly<Record<string, readonly Step[]>> = {
  absent: ['add-member', 'invite', 'accept'],
  Created: ['invite', 'accept'],
  Removed: ['invite', 'accept'],
  Resigned: ['invite', 'accept'],
  Invited: ['accept'],
  EmailVerificationInProgress: ['accept'],
  // An address that was wrong is only put right by adding the account anew.
  EmailVerificationFailed: ['remove-member', 'add-member', 'invite', 'accept'],
  Disabled: ['start-monitoring'],
  Enabled: [],
};

const LEFT_ALONE: Readonly<Record<string, string>> = {
  AccountSuspended: 'the account is suspended',
  RegionDisabled: 'the Region is off in the account',
};

/** Until it has a detector that runs and belongs to the administrator. */
export function needsToEnable(state: CellState): Needs {
  const { relationship = 'absent' } = state;
  const why = LEFT_ALONE[relationship];
  if (why !== undefined) return { kind: 'skipped', cause: why };
  const join = JOIN[relationship];
  if (join === undefined) return failed(`its relationship to the administrator is ${relationship}`);
  return [...detectorNeeds(state), ...join];
}

/** The administrator itself needs nothing but a detector. */
export function detectorNeeds({ detectorId, isSuspended, relationship }: CellState): Step[] {
  // Who is a member has one, which was not looked at.
  if (detectorId === undefined) return relationship === 'Enabled' ? [] : ['create-detector'];
  return isSuspended ? ['resume-detector'] : [];
}

/** Until the administrator does not know it, and it has no detector. */
export function needsToDisable(
  { detectorId, relationship }: CellState,
  keepDetector: boolean,
): Needs {
  const isOver = ['Created', 'Removed', 'Resigned', 'Deleted'].includes(relationship ?? '');
  return [
    ...(relationship === undefined || isOver ? [] : (['disassociate'] as const)),
    ...(relationship === undefined ? [] : (['forget-member'] as const)),
    ...(detectorId === undefined || keepDetector ? [] : (['delete-detector'] as const)),
  ];
}

/** Until its features are as the administrator wants them. */
export function needsToUpdate(state: CellState, wishes: readonly FeatureWish[]): Needs {
  const { relationship, features = {} } = state;
  if (relationship !== 'Enabled') {
    return failed(
      `it is no enabled member (${relationship ?? 'not on the list'}): enable it first`,
    );
  }
  return wishes.every(({ name, status }) => features[name] === status) ? [] : ['set-features'];
}

function failed(cause: string): Obstacle {
  return { kind: 'failed', cause };
}
