import { expect, it } from 'vitest';
import { EXAMPLE_TIME, exampleHit } from '../detect/testing.ts';
import { buildFinding, findingId } from './build-finding.ts';

const HOME = { detectorId: 'd'.repeat(32), partition: 'aws-cn', now: EXAMPLE_TIME + 5000 };

it('has all that GetFindings answers with', () => {
  const evidence = { ThreatIntelligenceDetails: [] };
  const finding = buildFinding(exampleHit({ evidence }), HOME);
  expect(finding).toMatchObject({
    SchemaVersion: '2.0',
    AccountId: '111122223333',
    Region: 'eu-west-1',
    Partition: 'aws-cn',
    Type: 'Policy:S3/BucketAnonymousAccessGranted',
    Severity: 5,
    CreatedAt: '2026-03-02T09:14:32.000Z',
    UpdatedAt: '2026-03-02T09:14:32.000Z',
    Service: {
      ServiceName: 'guardduty',
      DetectorId: 'd'.repeat(32),
      Archived: false,
      Count: 1,
      ResourceRole: 'TARGET',
      EventFirstSeen: '2026-03-02T09:14:27.000Z',
      EventLastSeen: '2026-03-02T09:14:27.000Z',
      Evidence: evidence,
      AdditionalInfo: { Type: 'default', Value: '{"because":"maria.example"}' },
    },
  });
  expect(finding.Id).toMatch(/^[0-9a-f]{32}$/);
  expect(finding.Arn).toBe(
    `arn:aws-cn:guardduty:eu-west-1:111122223333:detector/${HOME.detectorId}/finding/${finding.Id}`,
  );
});

it('has an id that follows from what makes it the same finding', () => {
  const id = findingId('d', 'A:B/C', 'key');
  expect(findingId('d', 'A:B/C', 'key')).toBe(id);
  const others = [
    findingId('e', 'A:B/C', 'key'),
    findingId('d', 'A:B/D', 'key'),
    findingId('d', 'A:B/C', 'other'),
    findingId('d', 'A:B/C', 'key', true),
    findingId('d', 'A:B/', 'Ckey'),
  ];
  expect(new Set([id, ...others]).size).toBe(6);
});
