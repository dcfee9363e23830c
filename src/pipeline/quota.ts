import type { Clock } from '../lib/clock.ts';
import { INGEST_BYTES_PER_MINUTE, INGEST_RECORDS_PER_MINUTE } from '../limits.ts';

export interface QuotaLimits {
  readonly recordsPerMinute: number;
  readonly bytesPerMinute: number;
}

/**
 * How much an account may send: one minute's worth, which fills up again evenly. A push is let in
 * while anything is left, and may overdraw once, so that none is too large ever to be taken.
 */
export interface Quota {
  /** Milliseconds until the account may send again; 0 if it may now. */
  waitMillis(accountId: string): number;
  spend(accountId: string, spent: { readonly records: number; readonly bytes: number }): void;
}

interface Allowance {
  records: number;
  bytes: number;
  at: number;
}

const MINUTE = 60_000;

export function createQuota(
  clock: Clock,
  limits: QuotaLimits = {
    recordsPerMinute: INGEST_RECORDS_PER_MINUTE,
    bytesPerMinute: INGEST_BYTES_PER_MINUTE,
  },
): Quota {
  // One entry for each account that has sent: accounts are made by the operator, not by callers.
  const allowances = new Map<string, Allowance>();

  function refilled(accountId: string): Allowance {
    const now = clock.now();
    const known = allowances.get(accountId);
    const minutes = known ? Math.max(0, now - known.at) / MINUTE : 1;
    const allowance = {
      records: refill(known?.records ?? 0, limits.recordsPerMinute, minutes),
      bytes: refill(known?.bytes ?? 0, limits.bytesPerMinute, minutes),
      at: now,
    };
    allowances.set(accountId, allowance);
    return allowance;
  }

  return {
    waitMillis(accountId) {
      const { records, bytes } = refilled(accountId);
      const minutes = Math.max(
        records > 0 ? 0 : (1 - records) / limits.recordsPerMinute,
        bytes > 0 ? 0 : (1 - bytes) / limits.bytesPerMinute,
      );
      // Less a microsecond, so that an inexact fraction does not cost a whole millisecond.
      return Math.max(0, Math.ceil(minutes * MINUTE - 0.001));
    },
    spend(accountId, { records, bytes }) {
      const allowance = refilled(accountId);
      allowance.records -= records;
      allowance.bytes -= bytes;
    },
  };
}

function refill(left: number, perMinute: number, minutes: number): number {
  return Math.min(perMinute, left + perMinute * minutes);
}
