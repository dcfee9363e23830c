import type { Clock } from '../../lib/clock.ts';
import { DELIVERY_SENDS_AHEAD, DIGEST_ITEMS_MAX, SINK_BATCH_ITEMS } from '../../limits.ts';
import type { EventSink } from '../event-sink.ts';
import type { Mailer } from '../mailer.ts';
import type { PublishedEvent } from '../published-event.ts';
import { appendLines } from './append-file.ts';
import { createNatsSender } from './nats-sink.ts';
import { postJson } from './post-json.ts';
import { createSinkFilter } from './sink-filter.ts';
import type { SinkSettings } from './sink-settings.ts';
import { sendSyslog } from './syslog-sink.ts';
import { toAsff } from './to-asff.ts';
import { toCef } from './to-cef.ts';
import { toDigest } from './to-digest.ts';
import { toOcsf } from './to-ocsf.ts';
import { toSlack } from './to-slack.ts';

export interface SinkParts {
  readonly clock: Clock;
  readonly mailer: Mailer;
}

type Shape = Pick<EventSink, 'audience' | 'itemsMax' | 'sendsAhead' | 'digestMinutes'>;

export function createSink(settings: SinkSettings, parts: SinkParts): EventSink {
  const { name, type, filter } = settings;
  const sender = senderOf(settings, parts);
  // The schemas of these two know findings only.
  const onlyFindings = type === 'asff' || type === 'ocsf';
  return {
    name,
    type,
    filter: createSinkFilter(onlyFindings ? { ...filter, events: ['finding'] } : filter),
    ...shapeOf(settings),
    send: (items) => sender.send(items.map(({ body }) => JSON.parse(body) as PublishedEvent)),
    ...(sender.close && { close: sender.close }),
  };
}

function shapeOf(settings: SinkSettings): Shape {
  switch (settings.type) {
    case 'webhook':
      return { audience: 'each', itemsMax: 1, sendsAhead: DELIVERY_SENDS_AHEAD };
    case 'asff':
    case 'ocsf':
      return { audience: 'once', itemsMax: 1, sendsAhead: DELIVERY_SENDS_AHEAD };
    case 'file':
    case 'nats':
      return { audience: 'each', itemsMax: SINK_BATCH_ITEMS };
    case 'syslog':
      return { audience: 'once', itemsMax: SINK_BATCH_ITEMS };
    case 'mail':
      return {
        audience: 'once',
        itemsMax: DIGEST_ITEMS_MAX,
        digestMinutes: settings.everyMinutes,
      };
    case 'slack':
      // People would read what is repeated.
      return { audience: 'once', itemsMax: 1 };
  }
}

interface Sender {
  send(events: readonly PublishedEvent[]): Promise<void>;
  close?(): Promise<void>;
}

function senderOf(settings: SinkSettings, { clock, mailer }: SinkParts): Sender {
  switch (settings.type) {
    case 'file': {
      const lineOf = (event: PublishedEvent) => JSON.stringify(event);
      return { send: (events) => appendLines(settings.path, events.map(lineOf)) };
    }
    case 'syslog':
      return { send: (events) => sendSyslog(settings, events.map(toCef)) };
    case 'nats':
      return createNatsSender(settings);
    case 'mail':
      return { send: (events) => mailer.send(toDigest(events, settings.to)) };
    default: {
      const render = RENDER[settings.type];
      return {
        async send(events) {
          for (const event of events) await postJson(settings, render(event), event.id, clock);
        },
      };
    }
  }
}

const RENDER = {
  webhook: (event: PublishedEvent): object => event,
  slack: toSlack,
  asff: toAsff,
  ocsf: toOcsf,
} as const;
