import { describe, expect, it } from 'vitest';
import { RecentAnswers } from './recent-answers.ts';

describe('RecentAnswers', () => {
  it('asks once for what was asked lately, and holds no more than it may', () => {
    const asked: string[] = [];
    const recent = new RecentAnswers<number>(10);
    const answer = (text: string) => asked.push(text);
    expect(recent.get('a', answer)).toBe(1);
    expect(recent.get('a', answer)).toBe(1);
    for (let other = 0; other < 100; other += 1) {
      recent.get(`other ${other}`, answer);
      recent.get('a', answer);
      expect(recent.size).toBeLessThanOrEqual(12);
    }
    expect(asked.filter((text) => text === 'a')).toHaveLength(1);
    expect(recent.get('other 0', answer)).toBe(102);
  });
});
