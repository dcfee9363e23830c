import type { DatabaseLoginEvent } from '../event.ts';
import { type Outcome, unreadable } from '../log-reader.ts';
import type { LogSource } from '../log-source.ts';

/** What a line says of a login; which account and instance it is about, only its source knows. */
export type LoginLine = Omit<
  DatabaseLoginEvent,
  'kind' | 'accountId' | 'region' | 'id' | 'time' | 'cluster'
> & { readonly time: number | undefined };

export function loginOutcome(source: LogSource, { time, ...line }: LoginLine): Outcome {
  if (time === undefined) return unreadable('no-time');
  if (source.accountId === undefined) return unreadable('no-account');
  return {
    kind: 'database-login',
    accountId: source.accountId,
    region: source.region ?? '',
    id: '',
    time,
    cluster: source.databaseCluster ?? '',
    ...line,
    database: source.database ?? line.database,
  };
}
