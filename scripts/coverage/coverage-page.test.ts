import { describe, expect, test } from 'vitest';
import { type CoverageFacts, coverageJson, coveragePage } from './coverage-page.ts';

const facts: CoverageFacts = {
  operations: [
    { name: 'ListFilters', constrained: true, reason: 'Filters | later.' },
    { name: 'GetDetector', constrained: true, shownBy: 'test/sdk/a.test.ts: shows GetDetector: x' },
    { name: 'CreateDetector', constrained: false },
  ],
  findingTypes: [
    { type: 'A:IAMUser/B', foundBy: 'detections/iam-user/b' },
    { type: 'C:EC2/D', reason: 'It needs flow logs.' },
  ],
};

describe('coverageJson', () => {
  test('counts only what is shown', () => {
    expect(JSON.parse(coverageJson(facts))).toEqual({
      operations: { total: 3, working: 1, list: ['GetDetector'] },
      findingTypes: { total: 2, working: 1, list: ['A:IAMUser/B'] },
    });
  });
});

describe('coveragePage', () => {
  test('says where each stands', () => {
    const page = coveragePage(facts);
    expect(page).toContain('| `GetDetector` | test/sdk/a.test.ts: shows GetDetector: x |');
    expect(page).toContain('| `ListFilters` | Filters \\| later. |');
    expect(page).toContain('no test shows\n\n- `CreateDetector`');
    expect(page).toContain('checked: `CreateDetector`.');
    expect(page).toContain('| `C:EC2/D` | It needs flow logs. |');
    expect(page).toContain('| active finding types | 1 | 2 |');
  });
});
