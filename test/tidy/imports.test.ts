import { describe, expect, test } from 'vitest';
import { importTableMarkdown } from './import-table.ts';
import { importsFollowTheTable, importsOf } from './imports.ts';

const offences = (path: string, text: string) => importsFollowTheTable([{ path, text }]);

describe('importsFollowTheTable', () => {
  test.each([
    ['src/domain/a.ts', `import { b } from '../lib/b.ts';`],
    ['src/domain/a.ts', `import { b } from './b.ts';`],
    ['src/domain/a.ts', `import { b } from '../limits.ts';`],
    ['src/domain/a.ts', `import type { Finding } from '@aws-sdk/client-guardduty';`],
    ['src/findings/a.ts', `import type { Store } from '../store/store.ts';`],
    ['src/findings/a.ts', `import { type Hit } from '../detect/define.ts';`],
    ['src/main.ts', `import { open } from './store/sqlite.ts';`],
    ['src/lib/a.ts', `import { readFile } from 'node:fs/promises';`],
    ['src/operations/testing.ts', `import { open } from '../store/sqlite.ts';`],
    ['src/lib/a.test.ts', `import { open } from '../store/sqlite.ts';`],
    ['detections/ec2/a/detection.ts', `import { hit } from '../../../src/detect/kit.ts';`],
  ])('lets %s have %s', (path, text) => {
    expect(offences(path, text)).toEqual([]);
  });

  test.each([
    ['src/lib/a.ts', `import { b } from '../domain/b.ts';`],
    ['src/lib/a.ts', `export { b } from '../domain/b.ts';`],
    ['src/lib/a.ts', `const b = await import('../domain/b.ts');`],
    ['src/domain/a.ts', `import type { Store } from '../store/store.ts';`],
    ['src/domain/a.ts', `import { GuardDutyClient } from '@aws-sdk/client-guardduty';`],
    ['src/cli/a.ts', `import { GuardDutyClient } from '@aws-sdk/client-guardduty';`],
    ['src/findings/a.ts', `import { open } from '../store/store.ts';`],
    ['src/findings/a.ts', `import type { Open } from '../store/sqlite.ts';`],
    ['src/operations/a.ts', `import { route } from '../api/route.ts';`],
    ['src/cli/a.ts', `import { a } from '../store/testing.ts';`],
    ['src/nowhere/a.ts', ''],
    ['detections/ec2/a/detection.ts', `import { b } from '../b/detection.ts';`],
    ['detections/ec2/a/detection.ts', `import { b } from './b.ts';`],
    ['detections/ec2/a/detection.ts', `import { b } from '../../../src/limits.ts';`],
  ])('refuses %s %s', (path, text) => {
    expect(offences(path, text)).toHaveLength(1);
  });

  test('tells a type import from one that runs', () => {
    const text = [
      `import type { A } from './a.ts';`,
      `import { type B } from './b.ts';`,
      `import { type C, c } from './c.ts';`,
      `import './d.ts';`,
    ].join('\n');
    const kinds = importsOf({ path: 'src/lib/x.ts', text }).map((one) => one.typesOnly);
    expect(kinds).toEqual([true, true, false, false]);
  });

  test('prints every folder of the table', () => {
    expect(importTableMarkdown()).toContain('| `detections/**` | `src/detect/kit.ts`');
  });
});
