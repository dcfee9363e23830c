/**
 * The whole story on an embedded store: an administrator and three members outside every
 * organisation, the invitation, a quiet week of logs with one attack in it, and what the
 * administrator sees. `--once` ends after the story, `--port N` chooses the port.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type Finding, GetFindingsCommand, ListFindingsCommand } from '@aws-sdk/client-guardduty';
import { consoleDirectory, signInUrl } from '../src/cli/console-directory.ts';
import { systemClock } from '../src/lib/clock.ts';
import { startVedette, type Vedette } from '../src/main.ts';
import { associate, type DemoAccount, makeAccount } from './demo/accounts.ts';
import { deliver, demoLogs } from './demo/logs.ts';
import { Screen } from './demo/screen.ts';

// The SDK is the demo's own client; which Node.js its next version wants is no part of the story.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';

const region = 'us-east-1';
const managementId = '999999999999';
const accountIds = {
  security: '111122223333',
  payments: '444455556666',
  website: '123456789012',
  research: '012345678901',
};
const attackedName = 'payments';

const { values: flags } = parseArgs({
  options: { once: { type: 'boolean', default: false }, port: { type: 'string', default: '0' } },
});
const screen = new Screen();

interface Told {
  readonly security: DemoAccount;
  readonly detectorId: string;
  /** The finding to look at first. */
  readonly worst: string | undefined;
}

/** Shows the story on a running server; answers the administrator and its detector. */
async function tellStory(vedette: Vedette): Promise<Told> {
  const credentials = vedette.generatedRootKey;
  if (!credentials) throw new Error('A fresh server makes a root key.');
  const root = { endpoint: new URL(vedette.url), region, credentials };

  screen.begin('Four accounts, in no organisation');
  const accounts: DemoAccount[] = [];
  for (const [name, accountId] of Object.entries(accountIds)) {
    const account = await makeAccount(root, name, accountId);
    accounts.push(account);
    screen.say(`${accountId}  ${name.padEnd(9)} ${account.email}`);
  }
  const [security, ...members] = accounts;
  if (!security) throw new Error('There is no administrator.');

  screen.begin('Add, invite, enable, accept: the calls of AWS, signed by each account');
  const detectorId = await associate(security, members, screen);

  screen.begin(`A quiet week of CloudTrail logs; then an attack in ${attackedName}`);
  await feed(members);

  screen.begin('What the administrator sees');
  const findings = await findingsOf(security, detectorId);
  screen.findings(findings, (id) => accounts.find((one) => one.accountId === id)?.name ?? id);
  return { security, detectorId, worst: findings[0]?.Id };
}

/** Feeds the logs, showing how it goes. */
async function feed(members: readonly DemoAccount[]): Promise<void> {
  const attacked = members.find((member) => member.name === attackedName);
  if (!attacked) throw new Error(`There is no ${attackedName}.`);
  const started = systemClock.now();
  const logs = demoLogs(members, attacked, started);
  const bar = screen.progress([...logs.files()].reduce((sum, one) => sum + one.records.length, 0));
  let total = 0;
  await deliver(logs, members, (records) => {
    total += records;
    bar.advance(records);
  });
  bar.end();
  const seconds = (systemClock.now() - started) / 1000;
  screen.say(`${total} records of ${members.length} accounts in ${seconds.toFixed(1)} s`);
}

async function findingsOf(account: DemoAccount, DetectorId: string): Promise<Finding[]> {
  const { guardduty } = account;
  const { FindingIds } = await guardduty.send(
    new ListFindingsCommand({
      DetectorId,
      SortCriteria: { AttributeName: 'severity', OrderBy: 'DESC' },
    }),
  );
  const got = await guardduty.send(new GetFindingsCommand({ DetectorId, FindingIds }));
  return got.Findings ?? [];
}

function suggest(vedette: Vedette, { security, detectorId, worst }: Told): void {
  const { accessKeyId, secretAccessKey } = security.caller.credentials;
  screen.begin('Your turn, in another terminal, as the administrator');
  screen.say(`export AWS_ENDPOINT_URL=${vedette.url} AWS_DEFAULT_REGION=${region}
export AWS_ACCESS_KEY_ID=${accessKeyId}
export AWS_SECRET_ACCESS_KEY=${secretAccessKey}
aws guardduty list-members --detector-id ${detectorId}
aws guardduty list-findings --detector-id ${detectorId}
aws guardduty get-findings-statistics --detector-id ${detectorId} --group-by SEVERITY
aws guardduty create-sample-findings --detector-id ${detectorId}`);
  screen.say('An aws CLI before 2.13 wants --endpoint-url instead of AWS_ENDPOINT_URL.');
  const page = worst === undefined ? 'findings' : `findings?id=${worst}`;
  screen.begin('Or in the console: this link signs you in, once, within ten minutes');
  screen.say(signInUrl(vedette.url, vedette.signInToken(accessKeyId), page));
}

/** Resolves at Ctrl-C, also in the middle of the story, or when the demo's process is ended. */
function untilInterrupted(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
  });
}

async function demo(): Promise<void> {
  const interrupted = untilInterrupted();
  const folder = await mkdtemp(join(tmpdir(), 'vedette-demo-'));
  try {
    screen.title('Vedette: threat detection for many accounts that you run yourself');
    screen.begin('A server of its own');
    const vedette = await startVedette({
      host: '127.0.0.1',
      port: Number(flags.port),
      dataDirectory: join(folder, 'data'),
      masterKey: { kind: 'own-file', directory: join(folder, 'keys') },
      management: { accountId: managementId },
      consoleDirectory: consoleDirectory(),
      // The demo's own calls are made with root keys: findings about them are another story.
      auditDetection: false,
    });
    screen.say(`listens on ${vedette.url}, data in ${folder} until the demo ends`);
    try {
      await Promise.race([show(vedette), interrupted]);
      if (!flags.once) await interrupted;
    } finally {
      await vedette.close();
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function show(vedette: Vedette): Promise<void> {
  suggest(vedette, await tellStory(vedette));
  if (!flags.once) screen.title('Vedette stays up. Ctrl-C ends it and removes its data.');
}

await demo();
// A story that was interrupted may still have a call under way: nothing waits for it.
process.exit();
