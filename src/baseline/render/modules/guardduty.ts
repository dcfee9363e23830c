import { bucketPolicy, keyPolicy } from '../policies.ts';
import { functionTemplate, nativeTemplate, storageTemplate } from '../templates.ts';
import { type BaselineModule, json } from './module.ts';

/** Patterns that cover all that changes GuardDuty, and no reading. */
const WRITES = [
  'Accept*',
  'Archive*',
  'Create*',
  'Decline*',
  'Delete*',
  'Disable*',
  'Disassociate*',
  'Enable*',
  'Invite*',
  'Send*',
  'Start*',
  'Stop*',
  'Tag*',
  'Un*',
  'Update*',
];

/** A detector and its export in every account and Region, and one place where findings go. */
export const guardduty: BaselineModule = {
  files: (layout) => ({
    'detector.yaml': nativeTemplate(),
    'detector-by-function.yaml': functionTemplate(layout),
    'storage.yaml': storageTemplate(layout),
    'key-policy.json': json(keyPolicy(layout)),
    'bucket-policy.json': json(
      bucketPolicy(layout, `arn:${layout.partition}:s3:::${layout.bucketName}`),
    ),
  }),
  guard: ({ functionTag: { key, value } }, spared) => [
    {
      Sid: 'KeepGuardDuty',
      Effect: 'Deny',
      // No list of resources, since half of the actions are about none.
      Action: WRITES.map((pattern) => `guardduty:${pattern}`),
      Resource: '*',
      Condition: spared,
    },
    {
      ...{ Sid: 'KeepExportFunction', Effect: 'Deny', Action: 'lambda:*', Resource: '*' },
      Condition: { ...spared, StringEquals: { [`aws:ResourceTag/${key}`]: value } },
    },
  ],
};
