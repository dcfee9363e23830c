import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { GuardDutyClient, ListDetectorsCommand } from '@aws-sdk/client-guardduty';
import {
  CreateAccountCommand,
  CreateOrganizationCommand,
  DescribeCreateAccountStatusCommand,
  OrganizationsClient,
} from '@aws-sdk/client-organizations';
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import type { Caller } from '../../src/cli/client-options.ts';
import { startVedette, type Vedette, type VedetteOptions } from '../../src/main.ts';
import { checkAnswers } from './check-answers.ts';

const MANAGEMENT = '999999999999';
const rootKey = {
  accessKeyId: 'AKIASDKTESTROOTKEY02',
  secretAccessKey: 'sdk-test-secret-of-the-root-key-00000002',
};

/** An account of the organisation, and AWS's client holding a session of its role. */
export interface OrganizationAccount {
  readonly accountId: string;
  readonly email: string;
  readonly caller: Caller;
  readonly guardduty: GuardDutyClient;
}

/** A whole server of a test's own with an organisation, whose management account calls. */
export class OrganizationServer {
  private constructor(
    readonly vedette: Vedette,
    private readonly folder: string,
    readonly management: OrganizationAccount,
  ) {}

  static async start(more: Partial<VedetteOptions> = {}): Promise<OrganizationServer> {
    const folder = await mkdtemp(join(tmpdir(), 'vedette-organization-'));
    const vedette = await startVedette({
      host: '127.0.0.1',
      port: 0,
      dataDirectory: join(folder, 'data'),
      masterKey: { kind: 'own-file', directory: join(folder, 'keys') },
      management: { accountId: MANAGEMENT, email: 'root@example.com', rootKey },
      // Tests count findings, and call with root keys.
      auditDetection: false,
      ...more,
    });
    const management = accountOf(vedette, MANAGEMENT, 'root@example.com', rootKey);
    const organizations = new OrganizationsClient(settings(management.caller));
    await organizations.send(new CreateOrganizationCommand({ FeatureSet: 'ALL' }));
    return new OrganizationServer(vedette, folder, management);
  }

  /** Makes an account in the organisation and takes its role. */
  async account(name: string): Promise<OrganizationAccount> {
    const Email = `${name}@example.com`;
    const organizations = new OrganizationsClient(settings(this.management.caller));
    const asked = await organizations.send(new CreateAccountCommand({ Email, AccountName: name }));
    const CreateAccountRequestId = asked.CreateAccountStatus?.Id;
    const { CreateAccountStatus: status } = await organizations.send(
      new DescribeCreateAccountStatusCommand({ CreateAccountRequestId }),
    );
    const accountId = status?.AccountId ?? '';
    const RoleArn = `arn:aws:iam::${accountId}:role/OrganizationAccountAccessRole`;
    const { Credentials } = await new STSClient(settings(this.management.caller)).send(
      new AssumeRoleCommand({ RoleArn, RoleSessionName: 'test' }),
    );
    return accountOf(this.vedette, accountId, Email, {
      accessKeyId: Credentials?.AccessKeyId ?? '',
      secretAccessKey: Credentials?.SecretAccessKey ?? '',
      sessionToken: Credentials?.SessionToken ?? '',
    });
  }

  async stop(): Promise<void> {
    await this.vedette.close();
    await rm(this.folder, { recursive: true, force: true });
  }
}

/** The id of the account's detector; empty text where it has none. */
export async function detectorOf({ guardduty }: OrganizationAccount): Promise<string> {
  const { DetectorIds } = await guardduty.send(new ListDetectorsCommand({}));
  return DetectorIds?.[0] ?? '';
}

function accountOf(
  vedette: Vedette,
  accountId: string,
  email: string,
  credentials: Caller['credentials'],
): OrganizationAccount {
  const caller = { endpoint: new URL(vedette.url), region: 'us-east-1', credentials };
  return {
    accountId,
    email,
    caller,
    guardduty: checkAnswers(new GuardDutyClient(settings(caller))),
  };
}

function settings({ endpoint, region, credentials }: Caller) {
  return { endpoint: endpoint.origin, region, credentials, maxAttempts: 1 };
}
