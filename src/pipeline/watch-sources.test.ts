import { expect, test } from 'vitest';
import { checkedSources } from './watch-sources.ts';

test('a source that does not exist is named at the start', () => {
  expect(checkedSources(['src', 'detections'])).toEqual(['src', 'detections']);
  expect(() => checkedSources(['src', '/nonexistent/logs'])).toThrow(
    'The source /nonexistent/logs does not exist.',
  );
});
