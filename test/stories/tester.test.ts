/**
 * What AWS's own tester of GuardDuty does, in the shape in which logs record it, through the reader
 * of logs and all detections at once: each story raises its finding types, and no others.
 */
import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { estateOf } from '../../bench/generate/estate.ts';
import { createJudge } from '../../bench/generate/judge.ts';
import { LOG_KINDS, logFile } from '../../bench/generate/log-file.ts';
import { withKnowledge } from '../../bench/generate/open-knowledge.ts';
import { STORIES, STORY_NAMES } from '../../bench/generate/stories.ts';
import type { Story } from '../../bench/generate/story.ts';
import { storyEntries } from '../../bench/generate/traffic.ts';
import catalogue from '../../scripts/data/finding-types.json' with { type: 'json' };

const AT = Date.UTC(2024, 0, 9, 10);
const SEED = 5;
const estate = estateOf('111122223333', 'eu-central-1', { seed: SEED });
const raised = new Map<string, readonly string[]>();

beforeAll(() =>
  withKnowledge([estate], AT, async (lists) => {
    for (const story of STORY_NAMES) {
      const judge = createJudge(lists);
      const entries = storyEntries(estate, { story, at: AT }, SEED);
      for (const log of LOG_KINDS) {
        const own = entries.filter((entry) => entry.log === log);
        if (own.length > 0) await judge.read(logFile(estate, log, AT, own, SEED));
      }
      judge.endHour();
      expect(judge.counts.unreadable, story).toBe(0);
      expect(judge.counts.records, story).toBe(entries.length);
      raised.set(story, [...new Set(judge.findings().map(({ Type = '' }) => Type))].sort());
    }
  }),
);

describe('a story raises what it must, and nothing else', () => {
  test.each(STORY_NAMES)('%s', (name) => {
    const { types }: Story = STORIES[name];
    expect(raised.get(name)).toEqual([...types].sort());
  });
});

const told = STORY_NAMES.map((name): Story => STORIES[name]).filter(({ tester }) => tester);

test('every type that the tester provokes and that logs can show has its story', () => {
  const shown = catalogue.filter(
    ({ testerScenario, status, needsAgent, detection }) =>
      // Sequences are made of several findings; none is found yet.
      testerScenario !== null && status === 'active' && !needsAgent && detection !== 'sequence',
  );
  expect(shown).toHaveLength(44);
  const types = told.flatMap((story) => story.types);
  expect(types.sort()).toEqual(shown.map(({ type }) => type).sort());
});

test('the guide lists them as they are', () => {
  const rows = told.map(({ types, tester }) => `| \`${types[0]}\` | \`${tester}\` |`);
  const page = readFileSync('docs/guide/detection.md', 'utf8').split('\n');
  expect(page.filter((line) => /^\| `.*\.sh/.test(line)).sort()).toEqual(rows.sort());
});
