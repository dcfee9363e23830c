import { describe, expect, it } from 'vitest';
import { newDetector, serviceRoleArn, updateDetectorSettings } from './detector.ts';

const identity = {
  detectorId: 'd'.repeat(32),
  accountId: '012345678901',
  region: 'eu-west-1',
  tags: {},
};
const made = newDetector(identity, { enabled: true, features: [] }, undefined, 5);

describe('a detector', () => {
  it('publishes updates every six hours unless told otherwise', () => {
    expect(made.publishingFrequency).toBe('SIX_HOURS');
    expect(made.createdAt).toBe(5);
    expect('clientToken' in made).toBe(false);
  });

  it('changes what is given, and is the same object where nothing differs', () => {
    const settings = { enabled: false, publishingFrequency: 'ONE_HOUR' as const };
    const after = updateDetectorSettings(made, settings, 9);
    expect(after).toEqual({ ...made, ...settings, updatedAt: 9 });
    expect(updateDetectorSettings(after, settings, 11)).toBe(after);
  });

  it.each(['aws', 'aws-cn', 'aws-us-gov'] as const)('has its role in %s', (partition) => {
    const path = 'aws-service-role/guardduty.amazonaws.com/AWSServiceRoleForAmazonGuardDuty';
    expect(serviceRoleArn('012345678901', partition)).toBe(
      `arn:${partition}:iam::012345678901:role/${path}`,
    );
  });
});
