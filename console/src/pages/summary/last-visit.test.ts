import { expect, test } from 'vitest';
import { nextVisit } from './last-visit.ts';

const at = (hours: number) => hours * 3_600_000;
const iso = (hours: number) => new Date(at(hours)).toISOString();

test('a first visit has nothing to compare with', () => {
  expect(nextVisit(null, at(0))).toEqual({ kept: { seen: iso(0) } });
  expect(nextVisit('{nonsense', at(0))).toEqual({ kept: { seen: iso(0) } });
  expect(nextVisit('{"seen":5}', at(0))).toEqual({ kept: { seen: iso(0) } });
});

test('changes are told since the last visit, for as long as this one lasts', () => {
  const second = nextVisit(JSON.stringify({ seen: iso(0) }), at(24));
  expect(second).toEqual({ kept: { seen: iso(24), before: iso(0) }, since: iso(0) });
  const reloaded = nextVisit(JSON.stringify(second.kept), at(24.5));
  expect(reloaded.since).toBe(iso(0));
  const third = nextVisit(JSON.stringify(reloaded.kept), at(48));
  expect(third.since).toBe(iso(24.5));
});
