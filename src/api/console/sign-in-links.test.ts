import { expect, test } from 'vitest';
import { ManualClock } from '../../lib/clock.ts';
import { CONSOLE_LINK_MINUTES, CONSOLE_LINKS_MAX } from '../../limits.ts';
import { SignInLinks } from './sign-in-links.ts';

test('a link stands for its key once', () => {
  const links = new SignInLinks(new ManualClock(0));
  const token = links.make('AKIAONE');
  expect(links.make('AKIAONE')).not.toBe(token);
  expect(links.take('another')).toBeUndefined();
  expect(links.take(token)).toBe('AKIAONE');
  expect(links.take(token)).toBeUndefined();
});

test('a link ends by itself', () => {
  const clock = new ManualClock(0);
  const links = new SignInLinks(clock);
  const token = links.make('AKIAONE');
  clock.advance(CONSOLE_LINK_MINUTES * 60_000);
  expect(links.take(token)).toBeUndefined();
});

test('the oldest of too many links is dropped', () => {
  const links = new SignInLinks(new ManualClock(0));
  const first = links.make('AKIAONE');
  const others = Array.from({ length: CONSOLE_LINKS_MAX }, () => links.make('AKIATWO'));
  expect(links.take(first)).toBeUndefined();
  expect(links.take(others[0] ?? '')).toBe('AKIATWO');
});
