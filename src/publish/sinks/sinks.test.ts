import { createHmac } from 'node:crypto';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createServer as createTlsServer } from 'node:tls';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ManualClock } from '../../lib/clock.ts';
import type { Mail } from '../mailer.ts';
import { membershipEvent, type PublishedEvent } from '../published-event.ts';
import { ADMINISTRATOR, exampleEvent, HookServer, itemOf, OWN, REGION, START } from '../testing.ts';
import { createSink } from './create-sink.ts';
import type { SinkSettings } from './sink-settings.ts';

const pem = (name: string) =>
  readFileSync(new URL(`fixtures/loopback-${name}.pem`, import.meta.url), 'utf8');
const SECRET = 'a secret of enough characters';
const membership = membershipEvent(
  {
    ...{ administratorId: ADMINISTRATOR, accountId: OWN, region: REGION },
    ...{ before: 'Invited', after: 'Enabled', at: START },
  },
  OWN,
);
let hook: HookServer;
let url: string;
let folder: string;
let mails: Mail[];
beforeEach(async () => {
  hook = new HookServer();
  url = await hook.start();
  folder = mkdtempSync(join(tmpdir(), 'vedette-sinks-'));
  mails = [];
});
afterEach(async () => {
  await hook.stop();
  rmSync(folder, { recursive: true });
});

/** Sends these events through a sink with these settings. */
function send(settings: object, ...events: PublishedEvent[]): Promise<void> {
  const mailer = { send: async (mail: Mail) => void mails.push(mail), close() {} };
  const whole = { name: 'test', filter: {}, ...settings } as SinkSettings;
  return createSink(whole, { clock: new ManualClock(START), mailer }).send(events.map(itemOf));
}

const received = () => JSON.parse(hook.requests[0]?.body ?? '');

describe('a webhook', () => {
  const settings = () => ({ type: 'webhook', url, secret: SECRET, headers: { 'x-team': 'soc' } });

  it('is sent the event, signed with its time', async () => {
    await send(settings(), exampleEvent());
    const [request] = hook.requests;
    expect(received()).toEqual(exampleEvent());
    const timestamp = String(START / 1000);
    const hmac = createHmac('sha256', SECRET).update(`${timestamp}.${request?.body}`).digest('hex');
    expect(request?.headers).toMatchObject({
      'vedette-timestamp': timestamp,
      'vedette-signature': `v1=${hmac}`,
      'vedette-event-id': exampleEvent().id,
      'content-type': 'application/json',
      'x-team': 'soc',
    });
  });

  it.each([
    [500, false],
    [429, false],
    [401, false],
    [302, false],
    [400, true],
    [413, true],
  ])('that answers %i is asked again unless that is no use (%j)', async (status, isFinal) => {
    hook.statuses.push(status);
    const error = { message: `status ${status}`, isFinal };
    await expect(send(settings(), exampleEvent())).rejects.toMatchObject(error);
    expect(hook.requests).toHaveLength(1);
  });

  it('that closes early has taken nothing', async () => {
    hook.statuses.push('close');
    await expect(send(settings(), exampleEvent())).rejects.toThrow('fetch failed');
  });
});

describe('other receivers over HTTP', () => {
  it('Slack is sent words in which a finding cannot mention anybody', async () => {
    await send({ type: 'slack', url }, exampleEvent({ title: '<!channel> & <https://a|b>' }));
    const { text } = received();
    expect(text).toContain('*HIGH* (8) &lt;!channel&gt; &amp; &lt;https://a|b&gt;');
    expect(text).toContain(`Recon:EC2/Portscan in account ${OWN}, ${REGION}, once`);
    expect(hook.requests[0]?.headers['vedette-signature']).toBeUndefined();
    await send({ type: 'slack', url }, membership);
    expect(JSON.parse(hook.requests[1]?.body ?? '').text).toBe(
      `Membership of ${OWN} in ${ADMINISTRATOR}: Enabled (before: Invited), Region ${REGION}`,
    );
  });

  it('ASFF has what BatchImportFindings requires', async () => {
    await send({ type: 'asff', url, secret: SECRET }, exampleEvent());
    const [finding] = received().Findings;
    expect(finding).toMatchObject({
      SchemaVersion: '2018-10-08',
      Id: exampleEvent().detail.arn,
      ProductArn: `arn:aws:securityhub:${REGION}:${OWN}:product/${OWN}/default`,
      GeneratorId: `arn:aws:guardduty:${REGION}:${OWN}:detector/d`,
      AwsAccountId: OWN,
      Types: ['TTPs/Recon/Recon:EC2-Portscan'],
      Severity: { Label: 'HIGH', Normalized: 80, Original: '8' },
      RecordState: 'ACTIVE',
    });
    for (const name of ['CreatedAt', 'UpdatedAt', 'Title', 'Description', 'Resources']) {
      expect(finding[name], name).toBeTruthy();
    }
    expect(hook.requests[0]?.headers['vedette-signature']).toMatch(/^v1=/);
  });

  it('OCSF is a Detection Finding, created and then updated', async () => {
    await send({ type: 'ocsf', url }, exampleEvent());
    expect(received()).toMatchObject({
      ...{ class_uid: 2004, category_uid: 2, activity_id: 1, type_uid: 200_401 },
      ...{ severity_id: 4, status_id: 1, time: START },
      metadata: { uid: exampleEvent().id, version: '1.3.0', product: { vendor_name: 'Vedette' } },
      cloud: { provider: 'AWS', region: REGION, account: { uid: OWN } },
      finding_info: {
        uid: 'f'.repeat(32),
        title: 'Ports are scanned',
        types: ['Recon:EC2/Portscan'],
      },
    });
    const again = { service: { count: 2, archived: true }, severity: 9.5 };
    await send({ type: 'ocsf', url }, exampleEvent(again));
    expect(JSON.parse(hook.requests[1]?.body ?? '')).toMatchObject({
      ...{ activity_id: 2, type_uid: 200_402, severity_id: 5, status_id: 3 },
    });
  });
});

describe('a file', () => {
  it('grows by lines, for its owner alone', async () => {
    const path = join(folder, 'events.ndjson');
    await send({ type: 'file', path }, exampleEvent(), membership);
    await send({ type: 'file', path }, exampleEvent());
    const lines = readFileSync(path, 'utf8').trimEnd().split('\n');
    expect(lines.map((line) => JSON.parse(line))).toEqual([
      exampleEvent(),
      membership,
      exampleEvent(),
    ]);
    expect(statSync(path).mode & 0o777).toBe(0o600);
  });

  it('that cannot be written is an error by its code', async () => {
    const path = join(folder, 'missing', 'events.ndjson');
    await expect(send({ type: 'file', path }, exampleEvent())).rejects.toThrow('ENOENT');
  });
});

describe('syslog', () => {
  const message =
    `<107>1 2026-03-02T09:00:00.000Z vedette vedette - finding - CEF:0|Vedette|Vedette|1|` +
    `Recon:EC2/Portscan|a \\| b|8|externalId=${'f'.repeat(32)} rt=2026-03-02T09:00:00.000Z cnt=1 ` +
    `cs1Label=account cs1=${OWN} cs2Label=region cs2=${REGION} cs3Label=eventId ` +
    `cs3=${exampleEvent().id} msg=x\\=y `;
  const tricky = exampleEvent({ title: 'a | b', description: 'x=y\n' });
  const here = { type: 'syslog', host: '127.0.0.1' };

  /** Takes one connection to its end. */
  async function take(server: Server): Promise<{ port: number; text: Promise<string> }> {
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const isTls = server.eventNames().includes('secureConnection');
    const text = once(server, isTls ? 'secureConnection' : 'connection').then(async (args) => {
      let all = '';
      for await (const chunk of args[0] as Socket) all += chunk;
      server.close();
      return all;
    });
    return { port: (server.address() as AddressInfo).port, text };
  }

  it('goes over TCP with its length before each message', async () => {
    const { port, text } = await take(createServer());
    await send({ ...here, protocol: 'tcp', port }, tricky, tricky);
    expect(await text).toBe(`${message.length} ${message}`.repeat(2));
  });

  it('goes over TLS to whom the authority vouches for, and to nobody else', async () => {
    const server = createTlsServer({ key: pem('key'), cert: pem('cert') });
    server.on('secureConnection', () => {});
    server.on('tlsClientError', () => {});
    const { port, text } = await take(server);
    const wrong = send({ ...here, protocol: 'tls', port }, tricky);
    await expect(wrong).rejects.toMatchObject({ code: 'DEPTH_ZERO_SELF_SIGNED_CERT' });
    await send({ ...here, protocol: 'tls', port, ca: pem('cert') }, tricky);
    expect(await text).toBe(`${message.length} ${message}`);
  });

  it('goes over UDP, one message in each datagram', async () => {
    const socket = createSocket('udp4');
    socket.bind(0, '127.0.0.1');
    await once(socket, 'listening');
    const got = once(socket, 'message');
    await send({ ...here, protocol: 'udp', port: socket.address().port }, tricky);
    expect(String((await got)[0])).toBe(message);
    socket.close();
  });

  it('that nobody listens to has taken nothing', async () => {
    const call = send({ ...here, protocol: 'tcp', port: 1 }, tricky);
    await expect(call).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  });
});

describe('a digest', () => {
  it('is one mail about all, the most severe first', async () => {
    const settings = { type: 'mail', to: ['soc@example.com'], everyMinutes: 60 };
    await send(settings, membership, exampleEvent({ severity: 2, title: 'mild' }), exampleEvent());
    expect(mails).toHaveLength(1);
    expect(mails[0]?.subject).toBe('Vedette: 2 findings, 1 other events, up to high');
    const text = mails[0]?.text ?? '';
    expect(text.indexOf('Ports are scanned')).toBeLessThan(text.indexOf('mild'));
    expect(text).toContain(`Membership of ${OWN}`);
    await send(settings, exampleEvent({ severity: 2, title: 'mild' }), exampleEvent(), membership);
    expect(mails[1]?.id).toBe(mails[0]?.id);
  });
});
