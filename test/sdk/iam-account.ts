import { IAMClient } from '@aws-sdk/client-iam';
import { AssumeRoleCommand, type AssumeRoleCommandInput, STSClient } from '@aws-sdk/client-sts';
import type { TestAccount } from './vedette-server.ts';

export interface Key {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

/** What a client of this account is made with; `key` is root's unless another is given. */
export function settingsOf({ caller }: TestAccount, key: Key = caller.credentials) {
  const { endpoint, region } = caller;
  return { endpoint: endpoint.origin, region, credentials: key, maxAttempts: 1 };
}

export function iamOf(account: TestAccount, key?: Key): IAMClient {
  return new IAMClient(settingsOf(account, key));
}

export function stsOf(account: TestAccount, key?: Key): STSClient {
  return new STSClient(settingsOf(account, key));
}

/** The key of a new session. */
export async function assume(
  sts: STSClient,
  RoleArn: string,
  more: Partial<AssumeRoleCommandInput> = {},
): Promise<Key> {
  const input = { RoleArn, RoleSessionName: 'session', ...more };
  const { Credentials: made } = await sts.send(new AssumeRoleCommand(input));
  return {
    accessKeyId: made?.AccessKeyId ?? '',
    secretAccessKey: made?.SecretAccessKey ?? '',
    sessionToken: made?.SessionToken ?? '',
  };
}

type Statement = Readonly<Record<string, unknown>>;

export function document(...Statement: readonly Statement[]): string {
  return JSON.stringify({ Version: '2012-10-17', Statement });
}

export function allow(...Action: readonly string[]): Statement {
  return { Effect: 'Allow', Action, Resource: '*' };
}

export function trust(Principal: unknown, more: Statement = {}): string {
  return document({ Effect: 'Allow', Principal, Action: 'sts:AssumeRole', ...more });
}

/** The code and text with which a call was refused; `not refused` where it was not. */
export async function refused(call: Promise<unknown>): Promise<string> {
  try {
    await call;
  } catch (error) {
    if (error instanceof Error && '$metadata' in error) {
      const { httpStatusCode } = error.$metadata as { httpStatusCode?: number };
      return `${httpStatusCode} ${error.name}: ${error.message}`;
    }
    throw error;
  }
  return 'not refused';
}
