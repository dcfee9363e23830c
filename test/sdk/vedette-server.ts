import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as sdk from '@aws-sdk/client-guardduty';
import { GuardDutyClient, ListInvitationsCommand } from '@aws-sdk/client-guardduty';
import { callVedette } from '../../src/cli/call-vedette.ts';
import type { Caller } from '../../src/cli/client-options.ts';
import { startVedette, type Vedette, type VedetteOptions } from '../../src/main.ts';
import { checkAnswers } from './check-answers.ts';

/** An account of a test: its key, and AWS's client holding it, whose answers are all checked. */
export interface TestAccount {
  readonly accountId: string;
  readonly email: string;
  readonly caller: Caller;
  readonly guardduty: GuardDutyClient;
}

/** A whole server of a test's own, and accounts outside every organisation in it. */
export class VedetteServer {
  private constructor(
    readonly vedette: Vedette,
    private readonly folder: string,
    private readonly root: Caller,
  ) {}

  /** The management account's root. */
  get rootCaller(): Caller {
    return this.root;
  }

  get dataDirectory(): string {
    return join(this.folder, 'data');
  }

  static async start(more: Partial<VedetteOptions> = {}): Promise<VedetteServer> {
    const folder = await mkdtemp(join(tmpdir(), 'vedette-sdk-'));
    const credentials = {
      accessKeyId: 'AKIASDKTESTROOTKEY01',
      secretAccessKey: 'sdk-test-secret-of-the-root-key-00000001',
    };
    const vedette = await startVedette({
      host: '127.0.0.1',
      port: 0,
      dataDirectory: join(folder, 'data'),
      masterKey: { kind: 'own-file', directory: join(folder, 'keys') },
      management: { accountId: '999999999999', rootKey: credentials },
      sources: [],
      // Tests count findings, and call with root keys: those of theirs about this say it is on.
      auditDetection: false,
      ...more,
    });
    const root = { endpoint: new URL(vedette.url), region: 'us-east-1', credentials };
    return new VedetteServer(vedette, folder, root);
  }

  async account(accountId: string): Promise<TestAccount> {
    const email = `${accountId}@example.com`;
    const body = Buffer.from(JSON.stringify({ accountId, email }));
    const call = { path: '/accounts', contentType: 'application/json', body } as const;
    const answer = await callVedette(this.root, call);
    if (answer.status !== 200) throw new Error(JSON.stringify(answer.body));
    const credentials = {
      accessKeyId: String(answer.body.accessKeyId),
      secretAccessKey: String(answer.body.secretAccessKey),
    };
    const caller = { ...this.root, credentials };
    const { endpoint, region } = caller;
    const guardduty = checkAnswers(
      new GuardDutyClient({ endpoint: endpoint.origin, region, credentials }),
    );
    return { accountId, email, caller, guardduty };
  }

  async stop(): Promise<void> {
    await this.vedette.close();
    await rm(this.folder, { recursive: true, force: true });
  }
}

/** Turns GuardDuty on; answers the detector id. */
export async function enable(account: TestAccount): Promise<string> {
  const made = await account.guardduty.send(new sdk.CreateDetectorCommand({ Enable: true }));
  return made.DetectorId ?? '';
}

/** Adds and invites without e-mail, as `disableEmailNotification` does. */
export async function invite(
  administrator: TestAccount,
  DetectorId: string,
  member: TestAccount,
): Promise<void> {
  const AccountIds = [member.accountId];
  const AccountDetails = [{ AccountId: member.accountId, Email: member.email }];
  const DisableEmailNotification = true;
  await administrator.guardduty.send(new sdk.CreateMembersCommand({ DetectorId, AccountDetails }));
  await administrator.guardduty.send(
    new sdk.InviteMembersCommand({ DetectorId, AccountIds, DisableEmailNotification }),
  );
}

/** Accepts the first invitation that is listed. */
export async function accept(member: TestAccount, DetectorId: string): Promise<void> {
  const { Invitations } = await member.guardduty.send(new ListInvitationsCommand({}));
  await member.guardduty.send(
    new sdk.AcceptInvitationCommand({
      DetectorId,
      MasterId: Invitations?.[0]?.AccountId,
      InvitationId: Invitations?.[0]?.InvitationId,
    }),
  );
}

/** What a refused call threw: the class the SDK chose, and the text. */
export async function refusal(call: Promise<unknown>): Promise<string> {
  try {
    await call;
  } catch (error) {
    if (error instanceof sdk.GuardDutyServiceException) return `${error.name}: ${error.message}`;
    throw error;
  }
  return 'not refused';
}
