/**
 * Who may do what: the user guide's table, its 20 rows by 5 kinds of account. Each cell is tried on
 * the account itself and on another: for an administrator its member, for everyone else the account
 * beside it.
 */
import { expect, test } from 'vitest';
import { ServiceError } from '../../../lib/service-error.ts';
import { emailOf, enable, invite, putFinding, REGION, statusOf } from '../testing.ts';
import {
  DELEGATED,
  MEMBER,
  type OrganizationHarness,
  OUTSIDER,
  openAdministered,
  putAccount,
  SECOND,
} from './testing.ts';

const INVITER = '222233334444';
const INVITED = '333344445555';
const KINDS = {
  'delegated administrator': [DELEGATED, MEMBER],
  'organisation member': [MEMBER, SECOND],
  'administrator by invitation': [INVITER, INVITED],
  'invited member': [INVITED, OUTSIDER],
  standalone: [OUTSIDER, INVITED],
} as const;
type Kind = keyof typeof KINDS;
const ADMINISTRATORS: readonly Kind[] = ['delegated administrator', 'administrator by invitation'];

interface Cell extends OrganizationHarness {
  readonly actor: string;
  readonly own: string;
  readonly target: string;
  readonly targetDetector: string;
  readonly isAdministrator: boolean;
}

async function openCell(kind: Kind): Promise<Cell> {
  const harness = await openAdministered();
  const { call, create } = harness;
  for (const accountId of [INVITER, INVITED]) await putAccount(harness, accountId);
  await create(MEMBER);
  const ids = new Map([[DELEGATED, harness.DetectorId]]);
  for (const id of [INVITER, INVITED, OUTSIDER]) ids.set(id, await enable(call, id));
  const own = (await call(MEMBER, 'ListDetectors', {})).DetectorIds?.[0] ?? '';
  ids.set(MEMBER, own);
  const inviter = { accountId: INVITER, detectorId: ids.get(INVITER) ?? '' };
  const InvitationId = await invite(call, inviter, INVITED);
  const DetectorId = ids.get(INVITED) ?? '';
  await call(INVITED, 'AcceptInvitation', { DetectorId, MasterId: INVITER, InvitationId });
  const [actor, target] = KINDS[kind];
  return {
    ...harness,
    actor,
    own: ids.get(actor) ?? '',
    target,
    targetDetector: ids.get(target) ?? '',
    isAdministrator: ADMINISTRATORS.includes(kind),
  };
}

type Try = (cell: Cell) => Promise<unknown>;
const done = 'done';
const detectorOf = ({ store }: Cell, accountId: string) => store.detectors.get(accountId, REGION);
const letGo = async ({ call, actor, own, target }: Cell) => {
  await call(actor, 'DisassociateMembers', { DetectorId: own, AccountIds: [target] });
};
/** Whether calls that answer 200 and list refused accounts did something. */
const processed = (answer: { UnprocessedAccounts?: readonly unknown[] | undefined }) =>
  answer.UnprocessedAccounts?.length === 0;
const features = (Name: 'RDS_LOGIN_EVENTS' | 'EBS_MALWARE_PROTECTION') => [
  { Name, Status: 'DISABLED' as const },
];
const updateOwn = async (cell: Cell, Name: Parameters<typeof features>[0]) => {
  const { call, actor, own, store } = cell;
  const detector = await detectorOf(cell, actor);
  if (detector === undefined) return false;
  const on = { status: 'ENABLED', updatedAt: 1 } as const;
  await store.detectors.put({ ...detector, features: { ...detector.features, [Name]: on } });
  await call(actor, 'UpdateDetector', { DetectorId: own, Features: features(Name) });
  return (await detectorOf(cell, actor))?.features[Name]?.status === 'DISABLED';
};
const updateOther = async (cell: Cell, Name: Parameters<typeof features>[0]) => {
  const { call, actor, own, target } = cell;
  const asks = { DetectorId: own, AccountIds: [target], Features: features(Name) };
  return processed(await call(actor, 'UpdateMemberDetectors', asks));
};
const organization = ({ call, actor, own }: Cell, more: object) =>
  call(actor, 'UpdateOrganizationConfiguration', { DetectorId: own, AutoEnable: true, ...more });
const instance = (accountId: string) =>
  `arn:aws:ec2:${REGION}:${accountId}:instance/i-0123456789abcdef0`;

interface Action {
  readonly own?: Try;
  readonly other?: Try;
  /** By kind in the order above: on itself (S), on others (A), on both (B), on nobody (-). */
  readonly cells: string;
}

/** A try that throws a refusal, or answers false, did nothing. */
const actions: Readonly<Record<string, Action>> = {
  'enable GuardDuty': {
    cells: 'B-SSS',
    own: async (cell) => {
      const { call, actor, own, store } = cell;
      const detector = await detectorOf(cell, actor);
      if (detector) await store.detectors.put({ ...detector, enabled: false });
      await call(actor, 'UpdateDetector', { DetectorId: own, Enable: true });
    },
    other: async (cell) => {
      const AccountDetails = [{ AccountId: SECOND, Email: emailOf(SECOND) }];
      await cell.call(cell.actor, 'CreateMembers', { DetectorId: cell.own, AccountDetails });
      return (await detectorOf(cell, SECOND))?.enabled === true;
    },
  },
  'auto-enable': { cells: 'A----', other: (cell) => organization(cell, {}) },
  'view all accounts of the organisation': {
    cells: 'A----',
    other: ({ call, actor }) => call(actor, 'GetOrganizationStatistics', {}),
  },
  'sample findings': {
    cells: 'SSSSS',
    own: ({ call, actor, own }) => call(actor, 'CreateSampleFindings', { DetectorId: own }),
    other: ({ call, actor, targetDetector }) =>
      call(actor, 'CreateSampleFindings', { DetectorId: targetDetector }),
  },
  'view findings': {
    cells: 'BSBSS',
    own: async ({ call, actor, own, store }) => {
      const id = await putFinding(store, { accountId: actor });
      const { FindingIds = [] } = await call(actor, 'ListFindings', { DetectorId: own });
      return FindingIds.includes(id);
    },
    other: async ({ call, actor, own, store, target }) => {
      const id = await putFinding(store, { accountId: target });
      const { FindingIds = [] } = await call(actor, 'ListFindings', { DetectorId: own });
      return FindingIds.includes(id);
    },
  },
  'archive findings': {
    cells: 'B-B-S',
    own: async ({ call, actor, own, store }) => {
      const FindingIds = [await putFinding(store, { accountId: actor })];
      await call(actor, 'ArchiveFindings', { DetectorId: own, FindingIds });
    },
    other: async ({ call, actor, own, store, target }) => {
      const FindingIds = [await putFinding(store, { accountId: target })];
      await call(actor, 'ArchiveFindings', { DetectorId: own, FindingIds });
    },
  },
  'suppression rules': {
    cells: 'S-S-S',
    own: ({ call, actor, own }) =>
      call(actor, 'CreateFilter', {
        DetectorId: own,
        Name: 'rule',
        Action: 'ARCHIVE',
        FindingCriteria: { Criterion: { type: { Equals: ['Recon:EC2/Portscan'] } } },
      }),
  },
  'trusted and threat lists': {
    cells: 'S-S-S',
    own: ({ call, actor, own }) =>
      call(actor, 'CreateIPSet', {
        DetectorId: own,
        Name: 'list',
        Format: 'TXT',
        Location: 's3://example-bucket/list.txt',
        Activate: false,
      }),
  },
  'publishing frequency': {
    cells: 'B-B-S',
    own: ({ call, actor, own }) =>
      call(actor, 'UpdateDetector', { DetectorId: own, FindingPublishingFrequency: 'ONE_HOUR' }),
    other: async ({ call, actor, own, target, targetDetector: DetectorId }) => {
      const FindingPublishingFrequency = 'ONE_HOUR';
      await call(actor, 'UpdateDetector', { DetectorId: own, FindingPublishingFrequency });
      const detector = await call(target, 'GetDetector', { DetectorId });
      return detector.FindingPublishingFrequency === FindingPublishingFrequency;
    },
  },
  'export location': {
    cells: 'SSSSS',
    own: ({ call, actor, own }) =>
      call(actor, 'CreatePublishingDestination', {
        DetectorId: own,
        DestinationType: 'S3',
        DestinationProperties: {
          DestinationArn: 'arn:aws:s3:::example-bucket',
          KmsKeyArn: `arn:aws:kms:${REGION}:${actor}:key/00000000-0000-4000-8000-000000000001`,
        },
      }),
  },
  'optional plans for the organisation': {
    cells: 'A----',
    other: (cell) =>
      organization(cell, { Features: [{ Name: 'RDS_LOGIN_EVENTS', AutoEnable: 'ALL' }] }),
  },
  'a plan for one account': {
    cells: 'B-B-S',
    own: (cell) => updateOwn(cell, 'RDS_LOGIN_EVENTS'),
    other: (cell) => updateOther(cell, 'RDS_LOGIN_EVENTS'),
  },
  'malware protection for EC2': {
    cells: 'B-S-S',
    own: (cell) => updateOwn(cell, 'EBS_MALWARE_PROTECTION'),
    other: (cell) => updateOther(cell, 'EBS_MALWARE_PROTECTION'),
  },
  'malware scan on demand': {
    cells: 'BSSSS',
    own: ({ call, actor }) => call(actor, 'StartMalwareScan', { ResourceArn: instance(actor) }),
    other: ({ call, actor, target }) =>
      call(actor, 'StartMalwareScan', { ResourceArn: instance(target) }),
  },
  'malware protection for S3': {
    // The dash that the table has for administrators is about plans of others.
    cells: 'SSSSS',
    own: ({ call, actor }) =>
      call(actor, 'CreateMalwareProtectionPlan', {
        Role: `arn:aws:iam::${actor}:role/example`,
        ProtectedResource: { S3Bucket: { BucketName: 'example-bucket' } },
      }),
    other: ({ call, actor, target }) =>
      call(actor, 'CreateMalwareProtectionPlan', {
        Role: `arn:aws:iam::${target}:role/example`,
        ProtectedResource: { S3Bucket: { BucketName: 'example-bucket' } },
      }),
  },
  'disassociate a member': {
    cells: 'A-A--',
    other: async (cell) => {
      await letGo(cell);
      return (await statusOf(cell.store, cell.target, cell.actor)) === 'Removed';
    },
  },
  'disassociate from the administrator': {
    cells: '---S-',
    own: ({ call, actor, own }) =>
      call(actor, 'DisassociateFromAdministratorAccount', { DetectorId: own }),
  },
  'delete a disassociated member': {
    cells: 'A-A--',
    other: async (cell) => {
      const { call, actor, own, target } = cell;
      await letGo(cell);
      const asks = { DetectorId: own, AccountIds: [target] };
      return processed(await call(actor, 'DeleteMembers', asks));
    },
  },
  suspend: {
    // Members by invitation could in 2018, which is how their administrators' tools know them.
    cells: 'B-BSS',
    own: async (cell) => {
      const { call, actor, own, isAdministrator } = cell;
      if (isAdministrator) await letGo(cell);
      await call(actor, 'UpdateDetector', { DetectorId: own, Enable: false });
    },
    other: async ({ call, actor, own, target }) => {
      const asks = { DetectorId: own, AccountIds: [target] };
      return processed(await call(actor, 'StopMonitoringMembers', asks));
    },
  },
  disable: {
    cells: 'S-SSS',
    own: async (cell) => {
      const { call, actor, own, isAdministrator } = cell;
      if (isAdministrator) await letGo(cell);
      await call(actor, 'DeleteDetector', { DetectorId: own });
    },
    other: ({ call, actor, targetDetector }) =>
      call(actor, 'DeleteDetector', { DetectorId: targetDetector }),
  },
};

async function succeeds(kind: Kind, attempt: Try | undefined): Promise<boolean> {
  if (attempt === undefined) return false;
  const cell = await openCell(kind);
  try {
    return (await attempt(cell).then((value) => value ?? done)) !== false;
  } catch (error) {
    if (error instanceof ServiceError && error.status < 500) return false;
    throw error;
  } finally {
    await cell.store.close();
  }
}

test.each(Object.entries(actions))('%s', async (_name, { cells, own, other }) => {
  const found: string[] = [];
  for (const kind of Object.keys(KINDS) as Kind[]) {
    const onItself = await succeeds(kind, own);
    const onOthers = await succeeds(kind, other);
    found.push(onItself ? (onOthers ? 'B' : 'S') : onOthers ? 'A' : '-');
  }
  expect(found.join('')).toBe(cells);
});
