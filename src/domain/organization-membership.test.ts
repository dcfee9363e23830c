import { describe, expect, it } from 'vitest';
import type { RelationshipStatus } from './membership.ts';
import { enrolMembership, refuseEnrol, releaseMembership } from './organization-membership.ts';

const given = {
  administratorId: '111122223333',
  region: 'us-east-1',
  accountId: '444455556666',
  email: 'a@example.com',
};

describe('refuseEnrol', () => {
  const facts = {
    isSelf: false,
    existing: undefined,
    isSuspended: false,
    isMemberOfAnother: false,
    hasMembers: false,
    isManagement: false,
    hasDetector: false,
    hasRoom: true,
  };
  it.each([
    [{}, undefined],
    [{ isSelf: true }, 'createSelf'],
    [{ existing: 'Enabled' }, 'alreadyMember'],
    [{ existing: 'Disabled' }, 'alreadyMember'],
    [{ existing: 'Removed' }, undefined],
    [{ existing: 'Created' }, undefined],
    [{ isSuspended: true }, 'accountInternalError'],
    [{ isMemberOfAnother: true }, 'memberOfAnother'],
    [{ hasMembers: true }, 'accountHasMembers'],
    [{ isManagement: true }, 'organizationMasterFirst'],
    [{ isManagement: true, hasDetector: true }, undefined],
    [{ hasRoom: false }, 'memberLimit'],
    [{ hasRoom: false, existing: 'Removed' }, undefined],
  ] as const)('answers %o with %s', (change, refusal) => {
    expect(refuseEnrol({ ...facts, ...change })).toBe(refusal);
  });
});

it('enrols without an invitation, and with the time that clients look for', () => {
  expect(enrolMembership(given, 7)).toEqual({
    ...given,
    status: 'Enabled',
    viaOrganization: true,
    invitedAt: 7,
    updatedAt: 7,
  });
});

describe('releaseMembership', () => {
  it.each([
    ['Enabled', 'Removed'],
    ['Disabled', 'Removed'],
    ['AccountSuspended', 'Removed'],
    ['CannotCreateDetectorInOrganizationMasterAccount', 'Removed'],
    ['Created', 'Created'],
    ['Invited', 'Invited'],
    ['Resigned', 'Resigned'],
  ] as [RelationshipStatus, RelationshipStatus][])('leaves %s as %s', (status, after) => {
    const released = releaseMembership({ ...enrolMembership(given, 7), status }, 9);
    expect(released).toEqual({ ...given, status: after, invitedAt: 7, updatedAt: 9 });
  });
});
