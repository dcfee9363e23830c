import { silenceChanges } from '../domain/source-silence.ts';
import type { Clock } from '../lib/clock.ts';
import { SOURCE_CHECK_MINUTES } from '../limits.ts';
import type { Store } from '../store/store.ts';
import type { EventRecorder } from './record-events.ts';

export interface SilenceChecks {
  readonly store: Store;
  readonly clock: Clock;
  readonly recorder: Pick<EventRecorder, 'source'>;
  readonly silentHours: number;
  readonly log: {
    warn(about: object, text: string): void;
    error(about: object, text: string): void;
  };
}

/** Notes which sources have fallen silent or speak again, and tells the sinks; answers how many. */
export async function runSilenceChecks(checks: SilenceChecks): Promise<number> {
  const { store, clock, recorder, silentHours, log } = checks;
  const now = clock.now();
  const changes = silenceChanges(await store.ingest.allSources(), now, silentHours * 3_600_000);
  for (const change of changes) {
    const { accountId, source, isSilent } = change;
    await store.transaction(async (inside) => {
      await inside.ingest.setSilent(accountId, source, isSilent ? now : undefined);
      await recorder.source(inside, change);
    });
    log.warn(change, isSilent ? 'a source has fallen silent' : 'a source speaks again');
  }
  return changes.length;
}

/** Checks from time to time; answers what ends it. */
export function repeatSilenceChecks(checks: SilenceChecks): () => void {
  const timer = setInterval(() => {
    runSilenceChecks(checks).catch((error: unknown) => {
      checks.log.error({ err: error }, 'silent sources could not be looked for');
    });
  }, SOURCE_CHECK_MINUTES * 60_000);
  timer.unref();
  return () => clearInterval(timer);
}
