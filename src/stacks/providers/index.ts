import { cdkMetadata, customProvider, waitConditionHandle } from './custom.ts';
import { guardDutyDetector } from './guardduty-detector.ts';
import { guardDutyFilter } from './guardduty-filter.ts';
import { guardDutyLists } from './guardduty-lists.ts';
import { guardDutyMalwareProtectionPlan } from './guardduty-malware-plan.ts';
import {
  guardDutyMaster,
  guardDutyMember,
  guardDutyPublishingDestination,
} from './guardduty-relations.ts';
import { iamInstanceProfile } from './iam-instance-profile.ts';
import { iamManagedPolicy, iamPolicy } from './iam-policies.ts';
import { iamRole } from './iam-role.ts';
import { kmsProviders } from './kms.ts';
import { lambdaProviders } from './lambda.ts';
import { organizationsProviders } from './organizations.ts';
import type { Provider } from './provider.ts';
import { s3Bucket, s3BucketPolicy } from './s3.ts';
import { stackSet } from './stack-set.ts';

const all: readonly Provider[] = [
  cdkMetadata,
  customProvider('AWS::CloudFormation::CustomResource'),
  waitConditionHandle,
  guardDutyDetector,
  guardDutyFilter,
  ...guardDutyLists,
  guardDutyMalwareProtectionPlan,
  guardDutyMaster,
  guardDutyMember,
  guardDutyPublishingDestination,
  iamInstanceProfile,
  iamManagedPolicy,
  iamPolicy,
  iamRole,
  ...kmsProviders,
  ...lambdaProviders,
  ...organizationsProviders,
  s3Bucket,
  s3BucketPolicy,
  stackSet,
];

const byType = new Map(all.map((provider) => [provider.type, provider]));

export const providedTypes: readonly string[] = [...byType.keys()].sort();

/** CloudFormation's own limit of a custom type's name. */
const CUSTOM_TYPE = /^Custom::[A-Za-z0-9_@-]{1,60}$/;

/** Who makes resources of this type; undefined for a type that nobody here knows. */
export function providerOf(type: string): Provider | undefined {
  return byType.get(type) ?? (CUSTOM_TYPE.test(type) ? customProvider(type) : undefined);
}
