import type { FleetAccount } from './read-accounts.ts';

/** What is done in one account of one Region, in the order in which it is done. */
export const STEPS = [
  'start-monitoring',
  'create-detector',
  'resume-detector',
  'remove-member',
  'add-member',
  'invite',
  'accept',
  'set-features',
  'disassociate',
  'forget-member',
  'delete-detector',
] as const;

export type Step = (typeof STEPS)[number];

/** What was read of an account in a Region. */
export interface CellState {
  readonly detectorId?: string;
  readonly isSuspended?: boolean;
  /** As the administrator's ListMembers has it; absent for an account that it does not list. */
  readonly relationship?: string;
  /** Status by name, of a member. */
  readonly features?: Readonly<Record<string, string>>;
}

/** Why an account stays as it is in a Region: `failed` asks for somebody, `skipped` for nobody. */
export interface Obstacle {
  readonly kind: 'failed' | 'skipped';
  readonly cause: string;
}

/** One account in one Region, and how far it has come. */
export interface Cell {
  readonly account: FleetAccount;
  readonly region: string;
  readonly isAdministrator: boolean;
  state: CellState;
  planned: readonly Step[];
  readonly done: Step[];
  obstacle?: Obstacle;
}

export type Outcome = 'unchanged' | 'changed' | 'planned' | 'skipped' | 'failed';

export function outcomeOf({ planned, done, obstacle }: Cell): Outcome {
  if (obstacle !== undefined) return obstacle.kind;
  if (done.length > 0) return 'changed';
  return planned.length > 0 ? 'planned' : 'unchanged';
}
