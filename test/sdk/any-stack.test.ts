/** Generated templates of real resources: what a stack leaves behind is what it has found. */
import { CreateDetectorCommand, DeleteDetectorCommand } from '@aws-sdk/client-guardduty';
import {
  EnablePolicyTypeCommand,
  ListRootsCommand,
  OrganizationsClient,
} from '@aws-sdk/client-organizations';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { partId } from '../../src/domain/stack-item-key.ts';
import { Random } from '../../src/store/testing.ts';
import { OrganizationServer } from './organization-server.ts';
import { StacksClient } from './stacks-server.ts';

const FEATURES = ['S3_DATA_EVENTS', 'EKS_AUDIT_LOGS', 'RDS_LOGIN_EVENTS'] as const;

let server: OrganizationServer;
let stacks: StacksClient;
let rootId = '';
beforeAll(async () => {
  server = await OrganizationServer.start({ functions: {} });
  stacks = new StacksClient(server.management.caller);
  const client = new OrganizationsClient(stacks.settings);
  const { Roots } = await client.send(new ListRootsCommand({}));
  rootId = Roots?.[0]?.Id ?? '';
  const PolicyType = 'SERVICE_CONTROL_POLICY';
  await client.send(new EnablePolicyTypeCommand({ RootId: rootId, PolicyType }));
  await beginTrials();
});
afterAll(() => server.stop());

/** That a feature's free trial has begun is remembered for good, as on AWS. */
async function beginTrials(): Promise<void> {
  const { guardduty } = server.management;
  const Features = FEATURES.map((Name) => ({ Name, Status: 'ENABLED' as const }));
  const { DetectorId } = await guardduty.send(
    new CreateDetectorCommand({ Enable: true, Features }),
  );
  await guardduty.send(new DeleteDetectorCommand({ DetectorId }));
}

/** Every row of the account in every table, but what CloudFormation remembers of its own. */
async function state(): Promise<string> {
  const { accountId } = server.management;
  const { stacks: kept } = server.vedette.store;
  const of = { accountId };
  for (const { eventId } of await kept.list('event', of)) await kept.delete('event', eventId);
  for (const row of await kept.list('resource', of)) {
    await kept.delete('resource', partId(row.stackId, row.logicalId));
  }
  for (const { stackId } of await kept.list('stack', of)) await kept.delete('stack', stackId);
  for (const one of await kept.list('driftDetection', of)) {
    await kept.delete('driftDetection', one.detectionId);
  }
  return server.vedette.store.digest(accountId);
}

type Properties = Readonly<Record<string, unknown>>;
type Make = (random: Random, used: ReadonlySet<string>) => Properties;

const tags = (random: Random) => {
  const keys = ['team', 'stage', 'cost'].filter(() => random.chance(0.4));
  return keys.map((Key) => ({ Key, Value: random.pick(['blue', 'red']) }));
};
const ref = (name: string) => ({ Ref: name });
const arn = (name: string) => ({ 'Fn::GetAtt': [name, 'Arn'] });
const statement = (Action: string, more: Properties = {}) => ({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action, ...more }],
});
const policy = (random: Random) =>
  statement(random.pick(['guardduty:Get*', 'guardduty:List*', 'iam:Get*']), { Resource: '*' });
const trusted = (Service: string) => statement('sts:AssumeRole', { Principal: { Service } });

/** Each with the type, what it needs to be there, and properties that chance picks. */
const POOL: Readonly<Record<string, readonly [type: string, needs: readonly string[], Make]>> = {
  Detector: [
    'AWS::GuardDuty::Detector',
    [],
    (random) => ({
      Enable: random.chance(0.8),
      FindingPublishingFrequency: random.pick(['FIFTEEN_MINUTES', 'ONE_HOUR', 'SIX_HOURS']),
      Features: FEATURES.filter(() => random.chance(0.5)).map((Name) => ({
        Name,
        Status: random.pick(['ENABLED', 'DISABLED']),
      })),
      Tags: tags(random),
    }),
  ],
  Filter: [
    'AWS::GuardDuty::Filter',
    ['Detector'],
    (random) => ({
      ...{ DetectorId: ref('Detector'), Name: random.pick(['low', 'high']), Rank: 1 },
      ...{ Action: random.pick(['ARCHIVE', 'NOOP']), Description: random.pick(['one', 'other']) },
      FindingCriteria: { Criterion: { severity: { Lt: random.below(8) + 1 } } },
    }),
  ],
  Addresses: [
    'AWS::GuardDuty::IPSet',
    ['Detector'],
    (random) => ({
      ...{ DetectorId: ref('Detector'), Name: random.pick(['ours', 'theirs']), Format: 'TXT' },
      ...{ Activate: false, Location: `s3://lists/${random.pick(['a', 'b'])}.txt` },
      Tags: tags(random),
    }),
  ],
  Role: [
    'AWS::IAM::Role',
    [],
    (random, used) => ({
      ...(random.chance(0.5) && { RoleName: random.pick(['Runs', 'Walks']) }),
      AssumeRolePolicyDocument: trusted('lambda.amazonaws.com'),
      Description: random.pick(['one', 'other']),
      ManagedPolicyArns: used.has('Managed') && random.chance(0.5) ? [ref('Managed')] : [],
      Policies: random.chance(0.5)
        ? [{ PolicyName: random.pick(['p', 'q']), PolicyDocument: policy(random) }]
        : [],
      Tags: tags(random),
    }),
  ],
  Managed: [
    'AWS::IAM::ManagedPolicy',
    [],
    (random) => ({
      ...(random.chance(0.5) && { ManagedPolicyName: random.pick(['Reads', 'Lists']) }),
      PolicyDocument: policy(random),
    }),
  ],
  Apart: [
    'AWS::IAM::Policy',
    ['Role'],
    (random) => ({ PolicyName: 'apart', Roles: [ref('Role')], PolicyDocument: policy(random) }),
  ],
  Profile: ['AWS::IAM::InstanceProfile', ['Role'], () => ({ Roles: [ref('Role')] })],
  Bucket: [
    'AWS::S3::Bucket',
    [],
    (random) => ({
      ...(random.chance(0.5) && { BucketName: random.pick(['any-stack-a', 'any-stack-b']) }),
      Tags: tags(random),
    }),
  ],
  BucketPolicy: [
    'AWS::S3::BucketPolicy',
    ['Bucket'],
    (random) => ({
      Bucket: ref('Bucket'),
      PolicyDocument: statement(random.pick(['s3:PutObject', 's3:GetObject']), {
        Principal: { Service: 'guardduty.amazonaws.com' },
        Resource: { 'Fn::Join': ['/', [arn('Bucket'), '*']] },
      }),
    }),
  ],
  Function: [
    'AWS::Lambda::Function',
    ['Role'],
    (random) => ({
      ...{ Role: arn('Role'), Runtime: 'nodejs20.x', Handler: 'index.handler' },
      ...(random.chance(0.5) && { FunctionName: random.pick(['runs', 'walks']) }),
      Code: { ZipFile: `exports.handler = async () => ${random.below(3)};` },
      ...{ Timeout: random.below(3) + 1, Tags: tags(random) },
      Environment: { Variables: { WORD: random.pick(['one', 'other']) } },
    }),
  ],
  Unit: [
    'AWS::Organizations::OrganizationalUnit',
    [],
    (random) => ({ Name: random.pick(['Workloads', 'Sandbox']), ParentId: ref('RootId') }),
  ],
  Guard: [
    'AWS::Organizations::Policy',
    [],
    (random, used) => ({
      ...{ Name: random.pick(['guard', 'fence']), Type: 'SERVICE_CONTROL_POLICY' },
      Content: statement(random.pick(['*', 'guardduty:*']), { Resource: '*' }),
      TargetIds: used.has('Unit') && random.chance(0.7) ? [ref('Unit')] : [],
    }),
  ],
};

function anyTemplate(random: Random, fails: boolean): string {
  const used = new Set<string>();
  for (const [name, [, needs]] of Object.entries(POOL)) {
    if (random.chance(0.6) && needs.every((one) => used.has(one))) used.add(name);
  }
  const Resources: Record<string, object> = {
    Nothing: { Type: 'AWS::CloudFormation::WaitConditionHandle' },
  };
  for (const name of used) {
    const [Type, , make] = POOL[name] ?? ['', [], () => ({})];
    Resources[name] = { Type, Properties: make(random, used) };
  }
  if (fails) {
    // The last of all, so that everything has happened that has to be taken back.
    const DependsOn = ['Nothing', ...used];
    const Properties = { Roles: ['nobody'], PolicyName: 'p', PolicyDocument: policy(random) };
    Resources.Fails = { Type: 'AWS::IAM::Policy', DependsOn, Properties };
  }
  return JSON.stringify({ Parameters: { RootId: { Type: 'String' } }, Resources });
}

const SEEDS = Array.from({ length: 24 }, (_, at) => at + 1);

test.each(SEEDS)(
  'deploy, update and delete leave the account as it was (seed %i)',
  {
    timeout: 60_000,
  },
  async (seed) => {
    const random = new Random(seed);
    const Parameters = [{ ParameterKey: 'RootId', ParameterValue: rootId }];
    const name = `any-${seed}`;
    const before = await state();
    const first = random.chance(0.3);
    const made = await stacks.create(name, anyTemplate(random, first), { Parameters });
    const failures = await stacks.failures(name);
    expect({ status: made.StackStatus, failures }).toEqual({
      status: first ? 'ROLLBACK_COMPLETE' : 'CREATE_COMPLETE',
      failures: first ? [expect.stringContaining('Fails')] : [],
    });
    for (let run = 0; run < 3 && !first; run += 1) {
      const fails = random.chance(0.4);
      const updated = await stacks.update(name, anyTemplate(random, fails), { Parameters });
      const told = { status: updated.StackStatus, failures: await stacks.failures(name) };
      expect(told.failures.filter((one) => !one.startsWith('Fails: '))).toEqual([]);
      expect(told.status).toBe(fails ? 'UPDATE_ROLLBACK_COMPLETE' : 'UPDATE_COMPLETE');
      expect(await stacks.drift(name)).toEqual({});
    }
    await stacks.remove(name);
    expect(await state()).toBe(before);
  },
);
