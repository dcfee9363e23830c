import { setImmediate as turn } from 'node:timers/promises';
import { DeliveryError, wordOf } from '../delivery-error.ts';
import type { PublishedEvent } from '../published-event.ts';
import { NATS_MILLIS, type NatsLine, type NatsServers, openNatsLine } from './nats-line.ts';

export interface NatsTarget extends NatsServers {
  readonly subject: string;
  /** Whose word counts. Unless said, a stream's where the server offers JetStream. */
  readonly acknowledge?: 'stream' | 'server';
}

/** The event's id and what frames it. */
const HEADER_BYTES = 128;

/** A sender that keeps its connection for as long as it works. */
export interface NatsSender {
  send(events: readonly PublishedEvent[]): Promise<void>;
  close(): Promise<void>;
}

/**
 * Publishes events on one subject. By a stream's word an event has arrived once it is stored, and
 * not where no stream takes the subject; by the server's, once the server has read it. A connection
 * that fails is given up with all that is under way, so that nothing leaves without the queue.
 */
export function createNatsSender(target: NatsTarget): NatsSender {
  let line: Promise<NatsLine> | undefined;
  async function hangUp(): Promise<void> {
    const last = line;
    line = undefined;
    const [open] = last ? await Promise.allSettled([last]) : [];
    if (open?.status === 'fulfilled') await open.value.connection.close();
  }
  return {
    async send(events) {
      try {
        if ((await line)?.ended.aborted) line = undefined;
        line ??= openNatsLine(target);
        const open = await line;
        await inTime(publish(open, target, events), open.ended);
      } catch (error) {
        const known = toDeliveryError(error);
        // Whoever does not answer may not take a farewell either: nobody waits for that.
        if (!known.isFinal) void hangUp();
        throw known;
      }
    },
    close: () => inTime(hangUp(), new AbortController().signal),
  };
}

async function publish(
  line: NatsLine,
  { subject, acknowledge }: NatsTarget,
  events: readonly PublishedEvent[],
): Promise<void> {
  const { info } = line.connection;
  const messages = events.map((event) => ({ id: event.id, body: JSON.stringify(event) }));
  const largest = HEADER_BYTES + Math.max(...messages.map(({ body }) => Buffer.byteLength(body)));
  if (info && largest > info.max_payload) throw new DeliveryError('too large', true);
  const byStream = (acknowledge ?? (info?.jetstream ? 'stream' : 'server')) === 'stream';
  await (byStream ? store : pass)(line, subject, messages);
}

interface Message {
  readonly id: string;
  readonly body: string;
}

/** Streams drop what they have stored under the same id of late. */
async function store({ connection }: NatsLine, subject: string, messages: readonly Message[]) {
  const { jetstream } = await import('@nats-io/jetstream');
  const client = jetstream(connection);
  const publishing = messages.map(({ id, body }) =>
    client.publish(subject, body, { msgID: id, timeout: NATS_MILLIS }),
  );
  await Promise.all(publishing);
}

async function pass(
  { connection, complaints }: NatsLine,
  subject: string,
  messages: readonly Message[],
) {
  const { headers } = await import('@nats-io/transport-node');
  for (const { id, body } of messages) {
    const about = headers();
    about.set('Nats-Msg-Id', id);
    connection.publish(subject, body, { headers: about });
  }
  await connection.flush();
  // A refusal comes before the answer to the flush, and is told of some steps later.
  await turn();
  if (complaints[0] !== undefined) throw complaints[0];
}

/** The client forgets a flush when its connection ends, and waits minutes for a silent server. */
function inTime(work: Promise<void>, ended: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const onEnd = () => reject(new DeliveryError('closed'));
    const timer = setTimeout(() => reject(new DeliveryError('timeout')), NATS_MILLIS);
    ended.addEventListener('abort', onEnd);
    const settle = () => {
      clearTimeout(timer);
      ended.removeEventListener('abort', onEnd);
    };
    work.finally(settle).then(resolve, reject);
  });
}

/** By the client's names of errors: their texts name servers and subjects. */
const WORDS: Readonly<Record<string, string>> = {
  AuthorizationError: 'authorization',
  ClosedConnectionError: 'closed',
  JetStreamNotEnabled: 'no stream',
  PermissionViolationError: 'permission',
};
/** JetStream's number for a message over the stream's own limit. */
const OVER_STREAM_LIMIT = 10_054;

function toDeliveryError(error: unknown): DeliveryError {
  if (error instanceof DeliveryError) return error;
  if (!(error instanceof Error)) return new DeliveryError(wordOf(error));
  const { name, cause } = error;
  if (name === 'JetStreamApiError' && 'code' in error) {
    return new DeliveryError(`stream error ${error.code}`, error.code === OVER_STREAM_LIMIT);
  }
  const word = WORDS[name] ?? (cause instanceof Error ? WORDS[cause.name] : undefined);
  if (word !== undefined) return new DeliveryError(word);
  // What is under way when the connection ends is called so, and nothing else.
  return new DeliveryError(name === 'RequestError' ? 'closed' : wordOf(error));
}
