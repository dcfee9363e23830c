import { expect, it } from 'vitest';
import { destinationOfNotice, exportFailureNoticeId } from './notice.ts';
import type { PublishingDestination } from './publishing-destination.ts';

const destination: PublishingDestination = {
  destinationId: 'd'.repeat(32),
  accountId: '111122223333',
  region: 'eu-west-1',
  destinationArn: 'arn:aws:s3:::findings-example',
  kmsKeyArn: 'arn:aws:kms:eu-west-1:111122223333:key/k',
  status: 'UNABLE_TO_PUBLISH_FIX_DESTINATION_PROPERTY',
  tags: {},
  createdAt: 1,
};

it('calls the notice of a failure after the destination and the time at which it began', () => {
  const first = exportFailureNoticeId({ ...destination, failureStartedAt: 1_772_442_000_000 });
  const second = exportFailureNoticeId({ ...destination, failureStartedAt: 1_772_442_000_001 });
  expect(first).toMatch(/^d{32}[0-9a-f]{12}$/);
  expect(second).not.toBe(first);
  const notice = { noticeId: first ?? '', accountId: '111122223333', region: 'eu-west-1' };
  const more = { kind: 'export-failure', aboutAccountId: '111122223333', createdAt: 1 } as const;
  expect(destinationOfNotice({ ...notice, ...more })).toBe('d'.repeat(32));
});

it('has no name for a failure that is none', () => {
  expect(exportFailureNoticeId(destination)).toBeUndefined();
});
