/** Templates that lie in a bucket. */
import * as cfn from '@aws-sdk/client-cloudformation';
import * as s3 from '@aws-sdk/client-s3';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { refused } from './iam-account.ts';
import { StacksClient, startStacks } from './stacks-server.ts';
import type { TestAccount, VedetteServer } from './vedette-server.ts';

const TEMPLATE = `
Description: from a bucket
Resources:
  Detector: {Type: AWS::GuardDuty::Detector, Properties: {Enable: true}}
`;
const AWS_URL = 'https://templates-of-one.s3.us-east-1.amazonaws.com/a/detector.yaml';

let server: VedetteServer;
let account: TestAccount;
let stacks: StacksClient;
let client: cfn.CloudFormationClient;
beforeAll(async () => {
  ({ server, account, stacks } = await startStacks());
  ({ client } = stacks);
  const storage = new s3.S3Client({ ...stacks.settings, forcePathStyle: true });
  const Bucket = 'templates-of-one';
  await storage.send(new s3.CreateBucketCommand({ Bucket }));
  const put = (Key: string, Body: string) =>
    storage.send(new s3.PutObjectCommand({ Bucket, Key, Body }));
  await put('a/detector.yaml', TEMPLATE);
  await put('long.yaml', `${TEMPLATE}# ${'x'.repeat(60_000)}`);
  await put('too-long.yaml', `${TEMPLATE}# ${'x'.repeat(1_048_576)}`);
});
afterAll(() => server.stop());

test('make stacks, changes and sets, and are validated', async () => {
  const own = `${account.caller.endpoint.origin}/templates-of-one/a/detector.yaml`;
  const StackName = 'by-url';
  await client.send(new cfn.CreateStackCommand({ StackName, TemplateURL: AWS_URL }));
  const made = await stacks.settled(StackName);
  expect(made).toMatchObject({ StackStatus: 'CREATE_COMPLETE', Description: 'from a bucket' });
  const template = await client.send(new cfn.GetTemplateCommand({ StackName }));
  expect(template.TemplateBody).toBe(TEMPLATE);
  const same = new cfn.UpdateStackCommand({ StackName, TemplateURL: own });
  expect(await refused(client.send(same))).toContain('No updates are to be performed');
  const plan = { StackName, ChangeSetName: 'plan', TemplateURL: own };
  await client.send(new cfn.CreateChangeSetCommand(plan));
  expect(await client.send(new cfn.DescribeChangeSetCommand(plan))).toMatchObject({
    StatusReason: expect.stringContaining("didn't contain changes"),
  });
  const set = { StackSetName: 'by-url', TemplateURL: own };
  await client.send(new cfn.CreateStackSetCommand(set));
  expect(await client.send(new cfn.DescribeStackSetCommand(set))).toMatchObject({
    StackSet: { Description: 'from a bucket', TemplateBody: TEMPLATE },
  });
  const about = { TemplateURL: own };
  const summary = await client.send(new cfn.GetTemplateSummaryCommand(about));
  expect(summary.ResourceTypes).toEqual(['AWS::GuardDuty::Detector']);
  await stacks.remove(StackName);
});

test('may be longer than what comes with a call, and not without end', async () => {
  const validate = (name: string) =>
    client.send(
      new cfn.ValidateTemplateCommand({
        TemplateURL: `https://s3.amazonaws.com/templates-of-one/${name}`,
      }),
    );
  expect(await validate('long.yaml')).toMatchObject({ Description: 'from a bucket' });
  expect(await refused(validate('too-long.yaml'))).toContain('may not exceed 1048576 bytes');
  expect(await refused(validate('none.yaml'))).toContain('S3 error: ');
});

test('are read as whoever calls, and from nowhere else', async () => {
  const other = new StacksClient((await server.account('444455556666')).caller);
  const validate = (by: StacksClient, TemplateURL: string) =>
    by.client.send(new cfn.ValidateTemplateCommand({ TemplateURL }));
  expect(await refused(validate(other, AWS_URL))).toMatch(
    /^400 ValidationError: S3 error: .*enied/,
  );
  for (const url of ['https://example.com/a.yaml', 'file:///etc/passwd', 'a.yaml']) {
    expect(await refused(validate(stacks, url))).toContain('TemplateURL must be a supported URL.');
  }
  const both = { StackName: 'both', TemplateURL: AWS_URL, TemplateBody: TEMPLATE };
  expect(await refused(client.send(new cfn.CreateStackCommand(both)))).toContain('not both');
});
