import { expect, it } from 'vitest';
import { EXAMPLE_TIME, exampleHit } from '../detect/testing.ts';
import { createAggregate } from './aggregate.ts';

const aggregate = () =>
  createAggregate({
    now: EXAMPLE_TIME,
    placeOf: (address) => (address === '' ? undefined : { countryName: 'Germany' }),
    partitionOf: (region) => (region === 'cn-north-1' ? 'aws-cn' : undefined),
  });

it('makes one finding of hits with the same account, Region, type and key', () => {
  const found = aggregate();
  for (const hit of [
    exampleHit(),
    exampleHit(),
    exampleHit({ accountId: '444455556666' }),
    exampleHit({ region: 'cn-north-1' }),
    exampleHit({ type: 'A:B/C' }),
    exampleHit({ key: 'other' }),
  ]) {
    found.add(hit);
  }
  const counts = found.findings().map((finding) => finding.Service?.Count);
  expect(counts.sort()).toEqual([1, 1, 1, 1, 2]);
  const partitions = found.findings().map((finding) => finding.Partition);
  expect(partitions.filter((partition) => partition === 'aws-cn')).toHaveLength(1);
});

it('puts the most severe first, then the latest', () => {
  const found = aggregate();
  found.add(exampleHit({ key: 'a', severity: 2, time: EXAMPLE_TIME + 9000 }));
  found.add(exampleHit({ key: 'b', severity: 8 }));
  found.add(exampleHit({ key: 'c', severity: 8, time: EXAMPLE_TIME + 1000 }));
  const seen = found.findings().map((one) => [one.Severity, one.Service?.EventLastSeen]);
  expect(seen).toEqual([
    [8, '2026-03-02T09:14:28.000Z'],
    [8, '2026-03-02T09:14:27.000Z'],
    [2, '2026-03-02T09:14:36.000Z'],
  ]);
});

it('implies the same detector in every run', () => {
  const ids = [aggregate(), aggregate()].map((one) => {
    one.add(exampleHit());
    return one.findings().map((finding) => [finding.Id, finding.Service?.DetectorId]);
  });
  expect(ids[0]).toEqual(ids[1]);
  expect(ids[0]?.[0]?.[1]).toMatch(/^[0-9a-f]{32}$/);
});

it('says where a remote address is', () => {
  const found = aggregate();
  const RemoteIpDetails = { IpAddressV4: '198.51.100.7' };
  found.add(exampleHit({ action: { AwsApiCallAction: { RemoteIpDetails } } }));
  const [finding] = found.findings();
  const remote = finding?.Service?.Action?.AwsApiCallAction?.RemoteIpDetails;
  expect(remote?.Country?.CountryName).toBe('Germany');
});
