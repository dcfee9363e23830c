import {
  databaseLogin,
  defineDetection,
  isOnInternet,
  plainText,
  rdsHit,
} from '../../../src/detect/kit.ts';

/**
 * A run of failures: people mistype a password a few times, and a program that tries passwords does
 * it some times a second. AWS publishes no figure; twenty in an hour is four times what databases
 * and directories commonly lock an account after.
 */
export const FAILURES = { minutes: 60, reach: 20 };

/** How long after a run has reached that number a login still counts as its success. */
export const SUCCESS_MINUTES = 60;

export default defineDetection({
  types: ['CredentialAccess:RDS/AnomalousBehavior.SuccessfulBruteForce'],
  severity: 8,
  reads: databaseLogin({ outcomes: ['failure', 'success'] }),
  about: {
    title: 'A database was logged in to after many failures',
    description:
      'Somebody on the internet failed to log in to a database many times, and then succeeded ' +
      'from the same address: a password was guessed.',
    remediation:
      "Close the database to the internet, change the user's password, end its sessions, and " +
      'look at what was read and changed since the login.',
    tactic: 'Credential Access',
    blindSpots: [
      'A new program with a wrong password that is then corrected looks the same; one that the ' +
        'database let in before, as the same user from the same address, is left out.',
      'Passwords that are tried from many addresses, or slower than twenty an hour, are not seen.',
      'Logins from private addresses are not counted, as on GuardDuty.',
      'What is usual for the database is not learned: the number is the same for all.',
    ],
  },
  observe(event, memory) {
    if (!isOnInternet(event.sourceAddress)) return;
    const who = `${event.database}|${event.sourceAddress}`;
    if (event.outcome === 'failure') {
      for (const { total } of memory.sum(who, FAILURES)) {
        memory.keep(`run|${who}`, { at: event.time, failed: total });
      }
      return;
    }
    const client = `client|${who}|${event.user}`;
    const run = memory.last(`run|${who}`) as { at: number; failed: number } | undefined;
    if (!run || event.time - run.at > SUCCESS_MINUTES * 60_000) {
      memory.keep(client, true);
      return;
    }
    // Whoever logged in from there as this user before was told a wrong password, or mistook it.
    if (memory.last(client) === true) return;
    const user = plainText(event.user) || 'of unknown name';
    const address = plainText(event.sourceAddress);
    return rdsHit(event, {
      type: 'CredentialAccess:RDS/AnomalousBehavior.SuccessfulBruteForce',
      severity: 8,
      title: `The user ${user} logged in to ${event.database} after many failed logins.`,
      description:
        `At least ${run.failed} logins to the database ${event.database} from ${address} failed ` +
        `within ${FAILURES.minutes} minutes before the user ${user} succeeded from there.`,
      attempts: { failed: run.failed, successful: 1 },
    });
  },
});
