import { describe, expect, it } from 'vitest';
import {
  applyUpTo,
  configureAdministration,
  newAdministration,
  refuseAdministration,
} from './administration.ts';

const identity = { organizationId: 'o', region: 'us-east-1', administratorId: '111122223333' };
const fresh = newAdministration(identity, 1);

describe('configureAdministration', () => {
  it.each([
    [{ autoEnable: 'ALL', features: {} }, true],
    [{ autoEnable: 'NEW', features: {} }, false],
    [{ autoEnable: 'NONE', features: { S3_DATA_EVENTS: { autoEnable: 'ALL' } } }, true],
    [
      {
        autoEnable: 'NEW',
        features: { A: { autoEnable: 'NEW', additional: { B: 'NEW', C: 'ALL' } } },
      },
      true,
    ],
  ] as const)('begins to apply %o: %s', (change, begins) => {
    const after = configureAdministration({ ...fresh, appliedTo: '5' }, change, 2);
    expect(after.appliedTo).toBe(begins ? '' : undefined);
    expect(after).toMatchObject({ ...change, updatedAt: 2, createdAt: 1 });
  });
});

describe('applyUpTo', () => {
  it('remembers the last account, and nothing once all are done', () => {
    const half = applyUpTo({ ...fresh, appliedTo: '' }, '5');
    expect(half.appliedTo).toBe('5');
    expect(applyUpTo(half, undefined)).toEqual(fresh);
  });
});

describe('refuseAdministration', () => {
  const facts = {
    inOrganization: true,
    accountId: identity.administratorId,
    region: 'us-east-1',
    existing: [],
    isMember: false,
  };
  const elsewhere = { ...fresh, region: 'eu-west-1' };
  it.each([
    [{}, undefined],
    [{ existing: [elsewhere] }, undefined],
    [{ existing: [fresh] }, 'alreadyAdministrator'],
    [{ existing: [{ ...elsewhere, administratorId: '9' }] }, 'anotherAdministrator'],
    [{ inOrganization: false }, 'adminNotInOrganization'],
    [{ isMember: true }, 'memberOfAnother'],
  ])('answers %o with %s', (change, refusal) => {
    expect(refuseAdministration({ ...facts, ...change })).toBe(refusal);
  });
});
