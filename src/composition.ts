import type { Logger } from 'pino';
import type { Audit } from './audit/create-audit.ts';
import type { Gate } from './authorise/create-gate.ts';
import type { KeyRing } from './authorise/key-ring.ts';
import type { ManagementAccount } from './authorise/management-account.ts';
import type { Automation } from './automation.ts';
import type { Membership } from './domain/membership.ts';
import { runRetention } from './findings/run-retention.ts';
import type { Runner } from './functions/create-runner.ts';
import type { Clock } from './lib/clock.ts';
import type { HttpPort } from './lib/http-port.ts';
import { createWakeLoop, type WakeLoop } from './lib/wake-loop.ts';
import * as limits from './limits.ts';
import type { Lists } from './lists/create-lists.ts';
import type { Services } from './operations/context.ts';
import type { Protection } from './operations/guardduty/create-protection.ts';
import { runEmailChecks } from './operations/guardduty/invitations/run-email-checks.ts';
import { runAutoEnable } from './operations/guardduty/organization/run-auto-enable.ts';
import { runKeyWork } from './operations/kms/run-key-work.ts';
import type { Pipeline } from './pipeline/create-pipeline.ts';
import type { Watch } from './pipeline/watch-directory.ts';
import type { Publishing } from './publish/create-publishing.ts';
import type { DataDirectory } from './store/data-directory.ts';
import type { Store } from './store/store.ts';

/** What lives as long as the server, made by `main.ts`. */
export interface Composition {
  readonly clock: Clock;
  readonly log: Logger;
  readonly data: DataDirectory<ManagementAccount>;
  readonly keys: KeyRing;
  readonly gate: Gate;
  readonly services: Services;
  readonly emailChecks: WakeLoop;
  readonly autoEnable: WakeLoop;
  readonly lists: Lists;
  readonly protection: Protection;
  readonly pipeline: Pipeline;
  readonly publishing: Publishing;
  readonly audit: Audit;
  readonly functions: Runner | undefined;
  readonly automation: Automation;
}

/** What happens by itself after somebody's call. */
export function createLoops(
  store: Store,
  clock: Clock,
  log: Logger,
  { invited }: Publishing,
  checked: (row: Membership) => void,
) {
  const loopOf = (what: string, work: () => Promise<unknown>) =>
    createWakeLoop(work, {
      retryMillis: limits.BACKGROUND_RETRY_SECONDS * 1000,
      onError: (error) => log.error({ err: error }, `${what} failed and is tried again`),
    });
  return {
    emailChecks: loopOf('the check of addresses', () =>
      runEmailChecks(store, clock, invited, checked),
    ),
    autoEnable: loopOf('auto-enable', () => runAutoEnable(store, clock)),
  };
}

/** What waits from before the start is done now; what has expired is swept from time to time. */
export function startBackground(
  composition: Composition,
  findingsKeptDays: number = limits.FINDINGS_KEPT_DAYS,
): NodeJS.Timeout[] {
  const { emailChecks, autoEnable, lists, audit, protection, publishing } = composition;
  const { stacks, eventRuns } = composition.automation;
  emailChecks.wake();
  autoEnable.wake();
  lists.wake();
  stacks.wake();
  eventRuns.wake();
  audit.start();
  protection.start();
  publishing.start();
  const sweep = () => sweepOnce(composition, findingsKeptDays);
  return [
    setInterval(sweep, limits.EXPIRED_CREDENTIAL_SWEEP_MINUTES * 60_000),
    setInterval(() => stacks.tick(), limits.STACK_TICK_MILLIS),
    setInterval(() => eventRuns.tick(), limits.FUNCTION_TICK_MILLIS),
  ];
}

function sweepOnce(
  { clock, log, data, services, autoEnable, audit }: Composition,
  findingsKeptDays: number,
): void {
  const { store } = data;
  const keptMillis = limits.EXPIRED_CREDENTIAL_KEPT_HOURS * 3_600_000;
  const jobs = {
    'expired sessions': store.credentials.deleteExpired(clock.now() - keptMillis),
    keys: runKeyWork(store, clock, services.sealSecret),
    'old calls': audit.sweep(),
    'old findings': runRetention(store.findings, clock, findingsKeptDays),
  };
  for (const [what, job] of Object.entries(jobs)) {
    job.catch((error: unknown) => {
      log.error({ err: error }, `${what} could not be swept and are tried again later`);
    });
  }
  // An administrator that resumes its detector, or a place that became free, wakes nobody.
  autoEnable.wake();
}

/** Functions and calls end first, so that everything that they left behind can be put in order. */
export async function closeAll(
  port: HttpPort,
  composition: Composition,
  timers: readonly NodeJS.Timeout[],
  watch: Watch,
): Promise<void> {
  // Calls may wait for functions, and what nobody waits for is kept for the next start.
  await Promise.all([composition.automation.eventRuns.close(), composition.functions?.close()]);
  await port.close();
  for (const timer of timers) clearInterval(timer);
  await watch.close();
  // Whatever it is at it leaves as it is journalled, before what it calls is gone.
  await composition.automation.stacks.close();
  const { audit, emailChecks, autoEnable, lists, protection, publishing, data } = composition;
  for (const part of [emailChecks, autoEnable, lists, protection, audit, publishing]) {
    await part.close();
  }
  await data.store.close();
}
