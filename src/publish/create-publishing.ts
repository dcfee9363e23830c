import { join } from 'node:path';
import type { Finding } from '@aws-sdk/client-guardduty';
import type { Membership } from '../domain/membership.ts';
import type { Clock } from '../lib/clock.ts';
import { SOURCE_SILENT_HOURS } from '../limits.ts';
import type { Store } from '../store/store.ts';
import { createExports } from './create-exports.ts';
import { createDelivery, type DeliveryOptions } from './delivery.ts';
import type { ExportStorage } from './export-storage.ts';
import { recordInvitation } from './invitations.ts';
import { letterSink } from './letter-sink.ts';
import { createMailer, type Mailer, type SmtpServer } from './mailer.ts';
import type { FindingJson } from './published-event.ts';
import { publishingStore } from './publishing-store.ts';
import { createEventRecorder, type EventRecorder } from './record-events.ts';
import { recordExports } from './record-exports.ts';
import { repeatSilenceChecks } from './run-silence-checks.ts';
import { createSink } from './sinks/create-sink.ts';
import type { SinkSettings } from './sinks/sink-settings.ts';

/** What the operator says about what leaves. */
export interface PublishingSettings {
  readonly smtp?: SmtpServer;
  /** Sender of all mail. */
  readonly mailFrom?: string;
  /** Where users reach the server; it stands in mail. */
  readonly publicUrl?: string;
  readonly sinks?: readonly SinkSettings[];
  /** Hours without a record after which a source counts as silent. */
  readonly sourceSilentHours?: number;
}

export interface PublishingOptions {
  readonly store: Store;
  readonly clock: Clock;
  readonly random: () => number;
  readonly log: DeliveryOptions['log'];
  readonly settings: PublishingSettings;
  /** Mail becomes files in its folder `outbox` where there is no mail server. */
  readonly dataDirectory: string;
  /** A finding as the wire has it. */
  readonly findingJson: (finding: Finding) => FindingJson;
  /** The storage of publishing destinations, once it is there. */
  readonly storage?: () => ExportStorage | undefined;
  /** Where the server listens: for users, unless the operator knows better. */
  readonly url: string;
}

/** Everything that leaves this server by itself. */
export interface Publishing {
  /** The store that everybody else is to work with: what it is told to keep wakes the senders. */
  readonly store: Store;
  /** An invitation may be shown: to be called in the transaction that makes it so. */
  invited(inside: Store, row: Membership): Promise<void>;
  /** What operations are handed: the sinks in the operator's order, and a way to begin. */
  readonly services: {
    readonly sinks: () => readonly { readonly name: string; readonly type: string }[];
    readonly wakeDeliveries: () => void;
  };
  /** Sends what waits from before, and from then on what comes. */
  start(): void;
  /** Sends all that is due now; answers how many items arrived. */
  sendDue(): Promise<number>;
  close(): Promise<void>;
}

export function createPublishing(options: PublishingOptions): Publishing {
  const { store, clock, settings, url } = options;
  const mailer = mailerOf(options);
  const events = (settings.sinks ?? []).map((one) => createSink(one, { clock, mailer }));
  const sinks = [letterSink(mailer, () => settings.publicUrl ?? url), ...events];
  const deliveries = sinks.map((sink) => createDelivery(sink, options));
  const now = () => clock.now();
  const { findingJson } = options;
  const recorder = createEventRecorder({ sinks: events, findingJson, now });
  let started = false;
  let endChecks = () => {};
  const watched = publishingStore(store, {
    wake: () => wake(),
    now,
    recorder: withExports(recorder, options),
  });
  // What becomes of destinations on the way is told of, too.
  const exports = createExports({ ...options, store: watched });
  const silenceChecks = {
    ...{ store: watched, recorder, clock, log: options.log },
    silentHours: settings.sourceSilentHours ?? SOURCE_SILENT_HOURS,
  };
  const wake = () => {
    if (!started) return;
    for (const delivery of deliveries) delivery.wake();
    exports.wake();
  };
  return {
    store: watched,
    services: {
      sinks: () => sinks.map(({ name, type }) => ({ name, type })),
      wakeDeliveries: wake,
    },
    invited: (inside, row) => recordInvitation(inside, row, clock.now()),
    start() {
      started = true;
      wake();
      endChecks = repeatSilenceChecks(silenceChecks);
    },
    async sendDue() {
      let arrived = 0;
      for (const delivery of deliveries) arrived += await delivery.sendDue();
      return arrived + (await exports.sendDue());
    },
    async close() {
      started = false;
      endChecks();
      await Promise.all([exports, ...deliveries].map((one) => one.close()));
    },
  };
}

function mailerOf({ settings, dataDirectory, clock }: PublishingOptions): Mailer {
  const { mailFrom: from = 'vedette@localhost', smtp } = settings;
  return createMailer(
    { from, folder: join(dataDirectory, 'outbox'), ...(smtp && { smtp }) },
    clock,
  );
}

/** The same recorder, which also fills the queues of publishing destinations. */
function withExports(
  recorder: EventRecorder,
  { clock, findingJson }: PublishingOptions,
): EventRecorder {
  return {
    membership: (inside, change) => recorder.membership(inside, change),
    source: (inside, change) => recorder.source(inside, change),
    async finding(inside, finding, isNew) {
      await recorder.finding(inside, finding, isNew);
      await recordExports(inside, finding, findingJson(finding), isNew, clock.now());
    },
  };
}
