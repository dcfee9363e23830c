import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { MalwareScanner } from '../../domain/malware-scan.ts';
import { createProtection, type ProtectionOptions } from './create-protection.ts';
import { enable, type Harness, MEMBER, openHarness, REGION } from './testing.ts';

let harness: Harness;
let DetectorId: string;
let told: string[];

beforeEach(async () => {
  harness = await openHarness();
  told = [];
  DetectorId = await enable(harness.call, MEMBER);
});
afterEach(() => harness.store.close());

/** Begins, and waits until what it began has ended. */
async function runOnce(given: Partial<ProtectionOptions>): Promise<void> {
  const { store, clock } = harness;
  const log = {
    warn: (about: object) => told.push(JSON.stringify(about)),
    error: (about: object) => told.push(JSON.stringify(about)),
  };
  const base = { store, clock, log, look: undefined, scanner: undefined };
  const protection = createProtection({ ...base, ...given });
  expect(protection.services.hasMalwareScanner()).toBe(given.scanner !== undefined);
  protection.start();
  await protection.close();
}

async function createDestination(): Promise<() => Promise<string | undefined>> {
  const { DestinationId = '' } = await harness.call(MEMBER, 'CreatePublishingDestination', {
    DetectorId,
    DestinationType: 'S3',
    DestinationProperties: {
      DestinationArn: 'arn:aws:s3:::example-bucket',
      KmsKeyArn: `arn:aws:kms:${REGION}:${MEMBER}:key/k`,
    },
  });
  const input = { DetectorId, DestinationId };
  return async () => (await harness.call(MEMBER, 'DescribePublishingDestination', input)).Status;
}

describe('publishing destinations', () => {
  it('stay unverified without a storage, and the log says why', async () => {
    const status = await createDestination();
    await runOnce({});
    expect(await status()).toBe('PENDING_VERIFICATION');
    expect(told.length).toBe(1);
    expect(told[0]).toContain('--s3-endpoint');
    expect(told[0]).toContain('arn:aws:s3:::example-bucket');
  });

  it.each([
    [{ outcome: 'works' }, 'PUBLISHING'],
    [
      { outcome: 'fails', lack: 'bucket', reason: 'no' },
      'UNABLE_TO_PUBLISH_FIX_DESTINATION_PROPERTY',
    ],
    [{ outcome: 'undecided', reason: 'no answer' }, 'PENDING_VERIFICATION'],
  ] as const)('are looked at: %j', async (verdict, expected) => {
    const status = await createDestination();
    await runOnce({ look: async () => verdict });
    expect(await status()).toBe(expected);
    expect(told.length).toBe(verdict.outcome === 'works' ? 0 : 1);
  });
});

describe('malware scans', () => {
  const start = async () => {
    const ResourceArn = `arn:aws:ec2:${REGION}:${MEMBER}:instance/i-01234567`;
    const { ScanId = '' } = await harness.call(MEMBER, 'StartMalwareScan', { ResourceArn });
    return async () => (await harness.call(MEMBER, 'GetMalwareScan', { ScanId })).ScanStatus;
  };

  it('end as failed without a scanner, and as the scanner says with one', async () => {
    const first = await start();
    await runOnce({});
    expect(await first()).toBe('FAILED');
    harness.clock.advance(3_600_000);
    const second = await start();
    await runOnce({ scanner: { scan: async () => ({ status: 'SKIPPED' }) } });
    expect(await second()).toBe('SKIPPED');
  });

  it('that a scanner could not do are told of and left running', async () => {
    const status = await start();
    const scanner: MalwareScanner = {
      async scan() {
        throw new Error('out of order');
      },
    };
    await runOnce({ scanner });
    expect(await status()).toBe('RUNNING');
    expect(told.length).toBe(1);
  });
});
