/**
 * CloudTrail records that nobody here wrote: 35 attack techniques, one a file, recorded in real
 * accounts. They lie beside the repository, where they are there at all.
 */
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as sdk from '@aws-sdk/client-guardduty';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { pathIsThere } from './presence.ts';
import { type Key, Vedette } from './vedette.ts';

const folder = '../shared/data/stratus-detonation-logs';
const there = pathIsThere(folder, 'scan and push of real CloudTrail records');
const trailLoggingDisabled = 'Stealth:IAMUser/CloudTrailLoggingDisabled';
const trailFiles = [
  'aws.defense-evasion.cloudtrail-delete.json',
  'aws.defense-evasion.cloudtrail-event-selectors.json',
  'aws.defense-evasion.cloudtrail-stop.json',
];
const severityMedium = 4;
const stolenCredentials = 'aws.credential-access.ec2-steal-instance-credentials.json';

describe.skipIf(!there)('real CloudTrail records', () => {
  let vedette: Vedette;
  let administrator: Key;
  let member: Key;
  let detectorId: string;
  let files: string[];

  beforeAll(async () => {
    files = (await readdir(folder)).filter((name) => name.endsWith('.json')).sort();
    vedette = await Vedette.start();
    administrator = await vedette.createAccount('111122223333', 'administrator@example.com');
    member = await vedette.createAccount('444455556666', 'member@example.com');
    detectorId = await associate();
  });
  afterAll(() => vedette?.stop());

  const client = (key: Key) =>
    new sdk.GuardDutyClient({ endpoint: vedette.endpoint, region: 'us-east-1', credentials: key });

  /** The member under the administrator; answers the administrator's detector id. */
  async function associate(): Promise<string> {
    const [ours, theirs] = [client(administrator), client(member)];
    const { DetectorId } = await ours.send(new sdk.CreateDetectorCommand({ Enable: true }));
    const AccountDetails = [{ AccountId: member.accountId, Email: 'member@example.com' }];
    await ours.send(new sdk.CreateMembersCommand({ DetectorId, AccountDetails }));
    const AccountIds = [member.accountId];
    await ours.send(
      new sdk.InviteMembersCommand({ DetectorId, AccountIds, DisableEmailNotification: true }),
    );
    const own = await theirs.send(new sdk.CreateDetectorCommand({ Enable: true }));
    const { Invitations } = await theirs.send(new sdk.ListInvitationsCommand({}));
    await theirs.send(
      new sdk.AcceptInvitationCommand({
        DetectorId: own.DetectorId,
        MasterId: administrator.accountId,
        InvitationId: Invitations?.[0]?.InvitationId,
      }),
    );
    return DetectorId ?? '';
  }

  /** What the administrator sees of its members. */
  async function seen(): Promise<sdk.Finding[]> {
    const guardduty = client(administrator);
    const DetectorId = detectorId;
    const { FindingIds } = await guardduty.send(new sdk.ListFindingsCommand({ DetectorId }));
    const got = await guardduty.send(new sdk.GetFindingsCommand({ DetectorId, FindingIds }));
    return got.Findings ?? [];
  }

  /**
   * Findings of a scan of one file, or of all: one a line on stdout, in GuardDuty's JSON, and
   * nothing else.
   */
  async function scan(
    file: string,
    more: readonly string[] = [],
  ): Promise<{ type: string; severity: number }[]> {
    const args = ['scan', join(folder, file), '--format', 'ndjson', ...more];
    const { code, stdout } = await vedette.run(args);
    expect(code).toBe(0);
    return stdout
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line));
  }

  test('scan finds the trails that record less, and nothing from Medium on', async () => {
    const [all, ...stopped] = await Promise.all(['', ...trailFiles].map((file) => scan(file)));
    expect(all?.filter(({ severity }) => severity >= severityMedium)).toEqual([]);
    expect(all?.map(({ type }) => type)).toEqual(trailFiles.map(() => trailLoggingDisabled));
    const types = stopped.map((found) => found.map(({ type }) => type));
    expect(types).toEqual(trailFiles.map(() => [trailLoggingDisabled]));
  });

  test('stolen credentials of an instance are found with an inventory', async () => {
    const records = JSON.parse(await readFile(join(folder, stolenCredentials), 'utf8')) as {
      sourceIPAddress: string;
      userIdentity: { principalId: string };
    }[];
    const thief = records.find(({ userIdentity }) => /:i-/.test(userIdentity.principalId));
    const inventory = join(vedette.folder, 'inventory.json');
    const account = { accountId: member.accountId, addresses: [thief?.sourceIPAddress] };
    await writeFile(inventory, JSON.stringify({ accounts: [account] }));
    const found = await scan(stolenCredentials, ['--inventory', inventory]);
    expect(found.map(({ type, severity }) => [type, severity])).toEqual([
      ['UnauthorizedAccess:IAMUser/InstanceCredentialExfiltration.InsideAWS', 5],
    ]);
  });

  test("records of other accounts are refused and counted as another account's", async () => {
    const ran = await vedette.run(['ingest', folder, '--endpoint', vedette.endpoint], member);
    expect(ran.code).toBe(1);
    expect(ran.stdout).toMatch(/^Accepted: 0 /m);
    expect(ran.stdout).toMatch(/^Refused: 310 OTHER_ACCOUNT$/m);
    expect(await seen()).toEqual([]);
  });

  test("a member's records become findings that its administrator sees, once", async () => {
    const own = await ownCopies();
    const push = () => vedette.run(['ingest', own, '--endpoint', vedette.endpoint], member);
    const first = await push();
    expect({ code: first.code, refused: /^Refused: (.*)$/m.exec(first.stdout)?.[1] }).toEqual({
      code: 0,
      refused: 'none',
    });
    const findings = await seen();
    const stopped = findings.filter((one) => one.Type === trailLoggingDisabled);
    expect(stopped.map((one) => one.AccountId)).toEqual(trailFiles.map(() => member.accountId));
    expect(findings.every((one) => one.AccountId === member.accountId)).toBe(true);
    const second = await push();
    expect(second.stdout).toMatch(/^Findings created or updated: 0$/m);
    expect(await seen()).toEqual(findings);
  });

  /** The same files with the member's id wherever they name the account they come from. */
  async function ownCopies(): Promise<string> {
    const copies = join(vedette.folder, 'own-records');
    await mkdir(copies);
    for (const file of files) {
      const text = await readFile(join(folder, file), 'utf8');
      const [record] = JSON.parse(text) as { recipientAccountId: string }[];
      const theirs = record?.recipientAccountId ?? '';
      await writeFile(join(copies, file), text.replaceAll(theirs, member.accountId));
    }
    return copies;
  }
});
