/** Functions as a client of AWS sees them: made, called, shared, and kept from who may not. */
import { CreateRoleCommand, PutRolePolicyCommand } from '@aws-sdk/client-iam';
import * as sdk from '@aws-sdk/client-lambda';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { inlineArchive } from '../../src/functions/inline-archive.ts';
import {
  allow,
  assume,
  document,
  iamOf,
  refused,
  settingsOf,
  stsOf,
  trust,
} from './iam-account.ts';
import { type TestAccount, VedetteServer } from './vedette-server.ts';

const ECHO =
  'exports.handler = async (event, context) => ({ event, arn: context.invokedFunctionArn })';
const LAMBDA = trust({ Service: 'lambda.amazonaws.com' });

let server: VedetteServer;
let owner: TestAccount;
let other: TestAccount;
let client: sdk.LambdaClient;
let Role: string;
let tests = 10;

beforeAll(async () => {
  server = await VedetteServer.start({ functions: {} });
});
afterAll(() => server?.stop());
beforeEach(async () => {
  tests += 1;
  owner = await server.account(`4444555577${tests}`);
  other = await server.account(`1111222277${tests}`);
  client = lambdaOf(owner);
  Role = await role('runs', LAMBDA);
});

const lambdaOf = (account: TestAccount, key = account.caller.credentials) =>
  new sdk.LambdaClient(settingsOf(account, key));

async function role(RoleName: string, AssumeRolePolicyDocument: string, ...actions: string[]) {
  const iam = iamOf(owner);
  const made = await iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument }));
  const PolicyDocument = document(allow(...(actions.length > 0 ? actions : ['sts:*'])));
  await iam.send(new PutRolePolicyCommand({ RoleName, PolicyName: 'own', PolicyDocument }));
  return made.Role?.Arn ?? '';
}

function code(source = ECHO, runtime = 'nodejs20.x') {
  return { ZipFile: inlineArchive(runtime, source) ?? new Uint8Array() };
}

const echo = (more: Partial<sdk.CreateFunctionCommandInput> = {}) => ({
  FunctionName: 'echo',
  Runtime: 'nodejs20.x' as const,
  Handler: 'index.handler',
  Role,
  Code: code(),
  Timeout: 20,
  ...more,
});

const create = (more: Partial<sdk.CreateFunctionCommandInput> = {}) =>
  client.send(new sdk.CreateFunctionCommand(echo(more)));

async function call(input: Partial<sdk.InvokeCommandInput> = {}, by = client) {
  const answer = await by.send(new sdk.InvokeCommand({ FunctionName: 'echo', ...input }));
  return { ...answer, value: JSON.parse(answer.Payload?.transformToString() || 'null') };
}

test('shows CreateFunction, GetFunction, GetFunctionConfiguration, Invoke: called', async () => {
  const Environment = { Variables: { DetectorId: 'd' } };
  const settings = echo({ Environment, Tags: { Key: 'Value' }, Description: 'says it again' });
  const made = await client.send(new sdk.CreateFunctionCommand(settings));
  const arn = `arn:aws:lambda:us-east-1:${owner.accountId}:function:echo`;
  expect(made).toMatchObject({ FunctionArn: arn, State: 'Active', MemorySize: 128, Timeout: 20 });
  const got = await client.send(new sdk.GetFunctionCommand({ FunctionName: arn }));
  expect(got.Configuration).toMatchObject({ CodeSha256: made.CodeSha256, Environment });
  expect(got.Tags).toEqual({ Key: 'Value' });
  const alone = await client.send(
    new sdk.GetFunctionConfigurationCommand({ FunctionName: 'echo' }),
  );
  expect(alone).toMatchObject({ Description: 'says it again', RevisionId: made.RevisionId });
  const Payload = Buffer.from('{"a":"☂"}');
  const input = { FunctionName: 'echo', Payload, LogType: 'Tail' } as const;
  const answer = await client.send(new sdk.InvokeCommand(input));
  expect(answer).toMatchObject({ StatusCode: 200, ExecutedVersion: '$LATEST' });
  expect(answer.FunctionError).toBeUndefined();
  const value = JSON.parse(answer.Payload?.transformToString() ?? '');
  expect(value).toEqual({ event: { a: '☂' }, arn });
  expect(Buffer.from(answer.LogResult ?? '', 'base64').toString()).toMatch(
    /^START RequestId: .*\nEND /,
  );
});

test('shows ListFunctions, UpdateFunctionCode, DeleteFunction: gone', async () => {
  await create();
  await create({ FunctionName: 'second' });
  const page = await client.send(new sdk.ListFunctionsCommand({ MaxItems: 1 }));
  expect(page.Functions?.map(({ FunctionName }) => FunctionName)).toEqual(['echo']);
  const rest = await client.send(new sdk.ListFunctionsCommand({ Marker: page.NextMarker }));
  expect(rest.Functions?.map(({ FunctionName }) => FunctionName)).toEqual(['second']);
  expect(rest.NextMarker).toBeUndefined();
  const FunctionName = 'echo';
  const source = 'exports.other = async () => process.env.SAID';
  await client.send(new sdk.UpdateFunctionCodeCommand({ FunctionName, ...code(source) }));
  expect((await call()).FunctionError).toBe('Unhandled');
  const Environment = { Variables: { SAID: 'so' } };
  const changes = { FunctionName, Handler: 'index.other', Environment };
  await client.send(new sdk.UpdateFunctionConfigurationCommand(changes));
  expect((await call()).value).toBe('so');
  await client.send(new sdk.DeleteFunctionCommand({ FunctionName }));
  expect(await refused(call())).toContain('404 ResourceNotFoundException: Function not found');
});

test('shows UpdateFunctionConfiguration: told something else', async () => {
  await create({ Timeout: 5 });
  const change = { FunctionName: 'echo', Timeout: 7, Description: 'd' };
  await client.send(new sdk.UpdateFunctionConfigurationCommand(change));
  const get = new sdk.GetFunctionConfigurationCommand({ FunctionName: 'echo' });
  expect(await client.send(get)).toMatchObject({ Timeout: 7, Description: 'd', MemorySize: 128 });
});

test('shows TagResource, UntagResource, ListTags: tags of a function', async () => {
  const { FunctionArn: Resource } = await create({ Tags: { a: '1' } });
  await client.send(new sdk.TagResourceCommand({ Resource, Tags: { b: '2' } }));
  await client.send(new sdk.UntagResourceCommand({ Resource, TagKeys: ['a'] }));
  const { Tags } = await client.send(new sdk.ListTagsCommand({ Resource }));
  expect(Tags).toEqual({ b: '2' });
});

test('shows AddPermission, GetPolicy, RemovePermission: lets others in', async () => {
  const { FunctionArn: FunctionName } = await create();
  const stranger = () => call({ FunctionName }, lambdaOf(other));
  expect(await refused(stranger())).toContain(
    'because no resource-based policy allows the lambda:InvokeFunction action',
  );
  const StatementId = 'other';
  const Action = 'lambda:InvokeFunction';
  const permission = { FunctionName, StatementId, Action, Principal: other.accountId };
  await client.send(new sdk.AddPermissionCommand(permission));
  const { Policy = '' } = await client.send(new sdk.GetPolicyCommand({ FunctionName }));
  expect(JSON.parse(Policy).Statement[0]).toMatchObject({
    Sid: StatementId,
    Resource: FunctionName,
  });
  expect((await stranger()).value.arn).toBe(FunctionName);
  const remove = new sdk.DeleteFunctionCommand({ FunctionName });
  expect(await refused(lambdaOf(other).send(remove))).toContain('lambda:DeleteFunction');
  await client.send(new sdk.RemovePermissionCommand({ FunctionName, StatementId }));
  expect(await refused(stranger())).toContain('403 AccessDeniedException');
});

describe('a call', () => {
  test('that nobody waits for answers at once, and one that only asks runs nothing', async () => {
    await create({ Code: code('exports.handler = () => { throw new Error("not to be seen") }') });
    expect((await call({ InvocationType: 'Event' })).StatusCode).toBe(202);
    expect((await call({ InvocationType: 'DryRun' })).StatusCode).toBe(204);
    const Payload = Buffer.from('no json');
    expect(await refused(call({ Payload }))).toContain('400 InvalidRequestContentException');
  });

  test('gives the function a key of its role, which ends with the run', async () => {
    const source = `exports.handler = async () =>
      [process.env.AWS_ENDPOINT_URL, process.env.AWS_REGION, process.env.AWS_ACCESS_KEY_ID];`;
    await create({ Code: code(source) });
    const [endpoint, region, keyId] = (await call()).value;
    expect([endpoint, region]).toEqual([server.vedette.url, 'us-east-1']);
    expect(keyId).toMatch(/^ASIA/);
    expect(await server.vedette.store.credentials.get(keyId)).toBeUndefined();
  });
});

describe('a function is refused', () => {
  test.each<[string, () => Promise<unknown>, string]>([
    [
      'whose role does not trust Lambda',
      async () => create({ Role: await role('no', trust({ Service: 'ec2.amazonaws.com' })) }),
      '400 InvalidParameterValueException: The role defined for the function',
    ],
    [
      'whose role is another account’s',
      async () => create({ Role: `arn:aws:iam::${other.accountId}:role/runs` }),
      '400 InvalidParameterValueException: The role defined',
    ],
    [
      'of a runtime that is not here',
      () => create({ Runtime: 'java21' }),
      'The runtime java21 is not supported by this server',
    ],
    [
      'that is there already',
      async () => {
        await create();
        return create();
      },
      '409 ResourceConflictException: Function already exist: echo',
    ],
    [
      'whose code is no archive',
      () => create({ Code: { ZipFile: Buffer.from('text') } }),
      'Could not unzip uploaded file: it is no zip archive.',
    ],
    [
      'whose code is in a bucket',
      () => create({ Code: { S3Bucket: 'bucket', S3Key: 'key' } }),
      'Code with S3Bucket is not supported',
    ],
    [
      'that wants layers',
      () => create({ Layers: ['arn:aws:lambda:us-east-1:123456789012:layer:l:1'] }),
      'Layers is not supported by this server.',
    ],
    [
      'that would set what Lambda sets',
      () => create({ Environment: { Variables: { AWS_REGION: 'x' } } }),
      'contains reserved keys',
    ],
    ['that may run for an hour', () => create({ Timeout: 3600 }), 'less than or equal to 900'],
  ])('%s', async (_what, attempt, text) => {
    expect(await refused(attempt())).toContain(text);
  });

  test('whose maker may not hand over its role', async () => {
    await role('maker', trust({ AWS: owner.accountId }), 'lambda:*');
    const key = await assume(stsOf(owner), `arn:aws:iam::${owner.accountId}:role/maker`);
    client = lambdaOf(owner, key);
    expect(await refused(create())).toContain(
      `not authorized to perform: iam:PassRole on resource: ${Role}`,
    );
  });

  test('by a server that runs none, whatever is called', async () => {
    const without = await VedetteServer.start();
    try {
      owner = await without.account('444455557799');
      client = lambdaOf(owner);
      Role = await role('runs', LAMBDA);
      expect(await refused(create())).toContain(
        '403 AccessDeniedException: Functions run code on the machine',
      );
      expect((await client.send(new sdk.ListFunctionsCommand({}))).Functions).toEqual([]);
    } finally {
      await without.stop();
    }
  });
});
