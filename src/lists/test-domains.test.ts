import { expect, it } from 'vitest';
import { testDomainParts } from './test-domains.ts';
import { ThreatIndex } from './threat-index.ts';

const kindsOf = (domain: string) =>
  new ThreatIndex(testDomainParts).atDomain(domain).threats.map(({ kind }) => kind);

it("knows AWS's test domains, each as what it tests and nothing above or below it", () => {
  expect(kindsOf('guarddutyc2activityb.com')).toEqual(['command-and-control']);
  expect(kindsOf('crypto.guarddutyc2activityb.com')).toEqual(['crypto-currency']);
  expect(kindsOf('abused-rep.guarddutyc2activityb.com')).toEqual(['reputation-abused']);
  expect(kindsOf('guarddutydgaactivity.com')).toEqual(['generated-domain']);
  expect(kindsOf('other.guarddutyc2activityb.com')).toEqual([]);
});
