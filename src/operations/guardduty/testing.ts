import type { Finding } from '@aws-sdk/client-guardduty';
import type { DestinationVerdict } from '../../domain/publishing-destination.ts';
import { partitionOf } from '../../domain/regions.ts';
import { isoMillis, ManualClock } from '../../lib/clock.ts';
import { hexId, uuid } from '../../lib/ids.ts';
import { ServiceError } from '../../lib/service-error.ts';
import { openStore } from '../../store/open-store.ts';
import type { Store, StoredFinding } from '../../store/store.ts';
import type { Operation, OperationContext, Services } from '../context.ts';
import { guardDutyTable } from './index.ts';
import type { GuardDutyOperations } from './operation-types.ts';
import { runAutoEnable } from './organization/run-auto-enable.ts';

export const ADMINISTRATOR = '111122223333';
export const MEMBER = '444455556666';
export const OTHER = '999999999999';
export const REGION = 'us-east-1';
export const START = Date.UTC(2026, 10, 23, 12, 0, 0);

type Names = keyof GuardDutyOperations;
export type InputOf<N extends Names> = GuardDutyOperations[N]['input'];
export type OutputOf<N extends Names> = GuardDutyOperations[N]['output'];

/** Calls one operation as one account; those that write run in a transaction, as in the server. */
export type Call = <N extends Names>(
  accountId: string,
  name: N,
  input: InputOf<N>,
  region?: string,
) => Promise<OutputOf<N>>;

export interface Harness {
  readonly store: Store;
  readonly clock: ManualClock;
  readonly call: Call;
  /** How often an operation asked for e-mail checks. */
  wakes(): number;
  /** Carries out what organisations enable by themselves; answers how often it was asked for. */
  autoEnable(membersMax?: number): Promise<number>;
  readonly warnings: readonly string[];
  readonly services: Services;
  /** How often an operation asked for work on lists. */
  listWakes(): number;
  /** Each time an operation asked for checks of destinations, or for malware scans. */
  readonly woken: readonly ('checks' | 'scans')[];
  /** What looks at destinations come to; tests change it. */
  readonly storage: { verdict: DestinationVerdict; isReadable: boolean };
}

export const SAMPLE_TYPES = ['Recon:EC2/Portscan', 'Stealth:IAMUser/CloudTrailLoggingDisabled'];

/** A store in memory with three accounts whose address is `<id>@example.com`. */
export async function openHarness(): Promise<Harness> {
  const store = await openStore(':memory:');
  const clock = new ManualClock(START);
  let wakes = 0;
  let asked = 0;
  let listWakes = 0;
  const woken: ('checks' | 'scans')[] = [];
  const storage: Harness['storage'] = { verdict: { outcome: 'works' }, isReadable: true };
  const warnings: string[] = [];
  const services = testServices({
    wakeEmailChecks: () => {
      wakes += 1;
    },
    wakeAutoEnable: () => {
      asked += 1;
    },
    wakeLists: () => {
      listWakes += 1;
    },
    wakeDestinationChecks: () => void woken.push('checks'),
    wakeMalwareScans: () => void woken.push('scans'),
    lookAtDestination: async () => storage.verdict,
    mayReadDestination: async () => storage.isReadable,
    warn: (text) => {
      warnings.push(text);
    },
  });
  const autoEnable = async (membersMax?: number) => {
    await runAutoEnable(store, clock, membersMax);
    return asked;
  };
  for (const accountId of [ADMINISTRATOR, MEMBER, OTHER]) await addAccount(store, accountId);
  const call: Call = async (accountId, name, input, region = REGION) => {
    const found = guardDutyTable[name];
    if (!('handle' in found)) throw new Error(`${name} has no behaviour: ${found.reason}`);
    const operation = found as Operation<typeof input, OutputOf<typeof name>>;
    const context = (inside: Store) =>
      contextOf({ accountId, region, store: inside, clock, services });
    if (!operation.writes) return operation.handle(input, context(store));
    const next = (await operation.before?.(input, context(store))) ?? input;
    return store.transaction((inside) => operation.handle(next, context(inside)));
  };
  return {
    store,
    clock,
    call,
    wakes: () => wakes,
    autoEnable,
    warnings,
    services,
    woken,
    storage,
    listWakes: () => listWakes,
  };
}

export async function addAccount(store: Store, accountId: string): Promise<void> {
  await store.accounts.put({
    accountId,
    email: emailOf(accountId),
    name: accountId,
    status: 'ACTIVE',
    createdAt: START,
  });
}

export function emailOf(accountId: string): string {
  return `${accountId}@example.com`;
}

function contextOf(
  given: Pick<OperationContext, 'accountId' | 'region' | 'store' | 'clock' | 'services'>,
): OperationContext {
  const { accountId } = given;
  return {
    ...given,
    principal: { kind: 'root', accountId, accessKeyId: 'AKIAEXAMPLE' },
    partition: partitionOf(given.region) ?? 'aws',
    requestId: uuid(),
  };
}

type Wakes = Pick<
  Services,
  | 'wakeEmailChecks'
  | 'wakeAutoEnable'
  | 'wakeLists'
  | 'wakeDestinationChecks'
  | 'wakeMalwareScans'
  | 'lookAtDestination'
  | 'mayReadDestination'
  | 'warn'
>;

function testServices(wakes: Wakes): Services {
  return {
    sealSecret: (secret) => secret,
    openSecret: (sealed) => sealed,
    ...wakes,
    isListHostAllowed: (host) => host === 'lists.example.com',
    wakeStacks: () => {},
    wakeFunctions: () => {},
    nextEventId: () => '',
    detectDrift: async () => {
      throw new Error('there are no stacks here');
    },
    readTemplate: async () => {
      throw new Error('there is no storage here');
    },
    hasMalwareScanner: () => false,
    sinks: () => [],
    wakeDeliveries: () => {},
    sampleFinding: (type, accountId, region, now, detectorId) =>
      SAMPLE_TYPES.includes(type)
        ? testFinding({ type, accountId, region, now, detectorId })
        : undefined,
    sampleTypes: () => SAMPLE_TYPES,
    lookUpAudit: async () => ({ entries: [] }),
    detections: () => [],
    putRecords: async () => ({ accepted: 0, duplicates: 0, refused: {}, findings: 0 }),
  };
}

/** A finding in the shape that GetFindings answers with. */
export function testFinding(given: {
  readonly type?: string;
  readonly accountId: string;
  readonly region?: string;
  readonly now?: number;
  readonly severity?: number;
  readonly detectorId?: string;
}): Finding {
  const { type = 'Recon:EC2/Portscan', accountId, region = REGION, now = START } = given;
  const at = isoMillis(now);
  const id = hexId();
  const { detectorId = hexId() } = given;
  return {
    AccountId: accountId,
    Arn: `arn:aws:guardduty:${region}:${accountId}:detector/${detectorId}/finding/${id}`,
    CreatedAt: at,
    UpdatedAt: at,
    Id: id,
    Partition: 'aws',
    Region: region,
    Resource: { ResourceType: 'Instance', InstanceDetails: { InstanceId: 'i-99999999' } },
    SchemaVersion: '2.0',
    Severity: given.severity ?? 5,
    Type: type,
    Service: { Archived: false, Count: 1, EventFirstSeen: at, EventLastSeen: at },
  };
}

/** Puts a finding and answers its id. */
export async function putFinding(
  store: Store,
  given: Parameters<typeof testFinding>[0],
): Promise<string> {
  const finding = testFinding(given);
  const stored: StoredFinding = { finding, key: hexId(), sample: false };
  await store.findings.put(stored);
  return finding.Id ?? '';
}

/** Makes a detector and answers its id. */
export async function enable(call: Call, accountId: string, region = REGION): Promise<string> {
  const { DetectorId } = await call(accountId, 'CreateDetector', { Enable: true }, region);
  return DetectorId ?? '';
}

/** Adds and invites without e-mail; answers the invitation's id. */
export async function invite(
  call: Call,
  administrator: { readonly accountId: string; readonly detectorId: string },
  memberId: string,
  region = REGION,
): Promise<string> {
  const { accountId, detectorId: DetectorId } = administrator;
  const AccountDetails = [{ AccountId: memberId, Email: emailOf(memberId) }];
  const asks = { DetectorId, AccountIds: [memberId], DisableEmailNotification: true };
  await call(accountId, 'CreateMembers', { DetectorId, AccountDetails }, region);
  await call(accountId, 'InviteMembers', asks, region);
  const { Invitations = [] } = await call(memberId, 'ListInvitations', {}, region);
  return Invitations.find((entry) => entry.AccountId === accountId)?.InvitationId ?? '';
}

export interface Pair extends Harness {
  readonly administratorDetector: string;
  readonly memberDetector: string;
  readonly invitationId: string;
}

/** Two accounts with detectors, the second invited by the first, and joined where asked for. */
export async function openPair(joined: boolean): Promise<Pair> {
  const harness = await openHarness();
  const { call } = harness;
  const administratorDetector = await enable(call, ADMINISTRATOR);
  const memberDetector = await enable(call, MEMBER);
  const administrator = { accountId: ADMINISTRATOR, detectorId: administratorDetector };
  const invitationId = await invite(call, administrator, MEMBER);
  if (joined) {
    await call(MEMBER, 'AcceptInvitation', {
      DetectorId: memberDetector,
      MasterId: ADMINISTRATOR,
      InvitationId: invitationId,
    });
  }
  return { ...harness, administratorDetector, memberDetector, invitationId };
}

/** The status of a row, or undefined where there is none. */
export async function statusOf(
  store: Store,
  memberId = MEMBER,
  administratorId = ADMINISTRATOR,
  region = REGION,
): Promise<string | undefined> {
  return (await store.members.get(administratorId, region, memberId))?.status;
}

/** What a call refuses with: code, status, text and inner type. */
export async function refusalOf(work: Promise<unknown>): Promise<{
  readonly code: string;
  readonly status: number;
  readonly message: string;
  readonly type: string | undefined;
}> {
  const outcome = await work.then(
    (value: unknown) => ({ value }),
    (error: unknown) => ({ error }),
  );
  if (!('error' in outcome)) throw new Error('The call was not refused.');
  const { error } = outcome;
  if (!(error instanceof ServiceError)) throw error;
  const { code, status, message, fields } = error;
  return { code, status, message, type: fields.type };
}
