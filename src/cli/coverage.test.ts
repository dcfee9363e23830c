import { describe, expect, test, vi } from 'vitest';
import { coverage, coverageCommand, coverageText } from './coverage.ts';

describe('coverageCommand', () => {
  function print(...args: string[]): string {
    const log = vi.spyOn(console, 'log').mockImplementation(() => {});
    try {
      coverageCommand().parse(args, { from: 'user' });
      return log.mock.calls.flat().join('\n');
    } finally {
      log.mockRestore();
    }
  }

  test('prints counts and names as JSON', () => {
    const printed = JSON.parse(print('--format', 'json'));
    expect(Object.keys(printed)).toEqual(['operations', 'findingTypes']);
    for (const count of [printed.operations, printed.findingTypes]) {
      expect(Object.keys(count)).toEqual(['total', 'working', 'list']);
      expect(count.list).toHaveLength(count.working);
      expect(count.list).toEqual([...new Set(count.list)].sort());
    }
    expect(printed.operations.total).toBe(103);
    expect(printed.findingTypes.total).toBe(229);
  });

  test('prints text for people by default', () => {
    expect(print()).toBe(coverageText(coverage));
    const counted = { total: 3, working: 1, list: ['GetDetector'] };
    expect(coverageText({ operations: counted, findingTypes: counted })).toContain(
      'Operations of the GuardDuty API: 1 of 3\n  GetDetector',
    );
  });
});
