import { once } from 'node:events';
import { createServer as createHttpServer, type IncomingHttpHeaders } from 'node:http';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { ManualClock } from '../lib/clock.ts';
import { openStore } from '../store/open-store.ts';
import type { OutboxItem } from '../store/store.ts';
import type { PublishedEvent } from './published-event.ts';
import type { Sink } from './sink.ts';

/** 2026-03-02T09:00:00Z. */
export const START = 1_772_442_000_000;
export const OWN = '111122223333';
export const ADMINISTRATOR = '999999999999';
export const REGION = 'eu-west-1';

/** A store in memory, a clock, and a log that is kept. */
export async function openParts() {
  const store = await openStore(':memory:');
  const logged: string[] = [];
  const log = {
    warn: (about: object, text: string) => void logged.push(`${text} ${JSON.stringify(about)}`),
    error: (about: object, text: string) => void logged.push(`${text} ${JSON.stringify(about)}`),
  };
  return { store, clock: new ManualClock(START), random: () => 1, log, logged };
}

/** A sink that answers as the test says, and keeps what it took. */
export class ScriptedSink implements Sink {
  readonly name = 'scripted';
  readonly type = 'test';
  readonly taken: string[] = [];
  /** What the next tries come to; when there is no more, everything is taken. */
  readonly script: ((items: readonly OutboxItem[]) => void)[] = [];

  constructor(readonly itemsMax = 1) {}

  async send(items: readonly OutboxItem[]): Promise<void> {
    this.script.shift()?.(items);
    this.taken.push(...items.map((item) => item.eventId));
  }
}

/** An item for the scripted sink, due at once. */
export function exampleItem(eventId: string, more: { readonly subject?: string } = {}) {
  return {
    sink: 'scripted',
    subject: more.subject ?? eventId,
    kind: 'finding' as const,
    accountId: OWN,
    region: REGION,
    eventId,
    body: '{}',
    dueAt: START,
    createdAt: START,
  };
}

/** A mail server that speaks just enough SMTP, and keeps what it is sent. */
export class MailServer {
  readonly mails: string[] = [];
  readonly recipients: string[] = [];
  /** Answers to `RCPT TO`, one after another; then 250. */
  readonly replies: string[] = [];
  private readonly sockets = new Set<Socket>();
  private readonly server = createServer((socket) => this.talk(socket));

  async start(): Promise<number> {
    this.server.listen(0, '127.0.0.1');
    await once(this.server, 'listening');
    return (this.server.address() as AddressInfo).port;
  }

  async stop(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    this.server.close();
    await once(this.server, 'close');
  }

  private talk(socket: Socket): void {
    this.sockets.add(socket);
    let text = '';
    let data: string | undefined;
    const say = (line: string) => socket.write(`${line}\r\n`);
    say('220 mail.example.com');
    socket.setEncoding('utf8').on('error', () => socket.destroy());
    socket.on('data', (chunk: string) => {
      text += chunk;
      for (let end = text.indexOf('\r\n'); end >= 0; end = text.indexOf('\r\n')) {
        const line = text.slice(0, end);
        text = text.slice(end + 2);
        if (data === undefined) {
          data = this.command(line, say, socket);
        } else if (line === '.') {
          this.mails.push(data);
          data = undefined;
          say('250 taken');
        } else {
          data += `${line.replace(/^\./, '')}\n`;
        }
      }
    });
  }

  /** Answers the text of a mail that begins. */
  private command(line: string, say: (line: string) => void, socket: Socket): string | undefined {
    const word = line.split(/[ :]/)[0]?.toUpperCase();
    if (word === 'DATA') {
      say('354 go on');
      return '';
    }
    if (word === 'RCPT') {
      this.recipients.push(line);
      say(this.replies.shift() ?? '250 ok');
    } else if (word === 'QUIT') {
      say('221 bye');
      socket.end();
    } else {
      say('250 ok');
    }
    return undefined;
  }
}

/** A filter that lets everything pass. */
export const EVERYTHING = {};

/** An event about a finding, as sinks are handed it. */
export function exampleEvent(
  more: Readonly<Record<string, unknown>> = {},
  account = OWN,
): PublishedEvent {
  const at = '2026-03-02T09:00:00.000Z';
  return {
    version: '0',
    id: '0b5e4b1c-0000-8000-8000-000000000001',
    'detail-type': 'GuardDuty Finding',
    source: 'aws.guardduty',
    account,
    time: at,
    region: REGION,
    resources: [],
    detail: {
      id: 'f'.repeat(32),
      arn: `arn:aws:guardduty:${REGION}:${OWN}:detector/d/finding/${'f'.repeat(32)}`,
      accountId: OWN,
      region: REGION,
      type: 'Recon:EC2/Portscan',
      severity: 8,
      title: 'Ports are scanned',
      description: 'Instance i-99999999 scans ports.',
      createdAt: at,
      updatedAt: at,
      resource: { resourceType: 'Instance' },
      service: { count: 1, archived: false },
      ...more,
    },
  };
}

/** As it lies in the queue of a sink. */
export function itemOf(event: PublishedEvent): OutboxItem {
  return {
    ...exampleItem(event.id),
    ...{ seq: 1, tries: 0, dead: false, body: JSON.stringify(event) },
  };
}

/** An HTTP server that answers as it is told, then 200, and keeps what it is sent. */
export class HookServer {
  readonly requests: { headers: IncomingHttpHeaders; body: string }[] = [];
  readonly statuses: (number | 'hang' | 'close')[] = [];
  private readonly server = createHttpServer((request, response) => {
    let body = '';
    request.setEncoding('utf8').on('data', (text: string) => {
      body += text;
    });
    request.on('end', () => {
      this.requests.push({ headers: request.headers, body });
      const status = this.statuses.shift() ?? 200;
      if (status === 'close') request.socket.destroy();
      else if (status !== 'hang') response.writeHead(status, { location: '/elsewhere' }).end('{}');
    });
  });

  async start(): Promise<string> {
    this.server.listen(0, '127.0.0.1');
    await once(this.server, 'listening');
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/hook`;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    this.server.close();
    await once(this.server, 'close');
  }
}
