import { createEngine } from '../detect/create-engine.ts';
import {
  cloudTrail,
  databaseLogin,
  defineDetection,
  dns,
  flow,
  kubernetes,
} from '../detect/define.ts';
import { exampleHit } from '../detect/testing.ts';
import type { Membership } from '../domain/membership.ts';
import { isoMillis } from '../lib/clock.ts';
import { noLists } from '../lists/declared-lists.ts';
import type { Store } from '../store/store.ts';
import type { PipelineLists } from './pipeline-lists.ts';

export const OWN = '111122223333';
export const OTHER = '444455556666';
export const REGION = 'eu-west-1';
/** 2026-03-02T09:00:00Z. */
export const START = 1_772_442_000_000;

/** Reports every `Act`, and with it how many `Learn` its account and Region has had before. */
const counting = defineDetection({
  types: ['Policy:S3/BucketAnonymousAccessGranted'],
  severity: 5,
  reads: cloudTrail({ source: 's3.amazonaws.com', names: ['Act', 'Learn'] }),
  about: { title: '', description: '', remediation: '', tactic: '', blindSpots: [] },
  observe(event, memory) {
    const learnt = Number(memory.last('learnt') ?? 0);
    if (event.name === 'Learn') {
      memory.keep('learnt', learnt + 1);
      return undefined;
    }
    const { accountId, region, time } = event;
    const bucket = (event.record.requestParameters as { bucketName?: string })?.bucketName;
    const parts = { accountId, region, time, key: String(bucket), additionalInfo: { learnt } };
    return exampleHit(parts);
  },
});

/** Lists of nobody. */
export function pipelineLists(lists = noLists): PipelineLists {
  return { everybody: lists, knownFor: async () => lists };
}

/** Reports every record of every other log: how many there have been, on one interface or so. */
const others = defineDetection({
  types: ['Recon:EC2/Portscan'],
  severity: 5,
  reads: [flow({}), dns({}), kubernetes({}), databaseLogin({})],
  about: { title: '', description: '', remediation: '', tactic: '', blindSpots: [] },
  observe(event, memory) {
    const { accountId, region, time, kind } = event;
    const seen = Number(memory.last(kind) ?? 0) + 1;
    memory.keep(kind, seen);
    const type = 'Recon:EC2/Portscan';
    return exampleHit({ type, accountId, region, time, key: kind, additionalInfo: { seen } });
  },
});

/** An engine with simple detections, so that tests here know nothing of real ones. */
export const exampleEngine = () => createEngine([counting, others]);

/** A line of a flow log in its oldest form, which names no Region. */
export function flowLine(second: number, accountId = OWN): string {
  const start = START / 1000 + second;
  const ends = '10.0.0.5 203.0.113.9 40000 443';
  return `2 ${accountId} eni-1 ${ends} 6 1 40 ${start} ${start + 60} ACCEPT OK`;
}

export function dnsQuery(second: number): Record<string, unknown> {
  return {
    version: '1.1',
    account_id: OWN,
    region: REGION,
    query_timestamp: isoMillis(START + second * 1000),
    query_name: 'example.com.',
    query_type: 'A',
    rcode: 'NOERROR',
    srcaddr: '10.0.0.5',
    transport: 'UDP',
  };
}

export function auditEvent(second: number): Record<string, unknown> {
  return {
    kind: 'Event',
    apiVersion: 'audit.k8s.io/v1',
    auditID: `audit-${second}`,
    stage: 'ResponseComplete',
    verb: 'list',
    user: { username: 'system:anonymous' },
    sourceIPs: ['203.0.113.9'],
    objectRef: { resource: 'pods' },
    requestReceivedTimestamp: isoMillis(START + second * 1000),
  };
}

/** A login that failed; the audit plugin of MySQL knows whole seconds. */
export function loginLine(second: number): string {
  const stamp = isoMillis(START + second * 1000)
    .slice(0, 19)
    .replaceAll('-', '')
    .replace('T', ' ');
  return `${stamp},server,root,203.0.113.9,1,0,FAILED_CONNECT,,,1045`;
}

export interface ExampleRecord {
  /** Seconds after the start; also what the record is known by. */
  readonly second: number;
  readonly name?: string;
  readonly accountId?: string;
  readonly region?: string;
  readonly bucket?: string;
  readonly [member: string]: unknown;
}

export function exampleRecord(of: ExampleRecord): Record<string, unknown> {
  const { second, name = 'Act', accountId = OWN, region = REGION, bucket = 'b', ...more } = of;
  const minutes = String(Math.floor(second / 60)).padStart(2, '0');
  return {
    eventID: `event-${accountId}-${second}`,
    eventTime: `2026-03-02T09:${minutes}:${String(second % 60).padStart(2, '0')}Z`,
    eventSource: 's3.amazonaws.com',
    eventName: name,
    awsRegion: region,
    recipientAccountId: accountId,
    userAgent: 'example',
    userIdentity: { type: 'IAMUser', accountId },
    requestParameters: { bucketName: bucket },
    ...more,
  };
}

export function bodyOf(records: readonly unknown[]): Uint8Array {
  return Buffer.from(JSON.stringify({ Records: records }));
}

export function linesOf(records: readonly unknown[]): string {
  return records.map((record) => `${JSON.stringify(record)}\n`).join('');
}

export async function putDetector(
  store: Store,
  accountId: string,
  more: {
    readonly region?: string;
    readonly enabled?: boolean;
    readonly id?: string;
    /** Names of features that are on. */
    readonly features?: readonly string[];
  } = {},
): Promise<void> {
  await store.detectors.put({
    detectorId: (more.id ?? accountId).padEnd(32, '0'),
    accountId,
    region: more.region ?? REGION,
    enabled: more.enabled ?? true,
    publishingFrequency: 'SIX_HOURS',
    features: Object.fromEntries(
      (more.features ?? []).map((name) => [name, { status: 'ENABLED', updatedAt: START }]),
    ),
    tags: {},
    createdAt: START,
    updatedAt: START,
  });
}

export function membership(status: Membership['status']): Membership {
  return {
    administratorId: OTHER,
    region: REGION,
    accountId: OWN,
    email: 'owner@example.com',
    status,
    updatedAt: START,
  };
}

/** All findings of the accounts in the Region, with what their last event said, by bucket. */
export async function findingsOf(store: Store, accountIds = [OWN, OTHER], region = REGION) {
  const { ids } = await store.findings.list({ accountIds, region, limit: 1000 });
  const findings = await store.findings.get(accountIds, region, ids);
  return findings.sort((a, b) => (a.Id ?? '').localeCompare(b.Id ?? ''));
}
