/** Rendered templates, deployed: bucket and key, the native export, and the one by a function. */
import * as cf from '@aws-sdk/client-cloudformation';
import { ListPublishingDestinationsCommand } from '@aws-sdk/client-guardduty';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { render } from '../../src/baseline/render/render.ts';
import { settingsOf } from '../sdk/iam-account.ts';
import { type TestAccount, VedetteServer } from '../sdk/vedette-server.ts';
import { programIsThere } from './presence.ts';

const there = programIsThere('python3', ['-c', 'import boto3'], 'stacks of the baseline');
const ACCOUNT = '444455556666';

describe.skipIf(!there)('a rendered template', () => {
  let server: VedetteServer;
  let owner: TestAccount;
  let client: cf.CloudFormationClient;
  const files = render({
    organizationId: 'o-exampleorg1',
    logArchiveAccountId: ACCOUNT,
    auditAccountId: '123456789012',
    unitIds: ['ou-abcd-12345678'],
    regions: ['us-east-1'],
    storageRegion: 'us-east-1',
    bucketName: 'guardduty-findings-test',
    partition: 'aws',
    exemptRoles: [],
    functionTag: { key: 'k', value: 'v' },
  });
  beforeAll(async () => {
    server = await VedetteServer.start({ functions: { python: 'python3' } });
    owner = await server.account(ACCOUNT);
    client = new cf.CloudFormationClient(settingsOf(owner));
  });
  afterAll(() => server?.stop());

  async function deploy(StackName: string, text = '', Parameters: cf.Parameter[] = []) {
    // The account is in no organisation.
    const TemplateBody = text.replaceAll(
      'aws:SourceOrgID: o-exampleorg1',
      `aws:SourceAccount: "${ACCOUNT}"`,
    );
    const Capabilities: cf.Capability[] = ['CAPABILITY_NAMED_IAM'];
    await client.send(
      new cf.CreateStackCommand({ StackName, TemplateBody, Parameters, Capabilities }),
    );
    await cf.waitUntilStackCreateComplete({ client, maxWaitTime: 60, minDelay: 1 }, { StackName });
    const { Stacks } = await client.send(new cf.DescribeStacksCommand({ StackName }));
    const outputs = Stacks?.[0]?.Outputs ?? [];
    return Object.fromEntries(outputs.map((one) => [one.OutputKey, one.OutputValue]));
  }

  test('makes the same export as a resource and by a function', { timeout: 180_000 }, async () => {
    const { DestinationArn, KeyArn } = await deploy('storage', files['storage.yaml']);
    const parameters = [
      { ParameterKey: 'DestinationArn', ParameterValue: DestinationArn },
      { ParameterKey: 'KeyArn', ParameterValue: KeyArn },
    ];
    for (const name of ['detector', 'detector-by-function']) {
      const { DetectorId } = await deploy(name, files[`${name}.yaml`], parameters);
      const list = new ListPublishingDestinationsCommand({ DetectorId });
      expect((await owner.guardduty.send(list)).Destinations).toHaveLength(1);
      const StackName = name;
      await client.send(new cf.DeleteStackCommand({ StackName }));
      const waits = { client, maxWaitTime: 60, minDelay: 1 };
      await cf.waitUntilStackDeleteComplete(waits, { StackName });
    }
  });
});
