import { describe, expect, it } from 'vitest';
import { EXAMPLE_TIME, exampleHit } from '../detect/testing.ts';
import { findingTypes } from './finding-types.ts';
import { sampleResources } from './sample-resources.ts';
import { sampleService } from './sample-services.ts';
import { createSamples } from './samples.ts';

const DETECTOR = 'd'.repeat(32);
const firing = new Map([[exampleHit().type, exampleHit()]]);
const samples = createSamples({ firing, partitionOf: () => 'aws' });
const make = (type: string) => samples.make(type, '444455556666', 'us-west-2', 5, DETECTOR);

it('has a sample of every active type', () => {
  expect(samples.types).toHaveLength(229);
  expect(new Set(samples.types).size).toBe(229);
});

describe.each(findingTypes.map(({ type }) => type))('%s', (type) => {
  it('is a finding of its caller, marked as a sample', () => {
    const sample = make(type);
    expect(sample).toMatchObject({
      Type: type,
      AccountId: '444455556666',
      Region: 'us-west-2',
      Partition: 'aws',
      SchemaVersion: '2.0',
      Service: { ServiceName: 'guardduty', DetectorId: DETECTOR, Archived: false, Count: 1 },
    });
    expect(sample?.Arn).toContain(`:444455556666:detector/${DETECTOR}/finding/${sample?.Id}`);
    expect(JSON.parse(sample?.Service?.AdditionalInfo?.Value ?? '')).toMatchObject({
      sample: true,
    });
    expect(sample?.Severity).toBeGreaterThanOrEqual(1);
    expect(sample?.Severity).toBeLessThanOrEqual(10);
    expect(sample?.Resource?.ResourceType).toBeTruthy();
    expect(sample?.Title).not.toContain('SAMPLE');
  });
});

it('makes nothing of types that are unknown or retired', () => {
  expect(make('Recon:IAMUser/ResourcePermissions')).toBeUndefined();
  expect(make('')).toBeUndefined();
  expect(make('constructor')).toBeUndefined();
});

it('makes the sample of a type that has a detection from what it finds', () => {
  const sample = make(exampleHit().type);
  expect(sample?.Title).toBe('An example of GeneratedFindingUserName');
  expect(sample?.Id).not.toBe(make('PenTest:IAMUser/KaliLinux')?.Id);
});

it('has an instance, a list and an address as AWS has them', () => {
  const place = {
    accountId: '444455556666',
    region: 'us-west-2',
    partition: 'aws',
    now: EXAMPLE_TIME,
  };
  expect(sampleResources.Instance(place).InstanceDetails?.InstanceId).toBe('i-99999999');
  const brute = findingTypes.find((one) => one.type === 'UnauthorizedAccess:EC2/SSHBruteForce');
  const service = sampleService(brute ?? { type: '', severity: 1, resource: 'Instance' }, place);
  const connection = service.Action?.NetworkConnectionAction;
  expect(connection?.RemoteIpDetails?.IpAddressV4).toBe('198.51.100.0');
  expect(connection?.RemoteIpDetails?.Organization?.Asn).toBe('-1');
  const sequence = findingTypes.find(({ type }) => type.startsWith('AttackSequence:'));
  if (sequence) expect(sampleService(sequence, place).FeatureName).toBe('Correlation');
  expect(sequence).toBeDefined();
});
