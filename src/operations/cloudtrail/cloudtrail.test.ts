import { describe, expect, it } from 'vitest';
import type { AuditPage, AuditQuery } from '../../domain/audit.ts';
import { dateOf } from '../../lib/clock.ts';
import { LOOKUP_EVENTS_MAX } from '../../limits.ts';
import type { OperationContext } from '../context.ts';
import { invalidInput } from './errors.ts';
import { lookupEvents } from './lookup-events.ts';

const NOW = Date.UTC(2026, 10, 28, 12, 0, 0, 250);

/** Asks a trail that answers with this page, and keeps what it was asked. */
function trail(page: AuditPage = { entries: [] }) {
  const asked: AuditQuery[] = [];
  const services = {
    lookUpAudit: async (query: AuditQuery) => {
      asked.push(query);
      return page;
    },
  };
  const context = { accountId: '111122223333', region: 'eu-west-1', services };
  const ask = (input: Parameters<typeof lookupEvents.handle>[0]) =>
    lookupEvents.handle(input, context as unknown as OperationContext);
  return { asked, ask };
}

describe('LookupEvents', () => {
  it('asks for the caller and its Region, in whole seconds', async () => {
    const { asked, ask } = trail();
    await ask({});
    await ask({
      LookupAttributes: [{ AttributeKey: 'ReadOnly', AttributeValue: 'True' }],
      StartTime: dateOf(NOW),
      EndTime: dateOf(NOW),
      MaxResults: 7,
    });
    const whose = { accountId: '111122223333', region: 'eu-west-1' };
    expect(asked).toEqual([
      { ...whose, limit: LOOKUP_EVENTS_MAX },
      {
        ...whose,
        limit: 7,
        from: NOW - 250,
        to: NOW - 250 + 999,
        attribute: { key: 'ReadOnly', value: 'true' },
      },
    ]);
  });

  it('shows an event, and no caller where it has none', async () => {
    const entry = {
      ...{ eventId: 'id', time: NOW, name: 'AssumeRole', source: 'sts.amazonaws.com' },
      ...{ readOnly: true, resources: [{ type: 'AWS::IAM::Role', name: 'r' }], record: '{}' },
    };
    const named = { ...entry, userName: 'root', accessKeyId: 'AKIA' };
    const answer = await trail({ entries: [named, entry] }).ask({});
    const shown = {
      ...{ EventId: 'id', EventTime: dateOf(NOW), EventName: 'AssumeRole', ReadOnly: 'true' },
      ...{ EventSource: 'sts.amazonaws.com', CloudTrailEvent: '{}' },
      Resources: [{ ResourceType: 'AWS::IAM::Role', ResourceName: 'r' }],
    };
    expect(answer.Events).toEqual([{ ...shown, Username: 'root', AccessKeyId: 'AKIA' }, shown]);
    expect(answer.NextToken).toBeUndefined();
  });

  it('goes on with a token for the same question only', async () => {
    const { asked, ask } = trail({ entries: [], next: 'place' });
    const StartTime = dateOf(NOW);
    const { NextToken } = await ask({ StartTime });
    await ask({ StartTime, NextToken, MaxResults: 1 });
    expect(asked[1]).toMatchObject({ before: 'place', limit: 1 });
    for (const input of [{ NextToken }, { StartTime, NextToken: 'x' }]) {
      await expect(ask(input)).rejects.toMatchObject({ code: 'InvalidNextTokenException' });
    }
  });

  it('refuses what CloudTrail refuses', async () => {
    const { asked, ask } = trail();
    const one = { AttributeKey: 'EventName', AttributeValue: 'x' } as const;
    await expect(ask({ LookupAttributes: [one, one] })).rejects.toMatchObject({
      code: 'InvalidLookupAttributesException',
      status: 400,
    });
    const range = { StartTime: dateOf(NOW), EndTime: dateOf(NOW - 1) };
    await expect(ask(range)).rejects.toMatchObject({ code: 'InvalidTimeRangeException' });
    expect(asked).toEqual([]);
  });

  it('knows of no insights', async () => {
    const { asked, ask } = trail();
    expect(await ask({ EventCategory: 'insight' })).toEqual({ Events: [] });
    expect(asked).toEqual([]);
  });
});

describe('an input that is not valid', () => {
  const violation = (path: string[]) =>
    ({ path, reason: 'range', in: 'body', constraint: 'must be 1 to 50' }) as const;
  it.each([
    [['MaxResults'], 'LookupEvents', 'InvalidMaxResultsException'],
    [['LookupAttributes', '0', 'AttributeKey'], 'LookupEvents', 'InvalidLookupAttributesException'],
    [['EventCategory'], 'LookupEvents', 'InvalidEventCategoryException'],
    [['StartTime'], 'LookupEvents', 'InvalidTimeRangeException'],
    [['MaxResults'], 'ListTrails', 'InvalidParameterException'],
    [[], 'LookupEvents', 'InvalidParameterException'],
  ])('%j of %s is refused as %s', (path, operation, code) => {
    expect(invalidInput([violation(path)], operation)).toMatchObject({ code, status: 400 });
  });
});
