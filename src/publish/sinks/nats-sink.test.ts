import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ManualClock } from '../../lib/clock.ts';
import type { EventSink } from '../event-sink.ts';
import { exampleEvent, itemOf, START } from '../testing.ts';
import { createSink } from './create-sink.ts';

interface Published {
  readonly subject: string;
  readonly replyTo: string | undefined;
  readonly headers: string;
  readonly body: string;
}

/** What comes of one message that is published. */
type Mood = 'store' | 'no stream' | 'full' | 'too large here' | 'forbid' | 'hang up';

/** A server that speaks just enough of NATS, and keeps what it is sent. */
class NatsServer {
  readonly published: Published[] = [];
  readonly connects: Record<string, unknown>[] = [];
  /** For one message after the other; then `store`. */
  readonly moods: Mood[] = [];
  info: Record<string, unknown> = { jetstream: true, max_payload: 4096 };
  readonly #sockets = new Set<Socket>();
  readonly #server = createServer((socket) => this.#talk(socket));

  async start(): Promise<string> {
    this.#server.listen(0, '127.0.0.1');
    await once(this.#server, 'listening');
    return `nats://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** Ends all connections, and goes on listening. */
  hangUp(): void {
    for (const socket of this.#sockets) socket.destroy();
  }

  async stop(): Promise<void> {
    this.hangUp();
    this.#server.close();
    await once(this.#server, 'close');
  }

  #talk(socket: Socket): void {
    this.#sockets.add(socket);
    socket.on('error', () => socket.destroy());
    const info = { server_id: 'N', version: '2.10.0', proto: 1, headers: true, ...this.info };
    socket.write(`INFO ${JSON.stringify(info)}\r\n`);
    let text = '';
    let inbox = '';
    socket.setEncoding('latin1').on('data', (chunk: string) => {
      text += chunk;
      for (let end = text.indexOf('\r\n'); end >= 0; end = text.indexOf('\r\n')) {
        const [word = '', ...rest] = text.slice(0, end).split(' ');
        let used = end + 2;
        if (word === 'CONNECT') this.connects.push(JSON.parse(rest.join(' ')));
        else if (word === 'PING') socket.write('PONG\r\n');
        else if (word === 'SUB') inbox = rest.at(-1) ?? '';
        else if (word === 'HPUB') {
          const [head = 0, total = 0] = rest.slice(-2).map(Number);
          if (text.length < used + total + 2) return;
          const headers = text.slice(used, used + head);
          const body = text.slice(used + head, used + total);
          used += total + 2;
          const replyTo = rest.length === 4 ? rest[1] : undefined;
          const mood = this.moods.shift() ?? 'store';
          this.published.push({ subject: rest[0] ?? '', replyTo, headers, body });
          this.#deal(socket, mood, inbox, this.published.length);
        }
        text = text.slice(used);
      }
    });
  }

  #deal(socket: Socket, mood: Mood, inbox: string, seq: number): void {
    const { subject, replyTo } = this.published[seq - 1] as Published;
    const answer = (json: object) => {
      const text = JSON.stringify(json);
      if (replyTo) socket.write(`MSG ${replyTo} ${inbox} ${text.length}\r\n${text}\r\n`);
    };
    if (mood === 'hang up') socket.destroy();
    else if (mood === 'forbid') {
      socket.write(`-ERR 'Permissions Violation for Publish to "${subject}"'\r\n`);
    } else if (mood === 'no stream') {
      const status = 'NATS/1.0 503\r\n\r\n';
      const { length } = status;
      socket.write(`HMSG ${replyTo} ${inbox} ${length} ${length}\r\n${status}\r\n`);
    } else if (mood === 'full') {
      answer({ error: { code: 503, err_code: 10077, description: 'maximum messages exceeded' } });
    } else if (mood === 'too large here') {
      answer({ error: { code: 400, err_code: 10054, description: 'message size exceeds' } });
    } else answer({ stream: 'S', seq });
  }
}

let server: NatsServer;
let url: string;
let sinks: EventSink[];
beforeEach(async () => {
  server = new NatsServer();
  url = await server.start();
  sinks = [];
});
afterEach(async () => {
  await Promise.all(sinks.map((sink) => sink.close?.()));
  await server.stop();
});

const mailer = { send: async () => {}, close() {} };
function open(more: object = {}): EventSink {
  const target = { servers: [url], subject: 'vedette.findings', ...more };
  const settings = { name: 'bus', type: 'nats', filter: {}, ...target } as const;
  const sink = createSink(settings, { clock: new ManualClock(START), mailer });
  sinks.push(sink);
  return sink;
}
const event = (id: string, title = 'Ports are scanned') => ({ ...exampleEvent({ title }), id });
const items = (...ids: string[]) => ids.map((id) => itemOf(event(id)));

describe('a server that offers JetStream', () => {
  it('has an event once a stream has stored it, by the id of the event', async () => {
    await open().send(items('1', '2'));
    expect(server.published.map(({ subject, body }) => [subject, JSON.parse(body)])).toEqual([
      ['vedette.findings', event('1')],
      ['vedette.findings', event('2')],
    ]);
    expect(server.published[1]?.headers).toContain('Nats-Msg-Id: 2\r\n');
    expect(server.connects).toHaveLength(1);
    expect(server.connects[0]).toMatchObject({ name: 'vedette' });
  });

  it.each<[Mood, string, boolean]>([
    ['no stream', 'no stream', false],
    ['full', 'stream error 10077', false],
    ['too large here', 'stream error 10054', true],
    ['forbid', 'permission', false],
    ['hang up', 'closed', false],
  ])('and comes to "%s" has not: %s', async (mood, word, isFinal) => {
    server.moods.push(mood);
    const sink = open();
    await expect(sink.send(items('1'))).rejects.toMatchObject({ word, isFinal });
    await sink.send(items('1'));
    expect(server.published).toHaveLength(2);
  });

  it('is not asked for a word of a stream where the operator says so', async () => {
    await open({ acknowledge: 'server' }).send(items('1'));
    expect(server.published[0]?.replyTo).toBeUndefined();
  });
});

describe('a server without JetStream', () => {
  beforeEach(() => {
    server.info = { jetstream: false, max_payload: 4096 };
  });

  it('has an event once it has read it', async () => {
    await open().send(items('1', '2'));
    expect(server.published).toHaveLength(2);
    expect(server.published[0]).toMatchObject({ replyTo: undefined, subject: 'vedette.findings' });
    expect(server.published[0]?.headers).toContain('Nats-Msg-Id: 1\r\n');
  });

  it.each<[Mood, string]>([
    ['forbid', 'permission'],
    ['hang up', 'closed'],
  ])('that comes to "%s" has not: %s', async (mood, word) => {
    server.moods.push('store', mood);
    const sink = open();
    await expect(sink.send(items('1', '2'))).rejects.toMatchObject({ word, isFinal: false });
    await sink.send(items('1', '2'));
    expect(server.connects).toHaveLength(2);
  });

  it('is asked for a word of a stream where the operator says so', async () => {
    await open({ acknowledge: 'stream' }).send(items('1'));
    expect(server.published[0]?.replyTo).toMatch(/^_INBOX/);
  });
});

describe('a connection', () => {
  it('that has ended meanwhile is made anew', async () => {
    const sink = open();
    await sink.send(items('1'));
    server.hangUp();
    await expect.poll(() => sink.send(items('2')).then(() => 'sent', String)).toBe('sent');
    expect(server.connects).toHaveLength(2);
  });

  it('is tried with every server', async () => {
    await open({ servers: ['nats://127.0.0.1:1', url] }).send(items('1'));
    expect(server.published).toHaveLength(1);
  });

  it('that nobody takes is an error by its code', async () => {
    const sent = open({ servers: ['nats://127.0.0.1:1'] }).send(items('1'));
    await expect(sent).rejects.toMatchObject({ word: 'ECONNREFUSED', isFinal: false });
  });

  it('without TLS is none where the operator wants TLS', async () => {
    const secure = url.replace('nats:', 'tls:');
    const sent = open({ servers: [secure], login: { kind: 'token', token: 'secret' } });
    await expect(sent.send(items('1'))).rejects.toMatchObject({ isFinal: false });
    expect(server.connects).toEqual([]);
  });

  it.each<[object, object]>([
    [
      { kind: 'password', user: 'v', password: 'p' },
      { user: 'v', pass: 'p' },
    ],
    [{ kind: 'token', token: 't' }, { auth_token: 't' }],
  ])('begins with who we are: %j', async (login, said) => {
    await open({ login }).send(items('1'));
    expect(server.connects[0]).toMatchObject(said);
  });

  it('takes what is too large for the server for no try', async () => {
    const large = itemOf(event('2', 'x'.repeat(5000)));
    const sent = open().send([...items('1'), large]);
    await expect(sent).rejects.toMatchObject({ word: 'too large', isFinal: true });
    expect(server.published).toEqual([]);
  });
});
