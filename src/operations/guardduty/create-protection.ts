import type { MalwareScanner } from '../../domain/malware-scan.ts';
import type { Principal } from '../../domain/principal.ts';
import type {
  DestinationVerdict,
  PublishingDestination,
} from '../../domain/publishing-destination.ts';
import type { Clock } from '../../lib/clock.ts';
import { createWakeLoop } from '../../lib/wake-loop.ts';
import { BACKGROUND_RETRY_SECONDS, DESTINATION_RECHECK_MINUTES } from '../../limits.ts';
import type { Store } from '../../store/store.ts';
import type { Services } from '../context.ts';
import { NO_STORAGE, runDestinationChecks } from './destinations/run-destination-checks.ts';
import { runMalwareScans } from './malware/run-malware-scans.ts';

type ProtectionServices = Pick<
  Services,
  | 'wakeDestinationChecks'
  | 'wakeMalwareScans'
  | 'hasMalwareScanner'
  | 'lookAtDestination'
  | 'mayReadDestination'
>;

/** Checks of destinations and malware scans while the server runs. */
export interface Protection {
  /** What operations are handed. */
  readonly services: ProtectionServices;
  /** Begins what waits; destinations are looked at again from time to time. */
  start(): void;
  /** Resolves when what is under way has ended. */
  close(): Promise<void>;
}

export interface ProtectionOptions {
  readonly store: Store;
  readonly clock: Clock;
  /** Looks at the bucket that a destination names; absent where there is no storage. */
  readonly look: ((destination: PublishingDestination) => Promise<DestinationVerdict>) | undefined;
  /** May this caller read below the destination's prefix? Absent where nobody here knows. */
  readonly mayRead?: (destination: PublishingDestination, caller: Principal) => Promise<boolean>;
  readonly scanner: MalwareScanner | undefined;
  readonly log: {
    warn(about: object, text: string): void;
    error(about: object, text: string): void;
  };
}

export function createProtection(options: ProtectionOptions): Protection {
  const { store, clock, look, mayRead, scanner, log } = options;
  const loopOf = (what: string, work: () => Promise<unknown>) =>
    createWakeLoop(work, {
      retryMillis: BACKGROUND_RETRY_SECONDS * 1000,
      onError: (error) => log.error({ err: error }, `${what} failed and are tried again`),
    });
  const checks = loopOf('checks of publishing destinations', () =>
    runDestinationChecks({
      store,
      clock,
      look,
      onProblem: (destination, reason) => tell(log, destination, reason),
    }),
  );
  const scans = loopOf('malware scans', () => runMalwareScans(store, clock, scanner));
  let recheck: NodeJS.Timeout | undefined;
  return {
    services: {
      wakeDestinationChecks: () => checks.wake(),
      wakeMalwareScans: () => scans.wake(),
      lookAtDestination: async (destination) =>
        look === undefined ? { outcome: 'undecided', reason: NO_STORAGE } : look(destination),
      mayReadDestination: async (destination, caller) =>
        mayRead === undefined || mayRead(destination, caller),
      hasMalwareScanner: () => scanner !== undefined,
    },
    start() {
      checks.wake();
      scans.wake();
      // Without a storage another look would come to the same.
      if (look === undefined) return;
      recheck = setInterval(() => checks.wake(), DESTINATION_RECHECK_MINUTES * 60_000);
    },
    async close() {
      clearInterval(recheck);
      await checks.close();
      await scans.close();
    },
  };
}

/** The API says that a destination does not work, but not why: the log must. */
function tell(
  log: ProtectionOptions['log'],
  { accountId, region, destinationId, destinationArn }: PublishingDestination,
  reason: string,
): void {
  const about = { accountId, region, destinationId, destinationArn, reason };
  log.warn(about, 'a publishing destination is not known to work');
}
