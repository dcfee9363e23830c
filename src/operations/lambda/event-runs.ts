import { type FunctionEvent, nextTryAt } from '../../domain/function-event.ts';
import type { FunctionOutcome } from '../../domain/function-run.ts';
import { functionArn } from '../../domain/lambda-function.ts';
import { partitionOf } from '../../domain/regions.ts';
import type { Clock } from '../../lib/clock.ts';
import { createWakeLoop } from '../../lib/wake-loop.ts';
import { BACKGROUND_RETRY_SECONDS, FUNCTIONS_RUNNING_MAX } from '../../limits.ts';
import type { Store } from '../../store/store.ts';
import type { Services } from '../context.ts';
import { runOf } from './run-of.ts';

export interface EventRunsParts {
  readonly store: Store;
  readonly clock: Clock;
  readonly services: Services;
  onError(error: unknown): void;
}

/** Runs that nobody waits for: each begins when it is due, and three times at most. */
export interface EventRuns {
  wake(): void;
  /** Looks whether one is due that was not when it was looked for. */
  tick(): void;
  /** Begins none any more. What its runner ends is kept for the next start. */
  close(): Promise<void>;
}

export function createEventRuns(parts: EventRunsParts): EventRuns {
  const { store, clock, services } = parts;
  const underWay = new Map<string, Promise<void>>();
  let nextAt = Number.POSITIVE_INFINITY;
  let closed = false;

  async function begin(): Promise<void> {
    if (services.functions === undefined) return;
    const free = FUNCTIONS_RUNNING_MAX - underWay.size;
    const found = await store.functions.events(underWay.size + free + 1);
    const others = found.filter(({ id }) => !underWay.has(id));
    const now = clock.now();
    nextAt = others.find(({ dueAt }) => dueAt > now)?.dueAt ?? Number.POSITIVE_INFINITY;
    for (const one of others.filter(({ dueAt }) => dueAt <= now).slice(0, free)) {
      const ended = tryOnce(one, parts, () => closed)
        .catch(parts.onError)
        .finally(() => {
          underWay.delete(one.id);
          loop.wake();
        });
      underWay.set(one.id, ended);
    }
  }

  const { onError } = parts;
  const loop = createWakeLoop(begin, { retryMillis: BACKGROUND_RETRY_SECONDS * 1000, onError });
  return {
    wake: loop.wake,
    tick() {
      if (clock.now() >= nextAt) loop.wake();
    },
    async close() {
      closed = true;
      await loop.close();
      await Promise.all(underWay.values());
    },
  };
}

/** That a try began is written down before it does, so that what ends the server has an end. */
async function tryOnce(
  event: FunctionEvent,
  parts: EventRunsParts,
  isClosed: () => boolean,
): Promise<void> {
  const { store, clock, services } = parts;
  const tried = { ...event, tries: event.tries + 1 };
  await store.functions.putEvent(tried);
  const reason = await carryOut(tried, parts);
  // It was ended by the end of the server: that is no failure of its own.
  if (isClosed() && reason !== undefined) return store.functions.putEvent(event);
  if (reason === undefined) return store.functions.deleteEvent(event.id);
  const dueAt = nextTryAt(tried, clock.now());
  const { accountId, region, name, id: requestId } = event;
  const arn = functionArn({ accountId, region, name }, partitionOf(region) ?? 'aws');
  const about = { function: arn, requestId, reason, try: String(tried.tries) };
  if (dueAt === undefined) {
    services.warn('a function failed for the last time', about);
    return store.functions.deleteEvent(event.id);
  }
  services.warn('a function failed and is tried again', about);
  return store.functions.putEvent({ ...tried, dueAt });
}

/** Why it failed, if it did. */
async function carryOut(
  { accountId, region, name, sealedEvent, sealedContext, id: requestId }: FunctionEvent,
  { store, clock, services }: EventRunsParts,
): Promise<string | undefined> {
  const lambda = await store.functions.get(accountId, region, name);
  if (lambda === undefined) return 'the function is no longer there';
  const partition = partitionOf(region) ?? 'aws';
  try {
    const context = { store, clock, services, partition, requestId };
    const clientContext = sealedContext && services.openSecret(sealedContext);
    const run = await runOf(lambda, services.openSecret(sealedEvent), clientContext, context);
    try {
      const outcome = await services.functions?.run(run, { patient: true });
      return outcome === undefined ? 'there was no place to run it' : failureOf(outcome);
    } finally {
      await store.credentials.delete(run.credentials.accessKeyId);
    }
  } catch (error) {
    return String(error);
  }
}

/** What a function says of its own failure may be long, or secret: its first line is shown. */
function failureOf({ failed, payload }: FunctionOutcome): string | undefined {
  if (!failed) return undefined;
  const { errorType = 'Error', errorMessage = '' } = JSON.parse(payload) as Record<string, string>;
  const [line = ''] = String(errorMessage).split('\n');
  return `${errorType}: ${line.slice(0, 300)}`;
}
