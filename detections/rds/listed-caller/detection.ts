import {
  databaseLogin,
  defineDetection,
  listedCallers,
  plainText,
  rdsHit,
} from '../../../src/detect/kit.ts';

/** A login that worked is graver than one that did not: GuardDuty's own severities. */
const OUTCOMES = {
  success: {
    type: (suffix: string) => `CredentialAccess:RDS/${suffix}.SuccessfulLogin`,
    severity: 8,
    words: 'logged in to',
  },
  failure: {
    type: (suffix: string) => `CredentialAccess:RDS/${suffix}.FailedLogin`,
    severity: 5,
    words: 'failed to log in to',
  },
  incomplete: {
    type: (suffix: string) => `Discovery:RDS/${suffix}`,
    severity: 5,
    words: 'opened a connection without logging in to',
  },
} as const;

/** There are no finding types for the account's own lists. */
const SUFFIXES = ['MaliciousIPCaller', 'TorIPCaller'];

export default defineDetection({
  types: Object.values(OUTCOMES).flatMap(({ type }) => SUFFIXES.map(type)),
  severity: 8,
  reads: databaseLogin({ listed: true }),
  about: {
    title: 'A database was reached from an address on a threat list',
    description:
      'Somebody logged in to a database, tried to, or only opened a connection, from an address ' +
      'that is known for attacks or through Tor.',
    remediation:
      'Close the database to addresses that do not need it. After a login that worked, change ' +
      "the user's password, end its sessions, and look at what was read and changed.",
    tactic: 'Credential Access',
    blindSpots: [
      'Only lists that are in force are known; addresses change hands, so old lists mislead.',
      'The database must log connections, and the address that it sees: a proxy hides others.',
      "The account's own threat lists make no finding of this kind, as on GuardDuty.",
    ],
  },
  observe(event, _memory, lists) {
    const { type, severity, words } = OUTCOMES[event.outcome];
    return listedCallers(lists.addressThreats(event.sourceAddress))
      .filter(({ suffix }) => SUFFIXES.includes(suffix))
      .map((caller) =>
        rdsHit(event, {
          type: type(caller.suffix),
          severity,
          title: `${userOf(event.user)} ${words} ${event.database} from ${caller.words}.`,
          description:
            `${userOf(event.user)} ${words} the database ${event.database} from ` +
            `${plainText(event.sourceAddress)}, ${caller.words}.`,
          listed: caller.lists,
        }),
      );
  },
});

function userOf(name: string): string {
  return name ? `The user ${plainText(name)}` : 'Somebody';
}
