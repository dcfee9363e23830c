import type { MalwarePlan } from '../../domain/malware-plan.ts';
import type { MalwareScan } from '../../domain/malware-scan.ts';
import type { PublishingDestination } from '../../domain/publishing-destination.ts';
import type { RuleAssociation, RuleConfiguration } from '../../domain/rule-association.ts';
import type { Store } from '../store.ts';

export const MINE = '111122223333';
export const OTHER = '444455556666';
export const REGION = 'us-east-1';

export const destination: PublishingDestination = {
  destinationId: 'd',
  accountId: MINE,
  region: REGION,
  destinationArn: 'arn:aws:s3:::bucket/folder/',
  kmsKeyArn: 'arn:aws:kms:us-east-1:111122223333:key/k',
  expectedBucketOwner: OTHER,
  status: 'PENDING_VERIFICATION',
  tags: { team: 'red' },
  createdAt: 1,
};

export const plan: MalwarePlan = {
  planId: 'p',
  accountId: MINE,
  region: REGION,
  bucket: 'bucket',
  prefixes: [],
  role: 'arn:aws:iam::111122223333:role/r',
  tagging: 'DISABLED',
  tags: {},
  createdAt: 1,
};

export const scan: MalwareScan = {
  scanId: 's',
  accountId: MINE,
  region: REGION,
  resourceArn: 'arn:aws:ec2:us-east-1:111122223333:instance/i-00000000',
  resourceType: 'EC2_INSTANCE',
  scanType: 'ON_DEMAND',
  startedBy: MINE,
  clientToken: 'token',
  startedAt: 1,
  status: 'RUNNING',
};

export const association: RuleAssociation = {
  associationId: 'a',
  accountId: MINE,
  region: REGION,
  ruleId: 'rule',
  mode: 'DRY_RUN',
  tags: { team: 'red' },
  clientToken: 'token',
  createdAt: 1,
  updatedAt: 1,
  expiresAt: 2,
};

export const configuration: RuleConfiguration = {
  accountId: MINE,
  region: REGION,
  ruleId: 'rule',
  mode: 'DRY_RUN',
  includeAccountIds: [],
  excludeAccountIds: [OTHER],
  createdAt: 1,
  updatedAt: 1,
  expiresAt: 2,
};

type Write = (store: Store) => Promise<unknown>;

/** One write of each kind that concerns `MINE`, and whether it concerns `OTHER` as well. */
export const protectionWrites: Readonly<Record<string, readonly [Write, boolean]>> = {
  destination: [({ destinations }) => destinations.put(destination), false],
  'malware settings': [
    ({ malware }) =>
      malware.putSettings({
        accountId: MINE,
        region: REGION,
        criteria: {},
        snapshotPreservation: 'NO_RETENTION',
      }),
    false,
  ],
  'malware plan': [({ malware }) => malware.putPlan(plan), false],
  'malware scan': [({ malware }) => malware.putScan({ ...scan, startedBy: OTHER }), true],
  'rule association': [
    ({ detectionRules }) =>
      detectionRules.putAssociation({ ...association, administratorId: OTHER }),
    true,
  ],
  'rule configuration': [
    ({ detectionRules }) => detectionRules.putConfiguration(configuration),
    false,
  ],
};
