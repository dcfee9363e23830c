/** Findings that go to a real nats-server, by a stream's word and by the server's own. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import * as guardduty from '@aws-sdk/client-guardduty';
import { jetstream, jetstreamManager } from '@nats-io/jetstream';
import { type ConnectionOptions, connect, type NatsConnection } from '@nats-io/transport-node';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { callVedette } from '../../src/cli/call-vedette.ts';
import { programIsThere } from './presence.ts';
import { freePort, Vedette } from './vedette.ts';

const there = programIsThere('nats-server', ['--version'], 'findings to NATS');

const ACCOUNT = '444455556666';
const SUBJECT = 'vedette.findings';
const PASSWORD = 'a password for the tests alone';
const FIXTURES = 'src/publish/sinks/fixtures';

let folder: string;
const stops: (() => Promise<void>)[] = [];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vedette-nats-'));
});
afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop();
  await rm(folder, { recursive: true, force: true });
});

/** A nats-server that can be killed and started again over the same files. */
class NatsServer {
  #child: ChildProcess | undefined;

  constructor(
    readonly port: number,
    private readonly lines: readonly string[],
  ) {
    stops.push(() => this.kill());
  }

  async start(): Promise<void> {
    const settings = join(folder, 'nats.conf');
    await writeFile(settings, [`listen: "127.0.0.1:${this.port}"`, ...this.lines].join('\n'));
    this.#child = spawn('nats-server', ['-c', settings], { stdio: 'ignore' });
  }

  async kill(): Promise<void> {
    const child = this.#child;
    this.#child = undefined;
    if (child === undefined || child.exitCode !== null) return;
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
  }
}

async function until<T>(what: string, look: () => Promise<T | undefined>): Promise<T> {
  let last: unknown;
  for (let tries = 0; tries < 240; tries += 1) {
    try {
      const found = await look();
      if (found !== undefined) return found;
    } catch (error) {
      last = error;
    }
    await sleep(250);
  }
  throw new Error(`${what} did not come in a minute: ${last}`);
}

async function client(options: ConnectionOptions): Promise<NatsConnection> {
  const connection = await until('a connection', () => connect({ ...options, timeout: 5000 }));
  stops.push(() => connection.close());
  return connection;
}

/** A server with one sink, and an account in it whose sample findings leave by that sink. */
async function openVedette(sink: object) {
  const settings = join(folder, 'sinks.json');
  const filter = { events: ['finding'] };
  const sinks = [{ name: 'bus', type: 'nats', subject: SUBJECT, filter, ...sink }];
  await writeFile(settings, JSON.stringify({ sinks }));
  const vedette = await Vedette.start(undefined, ['--sinks', settings]);
  stops.push(() => vedette.stop());
  const { accountId: _, ...credentials } = await vedette.createAccount(ACCOUNT, 'a@example.com');
  const region = 'us-east-1';
  const api = new guardduty.GuardDutyClient({ endpoint: vedette.endpoint, region, credentials });
  const { DetectorId } = await api.send(new guardduty.CreateDetectorCommand({ Enable: true }));
  return {
    /** Makes a sample of each type. */
    async find(...FindingTypes: string[]): Promise<void> {
      await api.send(new guardduty.CreateSampleFindingsCommand({ DetectorId, FindingTypes }));
    },
    /** What the operator sees of the sink. */
    async state(): Promise<{ waiting: number; delivered: number; lastError?: string }> {
      const caller = { endpoint: new URL(vedette.endpoint), region, credentials: vedette.root };
      const { body } = await callVedette(caller, { method: 'GET', path: '/sinks' });
      const sinks = body.sinks as { name: string; waiting: number; delivered: number }[];
      const bus = sinks.find(({ name }) => name === 'bus');
      if (bus === undefined) throw new Error('The sink is not there.');
      return bus;
    },
  };
}

const TYPES = ['Recon:EC2/Portscan', 'Recon:EC2/PortProbeUnprotectedPort', 'Trojan:EC2/DropPoint'];
const LATER = [
  ['Backdoor:EC2/Spambot', 'Trojan:EC2/BlackholeTraffic', 'Impact:EC2/PortSweep'],
  ['Impact:EC2/WinRMBruteForce', 'Trojan:EC2/DNSDataExfiltration', 'Backdoor:EC2/C&CActivity.B'],
  ['CryptoCurrency:EC2/BitcoinTool.B', 'UnauthorizedAccess:EC2/RDPBruteForce'],
];

describe.skipIf(!there)('a nats-server', () => {
  test('with a stream stores every finding, though it is killed in between', async () => {
    const port = await freePort();
    const server = new NatsServer(port, [`jetstream { store_dir: "${join(folder, 'js')}" }`]);
    await server.start();
    const servers = [`nats://127.0.0.1:${port}`];
    const vedette = await openVedette({ servers });

    // No stream takes the subject yet: nothing counts as arrived.
    await vedette.find(...TYPES);
    await until('the refusal', async () =>
      (await vedette.state()).lastError === 'no stream' ? true : undefined,
    );
    const first = await client({ servers });
    const manager = await jetstreamManager(first);
    await manager.streams.add({ name: 'FINDINGS', subjects: [SUBJECT] });
    await until('the first findings', async () =>
      (await vedette.state()).delivered === TYPES.length ? true : undefined,
    );

    // Down before the findings, while they are made, and while they leave.
    for (const [round, types] of LATER.entries()) {
      if (round === 0) await server.kill();
      const found = vedette.find(...types);
      if (round === 2) await found;
      await Promise.all([found, server.kill()]);
      await server.start();
    }
    const all = [...TYPES, ...LATER.flat()];
    await until('all findings', async () =>
      (await vedette.state()).delivered === all.length ? true : undefined,
    );
    expect(await vedette.state()).toMatchObject({ waiting: 0, deadLetters: 0 });
    const stored = await readStream(await client({ servers }));
    expect([...new Set(stored.map(({ detail }) => detail.type))].sort()).toEqual(all.sort());
  }, 300_000);

  test('without JetStream passes findings on, over TLS and to whom it knows', async () => {
    const port = await freePort();
    const server = new NatsServer(port, [
      'tls {',
      `  cert_file: "${FIXTURES}/loopback-cert.pem"`,
      `  key_file: "${FIXTURES}/loopback-key.pem"`,
      '}',
      `authorization { users: [`,
      `  { user: "vedette", password: "${PASSWORD}", permissions: { publish: ["${SUBJECT}"] } }`,
      `  { user: "soc", password: "${PASSWORD}" }`,
      `] }`,
    ]);
    await server.start();
    const servers = [`tls://127.0.0.1:${port}`];
    const ca = await readFile(`${FIXTURES}/loopback-cert.pem`, 'utf8');
    const reader = await client({ servers, tls: { ca }, user: 'soc', pass: PASSWORD });
    const taken: Stored[] = [];
    reader.subscribe(SUBJECT, {
      callback: (_, message) => void taken.push(message.json<Stored>()),
    });
    await reader.flush();
    const known = { ca, user: 'vedette', password: { file: join(folder, 'password') } };
    await writeFile(join(folder, 'password'), PASSWORD);
    const vedette = await openVedette({ servers, ...known });
    await vedette.find(...TYPES);
    await until('the findings', async () =>
      (await vedette.state()).delivered === TYPES.length ? true : undefined,
    );
    expect(taken.map(({ detail }) => detail.type).sort()).toEqual([...TYPES].sort());
  }, 120_000);
});

interface Stored {
  readonly id: string;
  readonly detail: { readonly type: string };
}

async function readStream(connection: NatsConnection): Promise<Stored[]> {
  const consumer = await jetstream(connection).consumers.get('FINDINGS');
  const stored: Stored[] = [];
  const batch = await consumer.fetch({ max_messages: 100, expires: 2000 });
  for await (const message of batch) stored.push(message.json<Stored>());
  return stored;
}
