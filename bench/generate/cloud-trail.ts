import { gzipSync } from 'node:zlib';
import { isoMillis } from '../../src/lib/clock.ts';
import { ATTACKS, type Attack, type AttackName } from './attacks.ts';
import { type Call, type CallPlace, QUIET_CALLS } from './calls.ts';
import { Random } from './random.ts';
import { type AccountWorld, accountWorld, type Caller } from './world.ts';

export interface AttackPlan {
  readonly story: AttackName;
  readonly accountId: string;
  /** When it begins, milliseconds. */
  readonly at: number;
  /** One of `regions`; their first where it is left out. Stories about IAM are in us-east-1. */
  readonly region?: string;
}

export interface GenerateOptions {
  readonly accounts: readonly string[];
  /** Milliseconds; taken back to the full hour. */
  readonly from: number;
  readonly days: number;
  readonly seed: number;
  readonly regions?: readonly string[];
  /** Quiet events of one account in one day, over all its Regions; 2,000 where left out. */
  readonly eventsPerDay?: number;
  readonly attacks?: readonly AttackPlan[];
}

/** What an attack amounts to: the findings that must come of it, and no others. */
export interface Truth {
  readonly story: AttackName;
  readonly type: string;
  readonly accountId: string;
  readonly region: string;
  /** Event time of the story's first call, milliseconds. */
  readonly at: number;
}

export type CloudTrailRecord = Readonly<Record<string, unknown>>;

export interface GeneratedFile {
  /** As CloudTrail delivers: `AWSLogs/<account>/CloudTrail/<Region>/<yyyy>/<mm>/<dd>/….json.gz`. */
  readonly path: string;
  readonly accountId: string;
  readonly region: string;
  readonly records: readonly CloudTrailRecord[];
  /** The file's bytes: gzip of `{"Records":[…]}`. */
  body(): Buffer;
}

export interface GeneratedLogs {
  /** One an hour, account and Region, by hour; made one by one, so a year takes no memory. */
  files(): Generator<GeneratedFile>;
  readonly truth: readonly Truth[];
}

const HOUR = 3_600_000;
const STEP = 47_000;

/**
 * CloudTrail logs of quiet accounts, with attacks at known places. The same options give the same
 * bytes. Accounts, addresses and names are reserved ones only if the accounts given are.
 */
export function generateCloudTrail(options: GenerateOptions): GeneratedLogs {
  const plans = (options.attacks ?? []).map((plan) => ({
    ...plan,
    region: regionOf(plan, options),
  }));
  return {
    files: () => files(options, plans),
    truth: plans.flatMap(({ story, accountId, region, at }) =>
      ATTACKS[story].types.map((type) => ({ story, type, accountId, region, at })),
    ),
  };
}

type PlacedAttack = AttackPlan & { readonly region: string };

function regionOf(plan: AttackPlan, options: GenerateOptions): string {
  const attack: Attack = ATTACKS[plan.story];
  return attack.region ?? plan.region ?? regionsOf(options)[0] ?? 'us-east-1';
}

function regionsOf(options: GenerateOptions): readonly string[] {
  return options.regions ?? ['eu-central-1', 'us-east-1'];
}

function* files(
  options: GenerateOptions,
  plans: readonly PlacedAttack[],
): Generator<GeneratedFile> {
  const start = options.from - (options.from % HOUR);
  const random = new Random(options.seed);
  const accounts = options.accounts.map((accountId) => {
    const own = random.fork();
    return { world: accountWorld(accountId, own), random: own };
  });
  const attacksRandom = random.fork();
  const attackRecords = plans.map((plan) => ({
    plan,
    records: recordsOfAttack(plan, options, attacksRandom.fork()),
  }));
  for (let hour = start; hour < start + options.days * 24 * HOUR; hour += HOUR) {
    for (const account of accounts) {
      const { accountId } = account.world;
      const planned = attackRecords.filter(({ plan }) => plan.accountId === accountId);
      const regions = new Set([...regionsOf(options), ...planned.map(({ plan }) => plan.region)]);
      for (const region of regions) {
        const quiet = regionsOf(options).includes(region)
          ? quietHour({ ...account, region }, hour, options)
          : [];
        const attacks = planned
          .filter(({ plan }) => plan.region === region)
          .flatMap(({ records }) => records.filter(({ at }) => at >= hour && at < hour + HOUR));
        const all = [...quiet, ...attacks];
        if (all.length > 0) yield fileOf(accountId, region, hour, all, account.random);
      }
    }
  }
}

interface Timed {
  readonly at: number;
  readonly record: CloudTrailRecord;
}

function quietHour(place: CallPlace, hour: number, options: GenerateOptions): Timed[] {
  const { random, world } = place;
  const perHour = (options.eventsPerDay ?? 2000) / 24 / regionsOf(options).length;
  // The fraction decides by chance, so that few events a day still come out as many as asked for.
  const count = Math.floor(perHour) + Number(random.next() < perHour % 1);
  const timeOfDay = (hour / HOUR) % 24;
  const isWorkingTime = timeOfDay >= 7 && timeOfDay < 18;
  return Array.from({ length: count }, () => {
    const draw = random.next();
    const callers =
      isWorkingTime && draw < 0.2 ? world.people : draw < 0.65 ? world.machines : world.services;
    const caller = random.pick(callers);
    const call = random.pick(QUIET_CALLS[caller.kind])(place);
    const at = hour + random.below(HOUR);
    return { at, record: recordOf(call, caller, at, place) };
  });
}

function recordsOfAttack(plan: PlacedAttack, options: GenerateOptions, random: Random): Timed[] {
  const world: AccountWorld = accountWorld(plan.accountId, new Random(options.seed));
  const place = { world, region: plan.region, random };
  const caller = ATTACKS[plan.story].caller(place);
  return ATTACKS[plan.story].calls(place).map((call, index) => {
    const at = plan.at + index * STEP;
    return { at, record: recordOf(call, caller, at, place) };
  });
}

/** The record of one call, as CloudTrail writes it. */
export function recordOf(
  call: Call,
  caller: Caller,
  at: number,
  place: CallPlace,
): CloudTrailRecord {
  const { region, random, world } = place;
  const service = call.source.split('.')[0];
  return {
    eventVersion: '1.09',
    userIdentity: caller.userIdentity,
    eventTime: `${isoMillis(at).slice(0, 19)}Z`,
    eventSource: call.source,
    eventName: call.name,
    awsRegion: region,
    sourceIPAddress: caller.sourceIPAddress,
    userAgent: caller.userAgent,
    ...(call.errorCode && { errorCode: call.errorCode, errorMessage: call.errorMessage }),
    requestParameters: call.parameters ?? null,
    responseElements: call.response ?? null,
    ...(call.additional && { additionalEventData: call.additional }),
    requestID: random.uuid(),
    eventID: random.uuid(),
    readOnly: call.readOnly,
    ...(call.resources && { resources: call.resources }),
    eventType: call.eventType ?? 'AwsApiCall',
    managementEvent: !call.isData,
    recipientAccountId: world.accountId,
    eventCategory: call.isData ? 'Data' : 'Management',
    ...(caller.kind !== 'service' && {
      tlsDetails: {
        tlsVersion: 'TLSv1.3',
        cipherSuite: 'TLS_AES_128_GCM_SHA256',
        clientProvidedHostHeader: `${service}.${region}.amazonaws.com`,
      },
    }),
  };
}

/** CloudTrail delivers the events of a file in no particular order. */
function fileOf(
  accountId: string,
  region: string,
  hour: number,
  timed: readonly Timed[],
  random: Random,
): GeneratedFile {
  const records = timed
    .map(({ record }) => ({ record, place: random.next() }))
    .sort((a, b) => a.place - b.place)
    .map(({ record }) => record);
  const delivered = isoMillis(hour + HOUR);
  const stamp = `${delivered.slice(0, 16).replace(/[-:]/g, '')}Z`;
  const name = `${accountId}_CloudTrail_${region}_${stamp}_${random.id(16)}.json.gz`;
  const day = delivered.slice(0, 10).replaceAll('-', '/');
  return {
    path: `AWSLogs/${accountId}/CloudTrail/${region}/${day}/${name}`,
    accountId,
    region,
    records,
    body: () => gzipSync(JSON.stringify({ Records: records })),
  };
}
