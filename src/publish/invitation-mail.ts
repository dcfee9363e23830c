import type { Mail } from './mailer.ts';

/** What is kept in the outbox of an invitation. */
export interface InvitationLetter {
  readonly invitationId: string;
  readonly administratorId: string;
  readonly accountId: string;
  readonly email: string;
  readonly region: string;
  readonly message?: string;
}

/** The letter to the invited account. `url` is where the server is reached by its users. */
export function invitationMail(letter: InvitationLetter, url: string): Mail {
  const { invitationId, administratorId, accountId, email, region, message } = letter;
  const options = `--region ${region} --endpoint-url ${url}`;
  const lines = [
    `Account ${administratorId} invites your account ${accountId} to become its member in the`,
    `Region ${region}. It would then see and manage the findings of your account there.`,
    '',
    ...(message ? ['The inviting account writes:', '', ...quoted(message), ''] : []),
    'To accept, with a key of your account:',
    '',
    `  aws guardduty create-detector --enable ${options}`,
    '    (only where there is no detector yet)',
    `  aws guardduty list-detectors ${options}`,
    '  aws guardduty accept-administrator-invitation --detector-id <the id of your detector> \\',
    `    --administrator-id ${administratorId} --invitation-id ${invitationId} ${options}`,
    '',
    `Or in the console, ${url}, Region ${region}: Accounts, Invitations, Accept.`,
    '',
    'You need not do anything to refuse. You can leave again at any time. If you do not know the',
    'inviting account, do not accept.',
  ];
  return {
    id: `invitation-${invitationId}`,
    to: [email],
    subject: `Account ${administratorId} invites ${accountId} (${region})`,
    text: `${lines.join('\n')}\n`,
  };
}

/** The words of a stranger, marked as such and without what a terminal would obey. */
function quoted(message: string): string[] {
  const plain = message.replace(/[^\P{Cc}\n\t]/gu, ' ');
  return plain.split('\n').map((line) => `> ${line}`);
}
