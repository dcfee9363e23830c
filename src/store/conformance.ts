import { afterEach, beforeEach, describe } from 'vitest';
import { accountConformance } from './conformance/accounts.ts';
import { detectorConformance } from './conformance/detectors.ts';
import { digestConformance } from './conformance/digest.ts';
import { findingConformance } from './conformance/findings.ts';
import { ingestConformance } from './conformance/ingest.ts';
import { memberConformance } from './conformance/members.ts';
import { statisticsConformance } from './conformance/statistics.ts';
import { transactionConformance } from './conformance/transactions.ts';
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
  describe('detectors and settings', () => detectorConformance(store));
  describe('members', () => memberConformance(store));
  describe('findings', () => findingConformance(store));
  describe('statistics', () => statisticsConformance(store));
  describe('ingest', () => ingestConformance(store));
  describe('transactions', () => transactionConformance(store));
  describe('digest', () => digestConformance(store));
}
