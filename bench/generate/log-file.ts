import { gzipSync } from 'node:zlib';
import { isoMillis } from '../../src/lib/clock.ts';
import type { Estate } from './estate.ts';
import { flowHeader } from './flow-lines.ts';
import { Random, seedOf } from './random.ts';

export const LOG_KINDS = [
  'cloud-trail',
  'flow',
  'dns',
  'kubernetes',
  'postgres',
  'mysql',
  's3-access',
] as const;
export type LogKind = (typeof LOG_KINDS)[number];

/** One record: JSON without line breaks, or a line, as its log has it. */
export interface LogEntry {
  readonly log: LogKind;
  /** Event time, milliseconds. */
  readonly at: number;
  readonly text: string;
}

export interface LogFile {
  /** Below a bucket of logs, as AWS's delivery names it. */
  readonly path: string;
  readonly log: LogKind;
  readonly accountId: string;
  readonly region: string;
  /** Its beginning, milliseconds. */
  readonly hour: number;
  readonly records: number;
  /** Before compression. */
  text(): string;
  body(): Buffer;
}

const HOUR = 3_600_000;
/** Generated text need not be small: it is written once and read once. */
const LEVEL = 1;

/** The records of one log of an account in one hour, as that log is delivered. */
export function logFile(
  estate: Estate,
  log: LogKind,
  hour: number,
  entries: readonly LogEntry[],
  seed: number,
): LogFile {
  const { accountId, region } = estate;
  const random = new Random(seedOf(seed, 'file', accountId, region, log, hour));
  const text = () => FORMS[log](estate, ordered(log, entries, random));
  return {
    path: pathOf(estate, log, hour, random.id(16)),
    log,
    accountId,
    region,
    hour,
    records: entries.length,
    text,
    body: () => gzipSync(text(), { level: LEVEL }),
  };
}

/** CloudTrail puts the records of a file in no order; other logs have them as they came. */
function ordered(log: LogKind, entries: readonly LogEntry[], random: Random): readonly LogEntry[] {
  if (log !== 'cloud-trail') return [...entries].sort((a, b) => a.at - b.at);
  return entries
    .map((entry) => ({ entry, place: random.next() }))
    .sort((a, b) => a.place - b.place)
    .map(({ entry }) => entry);
}

type Form = (estate: Estate, entries: readonly LogEntry[]) => string;

const lines: Form = (_, entries) => entries.map(({ text }) => `${text}\n`).join('');

/** A subscription of CloudWatch Logs: the group tells whose log it is. */
const subscription =
  (group: (estate: Estate) => string, stream: string): Form =>
  (estate, entries) => {
    const { accountId, region } = estate;
    const logEvents = entries.map(({ at, text }, index) => ({
      id: `${at}${String(index).padStart(8, '0')}`,
      timestamp: at,
      message: text,
    }));
    return JSON.stringify({
      messageType: 'DATA_MESSAGE',
      owner: accountId,
      logGroup: `arn:aws:logs:${region}:${accountId}:log-group:${group(estate)}`,
      logStream: stream,
      subscriptionFilters: ['all'],
      logEvents,
    });
  };

const FORMS: Readonly<Record<LogKind, Form>> = {
  'cloud-trail': (_, entries) => `{"Records":[${entries.map(({ text }) => text).join(',')}]}`,
  flow: (estate, entries) => `${flowHeader(estate.flowForm)}${lines(estate, entries)}`,
  dns: lines,
  kubernetes: subscription(({ cluster }) => `/aws/eks/${cluster}/cluster`, 'kube-apiserver-audit'),
  postgres: subscription(
    ({ postgres }) => `/aws/rds/instance/${postgres}/postgresql`,
    'postgresql',
  ),
  mysql: subscription(({ mysql }) => `/aws/rds/instance/${mysql}/audit`, 'audit'),
  's3-access': lines,
};

function pathOf(estate: Estate, log: LogKind, hour: number, id: string): string {
  const { accountId, region, vpcId, bucket } = estate;
  const delivered = isoMillis(hour + HOUR);
  const day = delivered.slice(0, 10).replaceAll('-', '/');
  const stamp = `${delivered.slice(0, 16).replace(/[-:]/g, '')}Z`;
  const logs = `AWSLogs/${accountId}`;
  const called = (prefix: string) => `${prefix}_${stamp}_${id}`;
  switch (log) {
    case 'cloud-trail': {
      const name = called(`${accountId}_CloudTrail_${region}`);
      return `${logs}/CloudTrail/${region}/${day}/${name}.json.gz`;
    }
    case 'flow': {
      const name = called(`${accountId}_vpcflowlogs_${region}`);
      return `${logs}/vpcflowlogs/${region}/${day}/${name}.log.gz`;
    }
    case 'dns': {
      const name = called(`${vpcId}_vpcdnsquerylogs_${accountId}`);
      return `${logs}/vpcdnsquerylogs/${vpcId}/${day}/${name}.log.gz`;
    }
    case 's3-access': {
      const hourOfDay = `${delivered.slice(0, 10)}-${delivered.slice(11, 13)}`;
      return `access/${accountId}/${region}/${bucket}/${day}/${hourOfDay}-00-00-${id}.gz`;
    }
    default:
      return `subscriptions/${accountId}/${log}/${day}/${stamp}_${id}.gz`;
  }
}
