import { expect, test } from 'vitest';
import { may, statusShown } from './member-status.ts';

test('an invitation under way is pending, an accepted one monitored', () => {
  expect(statusShown('Created').label).toBe('created');
  expect(statusShown('EmailVerificationInProgress').label).toBe('pending');
  expect(statusShown('Invited').label).toBe('pending');
  expect(statusShown('Enabled').label).toBe('monitored');
  expect(statusShown('SomethingNew').label).toBe('other');
  expect(statusShown(undefined).label).toBe('other');
});

test('what is associated is disassociated before it is deleted', () => {
  for (const status of ['Enabled', 'Disabled']) {
    expect(may('delete', status)).toBe(false);
    expect(may('disassociate', status)).toBe(true);
    expect(may('invite', status)).toBe(false);
  }
  expect(may('delete', 'Created')).toBe(true);
  expect(may('invite', 'Resigned')).toBe(true);
  expect(may('stop', 'Disabled')).toBe(false);
  expect(may('start', 'Disabled')).toBe(true);
  expect(may('invite', undefined)).toBe(false);
});
