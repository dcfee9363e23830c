import type { Logger } from 'pino';
import { createInvoke } from './api/create-invoke.ts';
import type { Audit } from './audit/create-audit.ts';
import type { Gate } from './authorise/create-gate.ts';
import type { AssumeForService, Invoke } from './domain/invoke.ts';
import { inlineArchive } from './functions/inline-archive.ts';
import type { Clock } from './lib/clock.ts';
import type { Services } from './operations/context.ts';
import { createDispatch } from './operations/create-dispatch.ts';
import { sessionForService } from './operations/sts/session-for-service.ts';
import { serviceTables } from './service-tables.ts';
import type { Store } from './store/store.ts';

export interface AutomationParts {
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Logger;
  readonly gate: Gate;
  readonly services: Services;
  readonly audit: Audit;
}

/** What carries calls out, those that come over the wire and those that are made from inside. */
export interface Automation {
  readonly dispatch: ReturnType<typeof createDispatch>;
  readonly invoke: Invoke;
  readonly assume: AssumeForService;
  /** What a stack makes of a function's code that stands in its template. */
  readonly inlineArchive: typeof inlineArchive;
}

export function createAutomation(parts: AutomationParts): Automation {
  const { store, clock, gate, services, audit } = parts;
  const dispatch = createDispatch({ clock, store, services, committed: gate.committed });
  const invoke = createInvoke({
    services: serviceTables,
    clock,
    authorise: (call) => gate.check(call),
    dispatch,
    trail: audit,
  });
  return { dispatch, invoke, assume: (asked) => sessionForService(asked, parts), inlineArchive };
}
