import type { Principal } from '../domain/principal.ts';
import { partitionOf } from '../domain/regions.ts';
import type { Clock } from '../lib/clock.ts';
import type { Store } from '../store/store.ts';
import type { AnyOperation, OperationContext, Services } from './context.ts';

/** A call that may be carried out. */
export interface PermittedCall {
  readonly service: string;
  readonly operation: AnyOperation;
  readonly input: object;
  readonly principal: Principal;
  readonly region: string;
  readonly requestId: string;
}

export interface DispatchOptions {
  readonly clock: Clock;
  readonly store: Store;
  readonly services: Services;
  /** Told of every call that has changed something, by the service's name. */
  committed(service: string): void;
}

/**
 * Carries calls out. One that writes is one transaction; what it asked to be woken is woken once
 * the transaction is committed.
 */
export function createDispatch({ clock, store, services, committed }: DispatchOptions) {
  return async (call: PermittedCall): Promise<object> => {
    const { operation, principal, region, requestId, service } = call;
    const asked = call.input as never;
    const context: OperationContext = {
      principal,
      accountId: principal.accountId,
      region,
      partition: partitionOf(region) ?? 'aws',
      requestId,
      clock,
      store,
      services,
    };
    if (!operation.writes) return operation.handle(asked, context);
    const input = ((await operation.before?.(asked, context)) ?? asked) as never;
    const wakes = new Set<() => void>();
    const patient = { ...services, ...wakesLater(services, wakes) };
    const output = await store.transaction((inside) =>
      operation.handle(input, { ...context, store: inside, services: patient }),
    );
    committed(service);
    for (const wake of wakes) wake();
    return output;
  };
}

function wakesLater(services: Services, wakes: Set<() => void>): Partial<Services> {
  return {
    wakeEmailChecks: () => wakes.add(services.wakeEmailChecks),
    wakeAutoEnable: () => wakes.add(services.wakeAutoEnable),
    wakeLists: () => wakes.add(services.wakeLists),
    wakeFunctions: () => wakes.add(services.wakeFunctions),
    wakeStacks: () => wakes.add(services.wakeStacks),
    wakeDestinationChecks: () => wakes.add(services.wakeDestinationChecks),
    wakeMalwareScans: () => wakes.add(services.wakeMalwareScans),
    wakeDeliveries: () => wakes.add(services.wakeDeliveries),
  };
}
