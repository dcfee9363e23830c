import type { Logger } from 'pino';
import { createInvoke } from './api/create-invoke.ts';
import type { Audit } from './audit/create-audit.ts';
import type { Gate } from './authorise/create-gate.ts';
import type { Invoke } from './domain/invoke.ts';
import { partitionOf } from './domain/regions.ts';
import { zonesOf } from './domain/zones.ts';
import { inlineArchive } from './functions/inline-archive.ts';
import type { Clock } from './lib/clock.ts';
import { createOrderedUuids } from './lib/ids.ts';
import type { Seal } from './lib/seal.ts';
import type { Services } from './operations/context.ts';
import { createDispatch } from './operations/create-dispatch.ts';
import { createEventRuns, type EventRuns } from './operations/lambda/event-runs.ts';
import { sessionForService } from './operations/sts/session-for-service.ts';
import { serviceTables } from './service-tables.ts';
import { createStacks, type Stacks } from './stacks/create-stacks.ts';
import { providerOf } from './stacks/providers/index.ts';
import { createReplies } from './stacks/replies.ts';
import { readTemplate } from './stacks/template/read-from-s3.ts';
import type { Store } from './store/store.ts';

export interface AutomationParts {
  readonly store: Store;
  readonly seal: Seal;
  readonly clock: Clock;
  readonly log: Logger;
  readonly gate: Gate;
  readonly audit: Audit;
  /** Of this server, as functions reach it. */
  readonly url: string;
  /** All but those that automation itself gives. */
  readonly services: Omit<Services, keyof StackServices>;
  /** The embedded S3, once it is open. */
  s3(): Invoke | undefined;
}

export type StackServices = Pick<
  Services,
  'wakeFunctions' | 'wakeStacks' | 'nextEventId' | 'detectDrift' | 'readTemplate'
>;

/** What carries calls out, and the engines that make calls by themselves. */
export interface Automation {
  readonly dispatch: ReturnType<typeof createDispatch>;
  readonly services: Services;
  readonly stacks: Stacks;
  readonly eventRuns: EventRuns;
}

export function createAutomation(parts: AutomationParts): Automation {
  const { store, clock, gate, audit, seal, url } = parts;
  const ordered = createOrderedUuids();
  const nextEventId = () => ordered(clock.now());
  const services: Services = {
    ...parts.services,
    nextEventId,
    wakeFunctions: () => eventRuns.wake(),
    wakeStacks: () => stacks.wake(),
    detectDrift: (stackId, only) => stacks.detectDrift(stackId, only),
    readTemplate: (asked, principal, region) =>
      readTemplate(asked, url, (input) =>
        invoke({ principal, service: 's3', operation: 'GetObject', region, input }),
      ),
  };
  const committed = (service: string) => {
    gate.committed(service);
    // Whoever joins or leaves a unit gets or loses the stacks that are deployed to it.
    if (service === 'organizations') stacks.wake();
  };
  const dispatch = createDispatch({ clock, store, services, committed });
  const invokeTable = createInvoke({
    services: serviceTables,
    clock,
    authorise: (call) => gate.check(call),
    dispatch,
    trail: audit,
  });
  const invoke: Invoke = (call) => {
    if (call.service !== 's3') return invokeTable(call);
    const s3 = parts.s3();
    if (s3 === undefined) throw new Error('the storage is not open yet');
    return s3(call);
  };
  const sealing = {
    seal: (text: string) => seal.seal(text),
    open: (text: string) => seal.open(text),
  };
  const stacks = createStacks({
    parts: {
      ...{ store, clock, invoke, nextEventId, providerOf, zonesOf, inlineArchive },
      assume: (asked) => sessionForService(asked, { store, clock, services }),
      replies: createReplies({ store, clock, url, nextEventId, ...sealing }),
      partitionOf: (region) => partitionOf(region) ?? 'aws',
    },
    onError: (error, id) => parts.log.error({ err: error, id }, 'a stack could not be carried on'),
  });
  const eventRuns = createEventRuns({
    ...{ store, clock, services },
    onError: (error) => parts.log.error({ err: error }, 'a function could not be begun'),
  });
  return { dispatch, services, stacks, eventRuns };
}
