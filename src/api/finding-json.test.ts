import { expect, it } from 'vitest';
import { findingJson } from './finding-json.ts';

it('writes a finding as the wire has it', () => {
  const finding = {
    Id: 'f',
    AccountId: '111122223333',
    Severity: 5,
    Service: { Archived: false, EventFirstSeen: '2026-03-02T09:00:00.000Z' },
    Unknown: 1,
  };
  expect(findingJson(finding as never)).toEqual({
    id: 'f',
    accountId: '111122223333',
    severity: 5,
    service: { archived: false, eventFirstSeen: '2026-03-02T09:00:00.000Z' },
  });
});

it('has what additionalInfo holds as text beside it', () => {
  const Value = '{"threatListName":"example","sample":true,"type":"other"}';
  const finding = { Id: 'f', Service: { AdditionalInfo: { Type: 'default', Value } } };
  expect(findingJson(finding)).toEqual({
    id: 'f',
    service: {
      additionalInfo: { threatListName: 'example', sample: true, type: 'default', value: Value },
    },
  });
});
