import { afterEach, beforeEach, expect, it } from 'vitest';
import { ERROR_TEXTS } from '../errors.ts';
import { enable, type Harness, MEMBER, OTHER, openHarness, REGION, refusalOf } from '../testing.ts';
import { taggedWithoutDetector } from './tagged-protection.ts';

const RULE = 'vpc-flow-logs-deleted';
let harness: Harness;
/** One ARN of each kind, in the member's account. */
let arns: Record<'destination' | 'plan' | 'association', string>;

beforeEach(async () => {
  harness = await openHarness();
  const { call } = harness;
  const DetectorId = await enable(call, MEMBER);
  const start = `arn:aws:guardduty:${REGION}:${MEMBER}`;
  const { DestinationId } = await call(MEMBER, 'CreatePublishingDestination', {
    DetectorId,
    DestinationType: 'S3',
    DestinationProperties: {
      DestinationArn: 'arn:aws:s3:::example-bucket',
      KmsKeyArn: `arn:aws:kms:${REGION}:${MEMBER}:key/k`,
    },
    Tags: { made: 'with' },
  });
  const { MalwareProtectionPlanId } = await call(MEMBER, 'CreateMalwareProtectionPlan', {
    Role: `arn:aws:iam::${MEMBER}:role/r`,
    ProtectedResource: { S3Bucket: { BucketName: 'example-bucket' } },
    Tags: { made: 'with' },
  });
  const { RuleAssociation } = await call(MEMBER, 'CreateCustomDetectionRuleAssociation', {
    RuleId: RULE,
    Mode: 'DRY_RUN',
    Tags: { made: 'with' },
  });
  arns = {
    destination: `${start}:detector/${DetectorId}/publishingDestination/${DestinationId}`,
    plan: `${start}:malware-protection-plan/${MalwareProtectionPlanId}`,
    association: RuleAssociation?.Arn ?? '',
  };
});
afterEach(() => harness.store.close());

const tagsOf = async (ResourceArn: string) =>
  (await harness.call(MEMBER, 'ListTagsForResource', { ResourceArn })).Tags;

it.each(['destination', 'plan', 'association'] as const)('a %s has tags', async (kind) => {
  const ResourceArn = arns[kind];
  expect(await tagsOf(ResourceArn)).toEqual({ made: 'with' });
  await harness.call(MEMBER, 'TagResource', { ResourceArn, Tags: { team: 'red' } });
  await harness.call(MEMBER, 'UntagResource', { ResourceArn, TagKeys: ['made'] });
  expect(await tagsOf(ResourceArn)).toEqual({ team: 'red' });
  const theirs = harness.call(OTHER, 'ListTagsForResource', { ResourceArn });
  expect(await refusalOf(theirs)).toMatchObject({ code: 'AccessDeniedException', status: 403 });
  for (const wrong of [`${ResourceArn}0`, ResourceArn.replace(REGION, 'eu-west-1')]) {
    expect((await refusalOf(tagsOf(wrong))).message).toBe(ERROR_TEXTS.noSuchResource);
  }
});

it('an association that is over has none', async () => {
  harness.clock.advance(14 * 86_400_000);
  expect((await refusalOf(tagsOf(arns.association))).message).toBe(ERROR_TEXTS.noSuchResource);
});

it('leaves ARNs of another form to others', async () => {
  const context = {
    store: harness.store,
    accountId: MEMBER,
    region: REGION,
    partition: 'aws',
  } as const;
  expect(await taggedWithoutDetector(context, arns.destination)).toBeUndefined();
  expect(await taggedWithoutDetector(context, 'detector')).toBeUndefined();
  expect((await taggedWithoutDetector(context, arns.association))?.tags).toEqual({ made: 'with' });
});
