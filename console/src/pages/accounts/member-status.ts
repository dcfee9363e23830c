/** How a relationship is shown; the words are in the messages. */
export interface StatusShown {
  readonly label: StatusLabel;
  readonly type: 'success' | 'pending' | 'stopped' | 'error' | 'info';
}

export type StatusLabel =
  | 'created'
  | 'pending'
  | 'verificationFailed'
  | 'monitored'
  | 'disabled'
  | 'removed'
  | 'resigned'
  | 'suspended'
  | 'other';

const SHOWN: Readonly<Record<string, StatusShown>> = {
  Created: { label: 'created', type: 'info' },
  Invited: { label: 'pending', type: 'pending' },
  EmailVerificationInProgress: { label: 'pending', type: 'pending' },
  EmailVerificationFailed: { label: 'verificationFailed', type: 'error' },
  Enabled: { label: 'monitored', type: 'success' },
  Disabled: { label: 'disabled', type: 'stopped' },
  Removed: { label: 'removed', type: 'stopped' },
  Resigned: { label: 'resigned', type: 'stopped' },
  AccountSuspended: { label: 'suspended', type: 'stopped' },
};

export function statusShown(status: string | undefined): StatusShown {
  return SHOWN[status ?? ''] ?? { label: 'other', type: 'info' };
}

export type MemberAction = 'invite' | 'stop' | 'start' | 'disassociate' | 'delete';

const MAY: Readonly<Record<MemberAction, ReadonlySet<string>>> = {
  invite: new Set(['Created', 'Resigned', 'Removed', 'EmailVerificationFailed']),
  stop: new Set(['Enabled']),
  start: new Set(['Disabled']),
  disassociate: new Set(['Enabled', 'Disabled', 'Invited', 'EmailVerificationInProgress']),
  delete: new Set([
    ...['Created', 'Invited', 'Removed', 'Resigned'],
    ...['EmailVerificationInProgress', 'EmailVerificationFailed'],
  ]),
};

/** Does an action make sense for a relationship? The API has the last word. */
export function may(action: MemberAction, status: string | undefined): boolean {
  return MAY[action].has(status ?? '');
}
