import { randomUUID } from 'node:crypto';
import { open, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { createTransport, type SendMailOptions } from 'nodemailer';
import { type Clock, dateOf } from '../lib/clock.ts';
import { isLoopback } from '../lib/loopback.ts';
import { makeDirectory } from '../lib/make-directory.ts';
import { MAIL_SECONDS } from '../limits.ts';
import { DeliveryError } from './delivery-error.ts';

/** A message of plain text. */
export interface Mail {
  /** Letters, digits and `-`: the same for the same message, however often it is sent. */
  readonly id: string;
  readonly to: readonly string[];
  readonly subject: string;
  readonly text: string;
}

export interface SmtpServer {
  readonly host: string;
  readonly port: number;
  /** TLS from the first byte; otherwise STARTTLS where the server offers it. */
  readonly implicitTls: boolean;
  readonly user?: string;
  readonly password?: string;
}

export interface MailSettings {
  /** Without one, mail becomes files in `folder`. */
  readonly smtp?: SmtpServer;
  readonly from: string;
  readonly folder: string;
}

export interface Mailer {
  /** Resolves when the server has taken it, or the file is on disk. Throws a DeliveryError. */
  send(mail: Mail): Promise<void>;
  close(): void;
}

export function createMailer(settings: MailSettings, clock: Clock): Mailer {
  const { smtp, from, folder } = settings;
  const toMessage = (mail: Mail): SendMailOptions => ({
    messageId: `<${mail.id}@vedette.invalid>`,
    from,
    to: [...mail.to],
    subject: mail.subject,
    text: mail.text,
    date: dateOf(clock.now()),
    headers: { 'Auto-Submitted': 'auto-generated' },
  });
  if (smtp === undefined) {
    return { send: (mail) => writeFile(folder, mail.id, toMessage(mail)), close: () => {} };
  }
  const transport = createTransport(smtpOptions(smtp));
  return {
    async send(mail) {
      try {
        await transport.sendMail(toMessage(mail));
      } catch (error) {
        throw toDeliveryError(error);
      }
    },
    close: () => transport.close(),
  };
}

function smtpOptions({ host, port, implicitTls, user, password }: SmtpServer) {
  const millis = MAIL_SECONDS * 1000;
  return {
    host,
    port,
    secure: implicitTls,
    // A password does not go over a line that others may read, except within this machine.
    requireTLS: user !== undefined && !isLoopback(host),
    connectionTimeout: millis,
    greetingTimeout: millis,
    socketTimeout: millis,
    ...(user !== undefined && { auth: { user, pass: password ?? '' } }),
  };
}

/** Under the message's own name, whole or not at all: a second sending replaces the first. */
async function writeFile(folder: string, id: string, message: SendMailOptions): Promise<void> {
  const stream = createTransport({ streamTransport: true, buffer: true, newline: 'windows' });
  const sent = await stream.sendMail(message);
  makeDirectory(folder, 0o700);
  const path = join(folder, `${id}.eml`);
  const draft = join(folder, `.${randomUUID()}.tmp`);
  const file = await open(draft, 'wx', 0o600);
  try {
    await file.writeFile(sent.message as Buffer);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(draft, path);
}

/** A server's texts may name people, so they are left out. */
function toDeliveryError(error: unknown): DeliveryError {
  const facts = error as { readonly code?: unknown; readonly responseCode?: unknown };
  const { code, responseCode } = facts;
  const reply = typeof responseCode === 'number' ? responseCode : undefined;
  const word = ['smtp', code, reply].filter((part) => part !== undefined).join(' ');
  const isAboutMessage = code === 'EENVELOPE' || code === 'EMESSAGE';
  return new DeliveryError(word, isAboutMessage && reply !== undefined && reply >= 500);
}
