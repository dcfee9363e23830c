import { join } from 'node:path';
import type { Membership } from '../domain/membership.ts';
import type { Clock } from '../lib/clock.ts';
import type { Store } from '../store/store.ts';
import { createDelivery, type DeliveryOptions } from './delivery.ts';
import { invitationSink, recordInvitation } from './invitations.ts';
import { createMailer, type SmtpServer } from './mailer.ts';

/** What the operator says about what leaves. */
export interface PublishingSettings {
  readonly smtp?: SmtpServer;
  /** Sender of all mail. */
  readonly mailFrom?: string;
  /** Where users reach the server; it stands in mail. */
  readonly publicUrl?: string;
}

export interface PublishingOptions {
  readonly store: Store;
  readonly clock: Clock;
  readonly random: () => number;
  readonly log: DeliveryOptions['log'];
  readonly settings: PublishingSettings;
  /** Mail becomes files in its folder `outbox` where there is no mail server. */
  readonly dataDirectory: string;
  /** Where the server listens: for users, unless the operator knows better. */
  readonly url: string;
}

/** Everything that leaves this server by itself. */
export interface Publishing {
  /** The store that everybody else is to work with: what it is told to keep wakes the senders. */
  readonly store: Store;
  /** An invitation may be shown: to be called in the transaction that makes it so. */
  invited(inside: Store, row: Membership): Promise<void>;
  /** Sends what waits from before, and from then on what comes. */
  start(): void;
  /** Sends all that is due now; answers how many items arrived. */
  sendDue(): Promise<number>;
  close(): Promise<void>;
}

export function createPublishing(options: PublishingOptions): Publishing {
  const { store, clock, settings, dataDirectory, url } = options;
  const mailer = createMailer(
    {
      from: settings.mailFrom ?? 'vedette@localhost',
      folder: join(dataDirectory, 'outbox'),
      ...(settings.smtp && { smtp: settings.smtp }),
    },
    clock,
  );
  const sinks = [invitationSink(mailer, () => settings.publicUrl ?? url)];
  const deliveries = sinks.map((sink) => createDelivery(sink, options));
  let started = false;
  const wake = () => {
    if (started) for (const delivery of deliveries) delivery.wake();
  };
  return {
    store: wakingStore(store, wake),
    invited: (inside, row) => recordInvitation(inside, row, clock.now()),
    start() {
      started = true;
      wake();
    },
    async sendDue() {
      let arrived = 0;
      for (const delivery of deliveries) arrived += await delivery.sendDue();
      return arrived;
    },
    async close() {
      started = false;
      await Promise.all(deliveries.map((delivery) => delivery.close()));
    },
  };
}

/** The same store; a transaction that has put something into the outbox wakes when it commits. */
function wakingStore(store: Store, wake: () => void): Store {
  return {
    ...store,
    async transaction(work) {
      let added = false;
      const noting = (inside: Store): Store => ({
        ...inside,
        outbox: {
          ...inside.outbox,
          add(item, merge) {
            added = true;
            return inside.outbox.add(item, merge);
          },
        },
        transaction: (nested) => inside.transaction((deeper) => nested(noting(deeper))),
      });
      const result = await store.transaction((inside) => work(noting(inside)));
      if (added) wake();
      return result;
    },
  };
}
