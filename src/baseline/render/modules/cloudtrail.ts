import type { BaselineModule } from './module.ts';

/** What silences a trail, thins it out or lets nobody read it. */
const CHANGES = [
  'cloudtrail:DeleteEventDataStore',
  'cloudtrail:DeleteTrail',
  'cloudtrail:PutEventSelectors',
  'cloudtrail:PutInsightSelectors',
  'cloudtrail:StopEventDataStoreIngestion',
  'cloudtrail:StopLogging',
  'cloudtrail:UpdateEventDataStore',
  'cloudtrail:UpdateTrail',
];

/** Keeps the trails that are there; an organisation's own trail reaches every account by itself. */
export const cloudtrail: BaselineModule = {
  files: () => ({}),
  guard: (_layout, spared) => [
    {
      ...{ Sid: 'KeepTrails', Effect: 'Deny', Action: CHANGES, Resource: '*' },
      Condition: spared,
    },
  ],
};
