import type { OutboxItem } from '../store/store.ts';
import { type FailureLetter, failureMail } from './export-failures.ts';
import { type InvitationLetter, invitationMail } from './invitation-mail.ts';
import { INVITATION_SINK } from './invitations.ts';
import type { Mail, Mailer } from './mailer.ts';
import type { Sink } from './sink.ts';

/** Mail to accounts. `publicUrl` is asked for when a letter leaves. */
export function letterSink(mailer: Mailer, publicUrl: () => string): Sink {
  return {
    name: INVITATION_SINK,
    type: 'mail',
    itemsMax: 1,
    async send(items) {
      for (const item of items) await mailer.send(mailOf(item, publicUrl()));
    },
    async close() {
      mailer.close();
    },
  };
}

function mailOf({ kind, body }: OutboxItem, url: string): Mail {
  if (kind === 'export-failure') return failureMail(JSON.parse(body) as FailureLetter, url);
  return invitationMail(JSON.parse(body) as InvitationLetter, url);
}
