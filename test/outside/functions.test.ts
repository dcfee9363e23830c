/** Functions in Python whose boto3 calls back, as their role and as nobody else. */
import { CreateRoleCommand, PutRolePolicyCommand } from '@aws-sdk/client-iam';
import * as lambda from '@aws-sdk/client-lambda';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { inlineArchive } from '../../src/functions/inline-archive.ts';
import { allow, document, iamOf, settingsOf, trust } from '../sdk/iam-account.ts';
import { type TestAccount, VedetteServer } from '../sdk/vedette-server.ts';
import { programIsThere } from './presence.ts';

const there = programIsThere('python3', ['-c', 'import boto3'], 'functions that use boto3');

const source = `
import boto3

def attempt(work):
    try:
        return work()
    except Exception as error:
        return getattr(error, "response", {}).get("Error", {}).get("Code", type(error).__name__)

def handler(event, context):
    sts, guardduty = boto3.client("sts"), boto3.client("guardduty")
    other = "arn:aws:iam::%s:role/runs" % event["other"]
    return {
        "who": sts.get_caller_identity()["Arn"],
        "detector": len(guardduty.create_detector(Enable=True)["DetectorId"]),
        "theirs": attempt(lambda: guardduty.get_detector(DetectorId=event["theirs"])),
        "other": attempt(lambda: sts.assume_role(RoleArn=other, RoleSessionName="other")),
        "more": attempt(lambda: boto3.client("iam").list_roles()),
        "away": attempt(lambda: boto3.client(
            "guardduty", endpoint_url="https://guardduty.us-east-1.amazonaws.com"
        ).list_detectors()),
    }
`;

describe.skipIf(!there)('a function with boto3', () => {
  let server: VedetteServer;
  let owner: TestAccount;
  let other: TestAccount;
  beforeAll(async () => {
    server = await VedetteServer.start({ functions: { python: 'python3' } });
    owner = await server.account('444455556666');
    other = await server.account('111122223333');
    for (const account of [owner, other]) {
      const iam = iamOf(account);
      const AssumeRolePolicyDocument = trust({ Service: 'lambda.amazonaws.com' });
      await iam.send(new CreateRoleCommand({ RoleName: 'runs', AssumeRolePolicyDocument }));
      const PolicyDocument = document(allow('guardduty:*', 'sts:*'));
      const own = { RoleName: 'runs', PolicyName: 'own', PolicyDocument };
      await iam.send(new PutRolePolicyCommand(own));
    }
  });
  afterAll(() => server?.stop());

  async function call(code: string, event: object) {
    const client = new lambda.LambdaClient(settingsOf(owner));
    const FunctionName = `fn-${code.length}`;
    await client.send(
      new lambda.CreateFunctionCommand({
        ...{ FunctionName, Runtime: 'python3.9', Handler: 'index.handler', Timeout: 60 },
        Role: `arn:aws:iam::${owner.accountId}:role/runs`,
        Code: { ZipFile: inlineArchive('python3.9', code) },
      }),
    );
    const Payload = Buffer.from(JSON.stringify(event));
    const answer = await client.send(new lambda.InvokeCommand({ FunctionName, Payload }));
    return JSON.parse(answer.Payload?.transformToString() ?? '');
  }

  test('acts as its role in its account, and in no other', async () => {
    const theirs = '0123456789abcdef0123456789abcdef';
    expect(await call(source, { other: other.accountId, theirs })).toEqual({
      who: expect.stringMatching(/^arn:aws:sts::444455556666:assumed-role\/runs\/fn-/),
      detector: 32,
      theirs: 'BadRequestException',
      other: 'AccessDenied',
      more: 'AccessDenied',
      away: 'ProxyConnectionError',
    });
  });

  test('says which module it lacks', async () => {
    const told = await call('import boto4\ndef handler(e, c): pass\n', {});
    expect(told).toMatchObject({
      errorType: 'Runtime.ImportModuleError',
      errorMessage: "Unable to import module 'index': No module named 'boto4'",
    });
  });
});
