import { createWakeLoop } from '../lib/wake-loop.ts';
import { BACKGROUND_RETRY_SECONDS } from '../limits.ts';
import { createDelivery, type Delivery, type DeliveryOptions } from './delivery.ts';
import { createExportSink, isExportSinkName } from './export-sink.ts';
import type { ExportStorage } from './export-storage.ts';

export interface ExportOptions extends DeliveryOptions {
  readonly storage?: () => ExportStorage | undefined;
}

/** Deliveries to publishing destinations, which come and go while the server runs. */
export interface Exports {
  wake(): void;
  sendDue(): Promise<number>;
  close(): Promise<void>;
}

export function createExports(options: ExportOptions): Exports {
  const { store, clock, log, storage = () => undefined } = options;
  const deliveries = new Map<string, Delivery>();

  /** Those that something is kept for; a destination gets its delivery with its first finding. */
  async function current(): Promise<Delivery[]> {
    const names = (await store.outbox.sinks()).filter(isExportSinkName);
    return names.map((name) => {
      const known = deliveries.get(name);
      if (known !== undefined) return known;
      const made = createDelivery(createExportSink(name, { store, clock, storage }), options);
      deliveries.set(name, made);
      return made;
    });
  }

  const loop = createWakeLoop(
    async () => {
      for (const delivery of await current()) delivery.wake();
    },
    {
      retryMillis: BACKGROUND_RETRY_SECONDS * 1000,
      onError: (error) => log.error({ err: error }, 'exports could not begin and are tried again'),
    },
  );
  return {
    wake: () => loop.wake(),
    async sendDue() {
      let arrived = 0;
      for (const delivery of await current()) arrived += await delivery.sendDue();
      return arrived;
    },
    async close() {
      await loop.close();
      await Promise.all([...deliveries.values()].map((delivery) => delivery.close()));
    },
  };
}
