import { expect, it } from 'vitest';
import { wireServices } from '../api/wire/wire-services.ts';
import { arnForm, resourceTypesOf } from './action-table.ts';

it('knows what an action is about', () => {
  expect(resourceTypesOf('guardduty', 'CreateDetector')).toEqual([]);
  expect(resourceTypesOf('guardduty', 'CreateFilter')).toEqual([
    { name: 'filter', required: true },
  ]);
  expect(resourceTypesOf('account', 'CloseAccount')).toEqual([
    { name: 'account', required: false },
  ]);
  expect(resourceTypesOf('guardduty', 'Detonate')).toBeUndefined();
  expect(arnForm('guardduty', 'filter')).toMatch(/^arn:.*:detector\/.*\/filter\/.*$/);
});

it("names every type's ARN", () => {
  for (const [service, { operations }] of Object.entries(wireServices)) {
    for (const operation of Object.keys(operations)) {
      for (const { name } of resourceTypesOf(service, operation) ?? []) {
        expect(arnForm(service, name), `${service}:${operation} ${name}`).toMatch(/^arn:/);
      }
    }
  }
});

it('knows every operation of GuardDuty but one that the reference does not have yet', () => {
  const unknown = Object.keys(wireServices.guardduty.operations).filter(
    (operation) => resourceTypesOf('guardduty', operation) === undefined,
  );
  expect(unknown).toEqual(['ListInvestigationRecords']);
});
