/** What stacks are told in confidence is neither shown nor readable on disk, whatever the key. */
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as cfn from '@aws-sdk/client-cloudformation';
import { CloudTrailClient, LookupEventsCommand } from '@aws-sdk/client-cloudtrail';
import * as kms from '@aws-sdk/client-kms';
import * as lambda from '@aws-sdk/client-lambda';
import * as s3 from '@aws-sdk/client-s3';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { keyCommand } from '../../src/cli/key.ts';
import { startVedette, type Vedette } from '../../src/main.ts';
import { StacksClient } from './stacks-server.ts';

const SECRET = 'do-not-tell-4f1c9a';
const OTHER = 'nor-this-77b0e2';
const TEMPLATE = `
Parameters:
  Secret: {Type: String, NoEcho: true}
  Open: {Type: String, Default: open}
Resources:
  Role:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Statement:
          - {Effect: Allow, Principal: {Service: lambda.amazonaws.com}, Action: sts:AssumeRole}
  Function:
    Type: AWS::Lambda::Function
    Properties:
      FunctionName: keeps
      Role: !GetAtt Role.Arn
      Runtime: nodejs20.x
      Handler: index.handler
      Description: !Ref Open
      Environment: {Variables: {TOKEN: !Sub 'token-\${Secret}', OPEN: !Ref Open}}
      Code: {ZipFile: 'exports.handler = async () => 1'}
`;

let folder: string;
let vedette: Vedette;
let stacks: StacksClient;
const credentials = {
  accessKeyId: 'AKIASECRETSATREST001',
  secretAccessKey: 'secret-of-the-root-key-at-rest-1',
};

async function start(): Promise<void> {
  vedette = await startVedette({
    ...{ host: '127.0.0.1', port: 0, dataDirectory: join(folder, 'data'), functions: {} },
    masterKey: { kind: 'own-file', directory: join(folder, 'config/vedette') },
    management: { accountId: '999999999999', rootKey: credentials },
    auditDetection: false,
  });
  const endpoint = new URL(vedette.url);
  stacks = new StacksClient({ endpoint, region: 'us-east-1', credentials });
}
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vedette-secrets-'));
  await start();
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await vedette.close();
  rmSync(folder, { recursive: true });
});

const given = (value: string) => [{ ParameterKey: 'Secret', ParameterValue: value }];

/** Files of the data directory in which the text stands. */
function filesWith(text: string): string[] {
  const all = readdirSync(join(folder, 'data'), { recursive: true, withFileTypes: true });
  const files = all.filter((entry) => entry.isFile());
  const paths = files.map((entry) => join(entry.parentPath, entry.name));
  return paths.filter((path) => readFileSync(path).includes(text));
}

async function variables(): Promise<Record<string, string> | undefined> {
  const client = new lambda.LambdaClient(stacks.settings);
  const FunctionName = 'keeps';
  const found = await client.send(new lambda.GetFunctionConfigurationCommand({ FunctionName }));
  return found.Environment?.Variables;
}

test('a parameter with NoEcho reaches its function and is told nowhere', async () => {
  const made = await stacks.create('s', TEMPLATE, { Parameters: given(SECRET) });
  expect(await stacks.failures('s')).toEqual([]);
  expect(made.Parameters).toContainEqual({ ParameterKey: 'Secret', ParameterValue: '****' });
  expect(made.Parameters).toContainEqual({ ParameterKey: 'Open', ParameterValue: 'open' });
  expect(await variables()).toEqual({ TOKEN: `token-${SECRET}`, OPEN: 'open' });
  const { client } = stacks;
  const by = { StackName: 's' };
  const told: object[] = [made];
  const { StackEvents: events = [] } = await client.send(new cfn.DescribeStackEventsCommand(by));
  const ofFunction = events.filter((event) => event.LogicalResourceId === 'Function');
  expect(ofFunction[0]?.ResourceProperties).toContain('"TOKEN":"token-****","OPEN":"open"');
  told.push(events);

  // A change by hand of what holds the secret is found, and neither value is told.
  const functions = new lambda.LambdaClient(stacks.settings);
  const Environment = { Variables: { TOKEN: OTHER, OPEN: 'open' } };
  const changed = { FunctionName: 'keeps', Environment };
  await functions.send(new lambda.UpdateFunctionConfigurationCommand(changed));
  expect(await stacks.drift('s')).toEqual({ Function: 'MODIFIED' });
  const drifts = await client.send(new cfn.DescribeStackResourceDriftsCommand(by));
  const drift = drifts.StackResourceDrifts?.find((one) => one.LogicalResourceId === 'Function');
  expect(drift?.PropertyDifferences).toEqual([
    {
      ...{ PropertyPath: '/Environment', ExpectedValue: '****', ActualValue: '****' },
      DifferenceType: 'NOT_EQUAL',
    },
  ]);
  told.push(drifts);

  const plan = { ...by, ChangeSetName: 'plan', UsePreviousTemplate: true };
  const Parameters = [
    { ParameterKey: 'Secret', UsePreviousValue: true },
    { ParameterKey: 'Open', ParameterValue: 'other' },
  ];
  const Capabilities: cfn.Capability[] = ['CAPABILITY_IAM'];
  await client.send(new cfn.CreateChangeSetCommand({ ...plan, Parameters, Capabilities }));
  told.push(await client.send(new cfn.DescribeChangeSetCommand(plan)));
  await client.send(new cfn.ExecuteChangeSetCommand(plan));
  told.push(await stacks.settled('s'));
  expect(await variables()).toEqual({ TOKEN: `token-${SECRET}`, OPEN: 'other' });
  const set = { StackSetName: 'set', TemplateBody: TEMPLATE, Parameters: given(SECRET) };
  await client.send(new cfn.CreateStackSetCommand({ ...set, Capabilities }));
  told.push(await client.send(new cfn.DescribeStackSetCommand({ StackSetName: 'set' })));
  const trail = new CloudTrailClient(stacks.settings);
  const { Events: calls = [] } = await trail.send(new LookupEventsCommand({ MaxResults: 50 }));
  const created = calls.find(({ EventName }) => EventName === 'CreateStack');
  expect(created?.CloudTrailEvent).toContain('"parameters":[{"parameterKey":"Secret"}]');
  told.push(calls);
  expect(JSON.stringify(told)).not.toMatch(new RegExp(`${SECRET}|${OTHER}`));
  expect(filesWith(SECRET)).toEqual([]);
  expect(filesWith(OTHER)).toEqual([]);
});

test('what a run that nobody waits for is sent stays sealed', async () => {
  const client = new lambda.LambdaClient(stacks.settings);
  const Payload = JSON.stringify({ password: SECRET });
  const ClientContext = Buffer.from(JSON.stringify({ custom: OTHER })).toString('base64');
  const run = { FunctionName: 'keeps', InvocationType: 'Event', Payload, ClientContext } as const;
  expect((await client.send(new lambda.InvokeCommand(run))).StatusCode).toBe(202);
  expect(filesWith(SECRET)).toEqual([]);
  expect(filesWith(ClientContext)).toEqual([]);
});

test('all that is sealed opens with a new master key', { timeout: 60_000 }, async () => {
  const keys = new kms.KMSClient(stacks.settings);
  const { KeyMetadata: key } = await keys.send(new kms.CreateKeyCommand({}));
  const KeyId = key?.KeyId;
  const Plaintext = Buffer.from('words');
  const { CiphertextBlob } = await keys.send(new kms.EncryptCommand({ KeyId, Plaintext }));
  const storage = () => new s3.S3Client({ ...stacks.settings, forcePathStyle: true });
  const object = { Bucket: 'kept-in-confidence', Key: 'file' };
  await storage().send(new s3.CreateBucketCommand({ Bucket: object.Bucket }));
  await storage().send(new s3.PutObjectCommand({ ...object, Body: 'lines' }));
  await vedette.close();
  vi.stubEnv('XDG_CONFIG_HOME', join(folder, 'config'));
  const log = vi.spyOn(console, 'log').mockImplementation(() => {});
  const command = ['rotate', '--master', '--data-dir', join(folder, 'data')];
  await keyCommand().parseAsync(command, { from: 'user' });
  log.mockRestore();
  await start();
  const opened = await new kms.KMSClient(stacks.settings).send(
    new kms.DecryptCommand({ CiphertextBlob }),
  );
  expect(Buffer.from(opened.Plaintext ?? []).toString()).toBe('words');
  const found = await storage().send(new s3.GetObjectCommand(object));
  expect(await found.Body?.transformToString()).toBe('lines');
  expect(await variables()).toMatchObject({ TOKEN: `token-${SECRET}` });
  const Parameters = [{ ParameterKey: 'Secret', UsePreviousValue: true }];
  const updated = await stacks.update('s', TEMPLATE, { Parameters });
  expect(updated.StackStatus).toBe('UPDATE_COMPLETE');
  expect(await variables()).toEqual({ TOKEN: `token-${SECRET}`, OPEN: 'open' });
});
