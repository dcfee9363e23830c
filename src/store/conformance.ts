import { afterEach, beforeEach, describe } from 'vitest';
import { accountConformance } from './conformance/accounts.ts';
import { administrationConformance } from './conformance/administrations.ts';
import { auditConformance } from './conformance/audit.ts';
import { bucketConformance } from './conformance/buckets.ts';
import { detectorConformance } from './conformance/detectors.ts';
import { digestConformance } from './conformance/digest.ts';
import { filterConformance } from './conformance/filters.ts';
import { findingConformance } from './conformance/findings.ts';
import { functionConformance } from './conformance/functions.ts';
import { iamConformance } from './conformance/iam.ts';
import { ingestConformance } from './conformance/ingest.ts';
import { kmsConformance } from './conformance/kms.ts';
import { listConformance } from './conformance/lists.ts';
import { memberConformance } from './conformance/members.ts';
import { organizationConformance } from './conformance/organizations.ts';
import { noticeConformance, outboxConformance } from './conformance/outbox.ts';
import {
  destinationConformance,
  detectionRuleConformance,
  malwareConformance,
} from './conformance/protection.ts';
import { stackConformance } from './conformance/stacks.ts';
import { statisticsConformance } from './conformance/statistics.ts';
import { transactionConformance } from './conformance/transactions.ts';
import { usageConformance } from './conformance/usage.ts';
import type { Store } from './store.ts';

/** What every store must do, whatever holds it. `open` hands out an empty one each time. */
export function storeConformance(open: () => Promise<Store>): void {
  let opened: Store | undefined;
  beforeEach(async () => {
    opened = await open();
  });
  afterEach(async () => {
    await opened?.close();
    opened = undefined;
  });
  const store = (): Store => {
    if (opened === undefined) throw new Error('No store is open outside a test.');
    return opened;
  };
  describe('accounts, keys and organisations', () => accountConformance(store));
  describe('users, roles and policies', () => iamConformance(store));
  describe('organisations', () => organizationConformance(store));
  describe('detectors and settings', () => detectorConformance(store));
  describe('members', () => memberConformance(store));
  describe('administrations', () => administrationConformance(store));
  describe('usage', () => usageConformance(store));
  describe('audit', () => auditConformance(store));
  describe('findings', () => findingConformance(store));
  describe('filters', () => filterConformance(store));
  describe('lists', () => listConformance(store));
  describe('destinations', () => destinationConformance(store));
  describe('malware', () => malwareConformance(store));
  describe('detection rules', () => detectionRuleConformance(store));
  describe('outbox', () => outboxConformance(store));
  describe('notices', () => noticeConformance(store));
  describe('buckets', () => bucketConformance(store));
  describe('functions', () => functionConformance(store));
  describe('keys', () => kmsConformance(store));
  describe('stacks', () => stackConformance(store));
  describe('statistics', () => statisticsConformance(store));
  describe('ingest', () => ingestConformance(store));
  describe('transactions', () => transactionConformance(store));
  describe('digest', () => digestConformance(store));
}
