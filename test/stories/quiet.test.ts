/**
 * Hours in which nobody attacks, with all that looks like it: in short what `npm run bench --
 * quiet-month` measures in long. Another seed than any that a threshold was looked at with.
 */
import { expect, test } from 'vitest';
import { createJudge } from '../../bench/generate/judge.ts';
import { withKnowledge } from '../../bench/generate/open-knowledge.ts';
import { generateTraffic } from '../../bench/generate/traffic.ts';

const FROM = Date.UTC(2026, 2, 3, 8);

test('three accounts go about their work, and nothing is found', async () => {
  const traffic = generateTraffic({
    accounts: ['111122223333', '444455556666', '123456789012'],
    region: 'eu-central-1',
    from: FROM,
    days: 3 / 24,
    seed: 1_913,
  });
  await withKnowledge(traffic.estates, FROM, async (lists) => {
    const judge = createJudge(lists);
    let hour = FROM;
    for (const file of traffic.files()) {
      if (file.hour !== hour) judge.endHour();
      hour = file.hour;
      await judge.read(file);
    }
    judge.endHour();
    expect(judge.counts.records).toBeGreaterThan(20_000);
    expect(judge.counts.unreadable).toBe(0);
    expect(judge.health().filter(({ healthy }) => !healthy)).toEqual([]);
    const read = judge.health().filter(({ observed }) => observed > 0);
    expect(read.length).toBeGreaterThan(25);
    expect(judge.findings().map(({ Type, Title }) => `${Type}: ${Title}`)).toEqual([]);
  });
});
