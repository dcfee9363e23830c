import { expect, it } from 'vitest';
import { RELATIONSHIP_STATUSES } from '../domain/membership.ts';
import type { CellState } from './cell.ts';
import { needsToDisable, needsToEnable, needsToUpdate } from './steps.ts';

const detectorId = 'd';

it.each<[CellState, unknown]>([
  [{}, ['create-detector', 'add-member', 'invite', 'accept']],
  [{ detectorId }, ['add-member', 'invite', 'accept']],
  [{ detectorId, isSuspended: true, relationship: 'Invited' }, ['resume-detector', 'accept']],
  [{ detectorId, relationship: 'Resigned' }, ['invite', 'accept']],
  [
    { detectorId, relationship: 'EmailVerificationFailed' },
    ['remove-member', 'add-member', 'invite', 'accept'],
  ],
  [{ detectorId, relationship: 'Disabled' }, ['start-monitoring']],
  [{ relationship: 'Enabled' }, []],
  [{ relationship: 'AccountSuspended' }, { kind: 'skipped', cause: 'the account is suspended' }],
])('enables %j by %j', (state, needs) => {
  expect(needsToEnable(state)).toEqual(needs);
});

it('knows what to do with every relationship, or says that it does not', () => {
  for (const relationship of RELATIONSHIP_STATUSES) {
    const needs = needsToEnable({ detectorId, relationship });
    expect('cause' in needs || relationship === 'Enabled' || needs.length > 0).toBe(true);
  }
});

it.each<[CellState, boolean, unknown]>([
  [
    { detectorId, relationship: 'Enabled' },
    false,
    ['disassociate', 'forget-member', 'delete-detector'],
  ],
  [{ detectorId, relationship: 'Removed' }, true, ['forget-member']],
  [{ detectorId }, false, ['delete-detector']],
  [{}, false, []],
])('disables %j (detectors kept: %j) by %j', (state, keepDetector, needs) => {
  expect(needsToDisable(state, keepDetector)).toEqual(needs);
});

it('changes features of enabled members that are not as they should be', () => {
  const wishes = [{ name: 'S3_DATA_EVENTS', status: 'ENABLED' }] as const;
  const member = { relationship: 'Enabled', features: { S3_DATA_EVENTS: 'DISABLED' } };
  expect(needsToUpdate(member, wishes)).toEqual(['set-features']);
  expect(needsToUpdate({ ...member, features: { S3_DATA_EVENTS: 'ENABLED' } }, wishes)).toEqual([]);
  expect(needsToUpdate({}, wishes)).toMatchObject({
    cause: 'it is no enabled member (not on the list): enable it first',
  });
});
