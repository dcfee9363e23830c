import { type GeneratedLogs, generateCloudTrail } from '../../bench/generate/cloud-trail.ts';
import { callVedette, refusalOf, type VedetteAnswer } from '../../src/cli/call-vedette.ts';
import type { DemoAccount } from './accounts.ts';

const hour = 3_600_000;
const days = 7;
/** Any number does: it decides who called what when in the quiet week, and nothing else. */
const seed = 7;

/** A quiet week of some accounts that ends now, and on its last day an attack in one of them. */
export function demoLogs(
  members: readonly DemoAccount[],
  attacked: DemoAccount,
  now: number,
): GeneratedLogs {
  const { accountId, caller } = attacked;
  const { region } = caller;
  const end = now - (now % hour);
  const attack = (
    ['kali-agent', 'root-usage', 'stop-logging', 'weak-passwords', 'public-bucket'] as const
  ).map((story, index) => ({ story, accountId, region, at: end - (8 - index) * hour }));
  return generateCloudTrail({
    accounts: members.map((member) => member.accountId),
    from: end - days * 24 * hour,
    days,
    seed,
    regions: [region],
    attacks: attack,
  });
}

/** Each account pushes the files of its own trail, one an hour, as its log delivery would. */
export async function deliver(
  logs: GeneratedLogs,
  members: readonly DemoAccount[],
  taken: (records: number) => void,
): Promise<void> {
  for (const file of logs.files()) {
    const owner = members.find((member) => member.accountId === file.accountId);
    if (!owner) throw new Error(`No account ${file.accountId} takes part.`);
    const answer: VedetteAnswer = await callVedette(owner.caller, {
      path: '/records',
      contentType: 'application/gzip',
      body: file.body(),
    });
    if (answer.status !== 200) throw new Error(refusalOf(answer));
    taken(file.records.length);
  }
}
