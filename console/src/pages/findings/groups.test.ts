import { expect, test } from 'vitest';
import { groupNameOf, groupsOf } from './groups.ts';

test('a group leads to its findings, where criteria can say which they are', () => {
  const at = new Date(0);
  const more = { TotalFindings: 3, LastGeneratedAt: at };
  expect(groupsOf({ GroupedByAccount: [{ AccountId: '111122223333', ...more }] })).toEqual([
    {
      ...{ name: '111122223333', count: 3, lastAt: at },
      tokens: [{ propertyKey: 'accountId', operator: '=', value: '111122223333' }],
    },
  ]);
  const own = { ResourceId: 'i-1', AccountId: '111122223333', ...more };
  const [instance, unknown, unnamed] = groupsOf({
    GroupedByResource: [
      { ...own, ResourceType: 'Instance' },
      { ...own, ResourceType: 'Other' },
      { ...own, ResourceType: 'Instance', ResourceId: '' },
    ],
  });
  expect(instance).toEqual({
    ...{ name: 'i-1', count: 3, lastAt: at, about: 'Instance, 111122223333' },
    tokens: [
      { propertyKey: 'accountId', operator: '=', value: '111122223333' },
      { propertyKey: 'resource.resourceType', operator: '=', value: 'Instance' },
      { propertyKey: 'resource.instanceDetails.instanceId', operator: '=', value: 'i-1' },
    ],
  });
  expect(unknown).toMatchObject({ about: 'Other, 111122223333' });
  expect([unknown?.tokens, unnamed?.tokens]).toEqual([undefined, undefined]);
  const [severity] = groupsOf({ GroupedBySeverity: [{ Severity: 8, ...more }] });
  expect(severity?.tokens).toEqual([{ propertyKey: 'severity', operator: '=', value: '8' }]);
});

test('the severities of a day are one day', () => {
  const day = (Severity: number) => ({ Date: new Date(0), Severity, TotalFindings: Severity });
  expect(groupsOf({ GroupedByDate: [day(2), day(5)] })).toMatchObject([
    {
      ...{ name: '1970-01-01', count: 7 },
      tokens: [{ value: '1970-01-01T00:00:00.000Z' }, { value: '1970-01-01T23:59:59.999Z' }],
    },
  ]);
});

test('an address names a group, or none', () => {
  expect(groupNameOf('type')).toBe('type');
  expect(groupNameOf('toString')).toBeUndefined();
  expect(groupNameOf(null)).toBeUndefined();
});
