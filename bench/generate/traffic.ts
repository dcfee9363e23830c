import { type Estate, estateOf } from './estate.ts';
import { LOG_KINDS, type LogEntry, type LogFile, type LogKind, logFile } from './log-file.ts';
import { quietCloudTrail } from './quiet-cloud-trail.ts';
import { quietAccess } from './quiet-data.ts';
import { quietDns } from './quiet-dns.ts';
import { quietFlow } from './quiet-flow.ts';
import { quietKubernetes } from './quiet-kubernetes.ts';
import { quietLogins } from './quiet-logins.ts';
import { Random, seedOf } from './random.ts';
import { STORIES, type StoryName } from './stories.ts';
import type { Story } from './story.ts';

export interface StoryPlan {
  readonly story: StoryName;
  readonly accountId: string;
  /** When it begins, milliseconds. */
  readonly at: number;
}

export interface TrafficOptions {
  readonly accounts: readonly string[];
  readonly region: string;
  /** Milliseconds; taken back to the full hour. */
  readonly from: number;
  readonly days: number;
  readonly seed: number;
  /** All where it is left out. */
  readonly logs?: readonly LogKind[];
  readonly stories?: readonly StoryPlan[];
  /** How many times the traffic of one: whole numbers. */
  readonly volume?: number;
  /** Of the first account: it decides the form of its flow log, and what it is busy with. */
  readonly firstNumber?: number;
}

/** One finding that must come of the traffic; no other may. */
export interface ExpectedFinding {
  readonly story: StoryName;
  readonly type: string;
  readonly accountId: string;
  readonly region: string;
  /** When the story begins, milliseconds. */
  readonly at: number;
}

export interface Traffic {
  readonly estates: readonly Estate[];
  readonly truth: readonly ExpectedFinding[];
  /** One an hour, account and log, by hour; made one by one, so that a year takes no memory. */
  files(): Generator<LogFile>;
}

const HOUR = 3_600_000;
/** No story takes longer. */
const STORY_MILLIS_MAX = 6 * HOUR;

/**
 * Logs of all kinds of some accounts, quiet but for the stories that are asked for. The same
 * options give the same bytes; another account, hour or log changes nothing in the others.
 */
export function generateTraffic(options: TrafficOptions): Traffic {
  const { accounts, region, seed, stories = [], firstNumber = 0 } = options;
  const estates = accounts.map((accountId, index) =>
    estateOf(accountId, region, { seed, number: firstNumber + index }),
  );
  return {
    estates,
    truth: stories.flatMap(({ story, accountId, at }) =>
      STORIES[story].types.map((type) => ({ story, type, accountId, region, at })),
    ),
    files: () => files(options, estates),
  };
}

function* files(options: TrafficOptions, estates: readonly Estate[]): Generator<LogFile> {
  const { from, days, seed, logs = LOG_KINDS } = options;
  const start = from - (from % HOUR);
  for (let hour = start; hour < start + days * 24 * HOUR; hour += HOUR) {
    for (const estate of estates) {
      const entries = hourOf(estate, hour, logs, options);
      for (const log of logs) {
        const own = entries.get(log);
        if (own !== undefined) yield logFile(estate, log, hour, own, seed);
      }
    }
  }
}

type Quiet = (estate: Estate, hour: number, random: Random, seed: number) => LogEntry[];

/** What makes the quiet records of which logs. */
const QUIET: readonly { readonly logs: readonly LogKind[]; readonly make: Quiet }[] = [
  { logs: ['cloud-trail'], make: quietCloudTrail },
  { logs: ['flow'], make: quietFlow },
  { logs: ['dns'], make: quietDns },
  { logs: ['kubernetes'], make: quietKubernetes },
  { logs: ['postgres', 'mysql'], make: quietLogins },
  { logs: ['s3-access'], make: quietAccess },
];

function hourOf(
  estate: Estate,
  hour: number,
  logs: readonly LogKind[],
  { seed, volume = 1, stories = [] }: TrafficOptions,
): Map<LogKind, LogEntry[]> {
  const byLog = new Map<LogKind, LogEntry[]>();
  const add = (entry: LogEntry) => {
    if (!logs.includes(entry.log)) return;
    const list = byLog.get(entry.log);
    if (list === undefined) byLog.set(entry.log, [entry]);
    else list.push(entry);
  };
  for (const { logs: own, make } of QUIET) {
    if (!own.some((log) => logs.includes(log))) continue;
    for (let copy = 0; copy < volume; copy += 1) {
      const random = new Random(seedOf(seed, estate.accountId, own.join(), hour, copy));
      make(estate, hour, random, seed).forEach(add);
    }
  }
  for (const plan of stories) {
    const isNear = plan.at < hour + HOUR && plan.at > hour - STORY_MILLIS_MAX;
    if (plan.accountId !== estate.accountId || !isNear) continue;
    for (const entry of storyEntries(estate, plan, seed)) {
      if (entry.at >= hour && entry.at < hour + HOUR) add(entry);
    }
  }
  return byLog;
}

/** Made anew for every hour that asks: none is long, and nothing has to be kept. */
export function storyEntries(
  estate: Estate,
  { story, at }: Pick<StoryPlan, 'story' | 'at'>,
  seed: number,
): readonly LogEntry[] {
  const random = new Random(seedOf(seed, 'story', story, estate.accountId, at));
  const told: Story = STORIES[story];
  return told.entries({ estate, at, random, seed });
}
