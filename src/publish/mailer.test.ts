import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ManualClock } from '../lib/clock.ts';
import { createMailer, type SmtpServer } from './mailer.ts';
import { MailServer, START } from './testing.ts';

const mail = {
  id: 'invitation-1',
  to: ['owner@example.com'],
  subject: 'Grüße\r\nBcc: x@example.com',
  text: 'Hello\n.\nthere\n',
};
let folder: string;
let server: MailServer;
let port: number;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'vedette-mail-'));
  server = new MailServer();
  port = await server.start();
});
afterEach(async () => {
  await server.stop();
  rmSync(folder, { recursive: true });
});

function mailer(smtp?: Partial<SmtpServer>) {
  const settings = { from: 'vedette@example.com', folder: join(folder, 'outbox') };
  const whole = { host: '127.0.0.1', port, implicitTls: false, ...smtp };
  return createMailer({ ...settings, ...(smtp && { smtp: whole }) }, new ManualClock(START));
}

describe('a mailer', () => {
  it('writes one file for a message, however often it is sent', async () => {
    await mailer().send(mail);
    await mailer().send(mail);
    const outbox = join(folder, 'outbox');
    expect(readdirSync(outbox)).toEqual(['invitation-1.eml']);
    const text = readFileSync(join(outbox, 'invitation-1.eml'), 'utf8');
    expect(text).toContain('Message-ID: <invitation-1@vedette.invalid>\r\n');
    expect(text).toContain('From: vedette@example.com\r\nTo: owner@example.com\r\n');
    expect(text).toContain('Date: Mon, 02 Mar 2026 09:00:00 +0000\r\n');
    expect(text).toContain('\r\n\r\nHello\r\n.\r\nthere\r\n');
    expect(text).not.toMatch(/^Bcc:/m);
    expect(statSync(join(outbox, 'invitation-1.eml')).mode & 0o777).toBe(0o600);
  });

  it('talks to a mail server', async () => {
    const smtp = mailer({});
    await smtp.send(mail);
    smtp.close();
    expect(server.recipients).toEqual(['RCPT TO:<owner@example.com>']);
    expect(server.mails).toHaveLength(1);
    expect(server.mails[0]).toContain('\n\nHello\n.\nthere\n');
    expect(server.mails[0]).toContain('Message-ID: <invitation-1@vedette.invalid>');
    expect(readdirSync(folder)).toEqual([]);
  });

  it('tells a refusal of this mailbox from trouble that may pass', async () => {
    server.replies.push('550 no such owner@example.com', '451 busy');
    await expect(mailer({}).send(mail)).rejects.toMatchObject({
      message: 'smtp EENVELOPE 550',
      isFinal: true,
    });
    await expect(mailer({}).send(mail)).rejects.toMatchObject({ isFinal: false });
    const away = mailer({ port: 1 }).send(mail);
    await expect(away).rejects.toMatchObject({ isFinal: false });
    await expect(away).rejects.toThrow(/^smtp [A-Z]+$/);
  });

  it('keeps its password where the line is open', async () => {
    // The server offers no TLS, and its name is not that of this machine.
    const smtp = { host: 'localhost.', user: 'user', password: 'secret' };
    await expect(mailer(smtp).send(mail)).rejects.toThrow(/^smtp/);
    expect(server.mails).toEqual([]);
  });
});
