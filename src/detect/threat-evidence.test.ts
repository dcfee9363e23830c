import { expect, it } from 'vitest';
import { listedCallers, threatEvidence, threatInfo } from './threat-evidence.ts';

const listed = (kind: 'custom' | 'tor-exit' | 'scanner', list: string, threats: string[] = []) => ({
  kind,
  list,
  threats,
});

it('gathers the lists of each kind that makes a finding type', () => {
  const found = listedCallers([
    listed('custom', 'ours'),
    listed('scanner', 'scanners'),
    listed('tor-exit', 'exits'),
    listed('custom', 'theirs'),
  ]);
  expect(found.map(({ suffix, lists }) => [suffix, lists.map(({ list }) => list)])).toEqual([
    ['MaliciousIPCaller.Custom', ['ours', 'theirs']],
    ['TorIPCaller', ['exits']],
  ]);
  expect(listedCallers([])).toEqual([]);
});

it('says which lists decided, and what they call the threat', () => {
  const lists = [listed('custom', 'ours', ['one', 'two']), listed('custom', 'theirs')];
  expect(threatEvidence(lists)).toEqual({
    ThreatIntelligenceDetails: [
      { ThreatListName: 'ours', ThreatNames: ['one', 'two'] },
      { ThreatListName: 'theirs', ThreatNames: [] },
    ],
  });
  expect(threatInfo(lists)).toEqual({ threatListName: 'ours', threatName: 'one, two' });
  expect(threatInfo([listed('tor-exit', 'exits')])).toEqual({ threatListName: 'exits' });
});
