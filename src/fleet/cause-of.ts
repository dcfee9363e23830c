import type { Obstacle } from './cell.ts';

/** Errors of a Region that an account has not switched on: its keys are not known there. */
const NOT_THERE = ['UnrecognizedClientException', 'InvalidClientTokenId', 'OptInRequired'];

/** What stands in the way of an account, of what was thrown. Throws on what no service said. */
export function obstacleOf(error: unknown, roleName: string): Obstacle {
  if (!(error instanceof Error)) throw error;
  const { name, message } = error;
  if (NOT_THERE.includes(name)) {
    return { kind: 'skipped', cause: 'the Region is off in the account' };
  }
  if (message.includes('AssumeRole')) {
    const why = 'it is not there, or does not trust the caller';
    return { kind: 'failed', cause: `the role ${roleName} cannot be taken: ${why}` };
  }
  const isOfService = '$metadata' in error || 'code' in error;
  if (!isOfService) throw error;
  return { kind: 'failed', cause: `${name}: ${message}` };
}
