/** What is known of one source of one account. */
export interface SourceActivity {
  readonly accountId: string;
  readonly source: string;
  readonly records: number;
  /** Of the first and of the last delivery, milliseconds; 0 where nothing has come. */
  readonly firstAt: number;
  readonly lastAt: number;
  /** Since when the operator has it watched, on the row of the management account. */
  readonly declaredAt?: number;
  /** Since when it is known to be silent. */
  readonly silentAt?: number;
}

/** The server's own trail of calls: it is quiet where nobody calls, and that is no fault. */
const TRAIL = 'audit';

export interface SilenceChange {
  readonly accountId: string;
  readonly source: string;
  readonly isSilent: boolean;
  /** Of the last delivery; undefined where there was none. */
  readonly lastAt: number | undefined;
}

/**
 * Which sources have fallen silent, or speak again. A declared source is expected to speak from its
 * first day on, through whichever account; any other once it has spoken over as long a time as it
 * would have to be silent: a folder that was sent once is missed by nobody.
 */
export function silenceChanges(
  rows: readonly SourceActivity[],
  now: number,
  silentMillis: number,
): SilenceChange[] {
  const latest = new Map<string, number>();
  for (const { source, lastAt } of rows) {
    latest.set(source, Math.max(lastAt, latest.get(source) ?? 0));
  }
  return rows.flatMap((row) => {
    const { accountId, source, declaredAt, firstAt } = row;
    const lastAt = declaredAt === undefined ? row.lastAt : (latest.get(source) ?? 0);
    const isLasting = source !== TRAIL && row.lastAt - firstAt >= silentMillis;
    const isExpected = declaredAt !== undefined || isLasting;
    const heardAt = Math.max(lastAt, declaredAt ?? 0);
    const isSilent = isExpected && now - heardAt >= silentMillis;
    if (isSilent === (row.silentAt !== undefined)) return [];
    return [{ accountId, source, isSilent, lastAt: lastAt === 0 ? undefined : lastAt }];
  });
}
