import { expect, test } from 'vitest';
import { checkedSources } from './watch-sources.ts';

test('a source that does not exist is named at the start', () => {
  expect(checkedSources([{ path: 'src' }])).toEqual([{ path: 'src' }]);
  expect(() => checkedSources([{ path: 'src' }, { path: '/nonexistent/logs' }])).toThrow(
    'The source /nonexistent/logs does not exist.',
  );
});
