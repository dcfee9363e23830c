import type { Finding } from '@aws-sdk/client-guardduty';
import type { Condition, FindingCriteria } from '../domain/criteria.ts';
import { dateOf, isoMillis } from '../lib/clock.ts';

export const ACCOUNTS = ['111122223333', '444455556666', '123456789012'] as const;
export const REGIONS = ['us-east-1', 'eu-west-1'] as const;
export const START = Date.UTC(2026, 0, 1);

/** Numbers that look random and are the same for the same seed (mulberry32). */
export class Random {
  #state: number;

  constructor(seed: number) {
    this.#state = seed;
  }

  /** 0 ≤ x < 1. */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  }

  below(limit: number): number {
    return Math.floor(this.next() * limit);
  }

  chance(probability: number): boolean {
    return this.next() < probability;
  }

  pick<T>(values: readonly T[]): T {
    const value = values[this.below(values.length)];
    if (value === undefined) throw new Error('Nothing to pick from.');
    return value;
  }

  /** Between `least` and `most` picks, with repeats. */
  some<T>(values: readonly T[], least: number, most: number): T[] {
    const length = least + this.below(most - least + 1);
    return Array.from({ length }, () => this.pick(values));
  }
}

const TYPES = [
  'Stealth:IAMUser/CloudTrailLoggingDisabled',
  'Policy:S3/BucketAnonymousAccessGranted',
  'Recon:EC2/Portscan',
];
const SEVERITIES = [1, 2, 3.5, 4, 5, 6.9, 7, 8, 8.5, 8.9, 9, 10];
const NAMES = ['alice', 'Alice', 'bob', "o'neil", 'naïve ☂', '', '100%', 'true', '8', '%_'];
const PORTS = [22, 80, 443, 0, 65_535];

export function makeFinding(id: string, change: Partial<Finding> = {}): Finding {
  return {
    AccountId: ACCOUNTS[0],
    Arn: `arn:aws:guardduty:us-east-1:${ACCOUNTS[0]}:detector/d/finding/${id}`,
    CreatedAt: isoMillis(START),
    Id: id,
    Partition: 'aws',
    Region: REGIONS[0],
    Resource: { ResourceType: 'AccessKey', AccessKeyDetails: { UserName: 'alice' } },
    SchemaVersion: '2.0',
    Service: { Archived: false, Count: 1, ResourceRole: 'TARGET' },
    Severity: 2,
    Type: 'Stealth:IAMUser/CloudTrailLoggingDisabled',
    UpdatedAt: isoMillis(START),
    ...change,
  };
}

/** Small vocabularies, so that criteria meet some findings and not others. */
export function randomFinding(random: Random, id: string): Finding {
  const createdAt = START + random.below(50);
  return makeFinding(id, {
    AccountId: random.pick(ACCOUNTS),
    Region: random.pick(REGIONS),
    Type: random.pick(TYPES),
    Severity: random.pick(SEVERITIES),
    CreatedAt: isoMillis(createdAt),
    UpdatedAt: isoMillis(createdAt + random.below(50)),
    Resource: random.chance(0.5) ? randomBucket(random) : randomInstance(random),
    Service: {
      ...(random.chance(0.8) && { Archived: random.chance(0.5) }),
      ...(random.chance(0.9) && { Count: random.below(5) }),
      ...(random.chance(0.8) && { EventFirstSeen: isoMillis(createdAt - random.below(5)) }),
      ...(random.chance(0.8) && {
        EventLastSeen: random.chance(0.1) ? 'never' : isoMillis(createdAt + random.below(5)),
      }),
      ResourceRole: random.pick(['TARGET', 'ACTOR']),
      Action: {
        ActionType: 'NETWORK_CONNECTION',
        NetworkConnectionAction: {
          Blocked: random.chance(0.5),
          RemotePortDetails: { Port: random.pick(PORTS) },
        },
      },
      ...(random.chance(0.7) && {
        AdditionalInfo: {
          Type: 'default',
          Value: random.chance(0.1) ? 'not JSON' : JSON.stringify(randomInfo(random)),
        },
      }),
    },
  });
}

function randomBucket(random: Random): NonNullable<Finding['Resource']> {
  return {
    ResourceType: 'S3Bucket',
    S3BucketDetails: random.some(NAMES, 0, 3).map((Name) => ({
      Name,
      CreatedAt: dateOf(START + random.below(5)),
      Tags: random.some(NAMES, 0, 2).map((Key) => ({ Key, Value: random.pick(NAMES) })),
    })),
  };
}

function randomInstance(random: Random): NonNullable<Finding['Resource']> {
  return {
    ...(random.chance(0.8) && { ResourceType: 'Instance' }),
    AccessKeyDetails: { UserName: random.pick(NAMES) },
    InstanceDetails: {
      InstanceId: random.pick(NAMES),
      LaunchTime: isoMillis(START + random.below(5)),
      NetworkInterfaces: random.some(NAMES, 0, 3).map((name) => ({
        Ipv6Addresses: random.some(NAMES, 0, 2),
        VpcId: name,
      })),
    },
  };
}

function randomInfo(random: Random): Record<string, unknown> {
  return {
    ...(random.chance(0.5) && { sample: random.chance(0.5) }),
    threatListName: random.pick(NAMES),
    inBytes: random.below(5),
    unusual: { port: random.some(PORTS, 0, 3), asnOrg: random.pick([null, 'Example']) },
  };
}

const TEXT_FIELDS = [
  'resource.s3BucketDetails.name',
  'resource.s3BucketDetails.tags.key',
  'resource.accessKeyDetails.userName',
  'resource.instanceDetails.networkInterfaces.ipv6Addresses',
  'resource.instanceDetails.networkInterfaces.vpcId',
  'service.additionalInfo.threatListName',
  'service.additionalInfo.unusual.asnOrg',
  'resource.kubernetesDetails.kubernetesWorkloadDetails.name',
];
const NUMBER_FIELDS: Readonly<Record<string, readonly number[]>> = {
  severity: SEVERITIES,
  'service.count': [0, 1, 2, 3, 4, 5],
  'service.action.networkConnectionAction.remotePortDetails.port': PORTS,
  'service.additionalInfo.inBytes': [0, 1, 2, 3, 4, 5],
  'service.additionalInfo.unusual.port': PORTS,
};
const TIME_FIELDS = [
  'createdAt',
  'updatedAt',
  'service.eventFirstSeen',
  'service.eventLastSeen',
  'resource.instanceDetails.launchTime',
];
const WORD_FIELDS: Readonly<Record<string, readonly string[]>> = {
  type: TYPES,
  region: REGIONS,
  accountId: ACCOUNTS,
  'resource.resourceType': ['S3Bucket', 'Instance', 'AccessKey'],
  'service.archived': ['true', 'false', 'maybe'],
  'service.resourceRole': ['TARGET', 'ACTOR'],
  'service.additionalInfo.sample': ['true', 'false'],
  'service.action.networkConnectionAction.blocked': ['true', 'false'],
};

/** One to three conditions, such as `parseCriteria` lets pass. */
export function randomCriteria(random: Random): FindingCriteria {
  const entries = Array.from({ length: 1 + random.below(3) }, () => randomEntry(random));
  return Object.fromEntries(entries);
}

function randomEntry(random: Random): [string, Condition] {
  const kind = random.below(4);
  if (kind === 0) return [random.pick(TEXT_FIELDS), randomEquality(random, NAMES)];
  if (kind === 1) {
    const field = random.pick(Object.keys(WORD_FIELDS));
    return [field, randomEquality(random, WORD_FIELDS[field] ?? [])];
  }
  const field = random.pick(kind === 2 ? Object.keys(NUMBER_FIELDS) : TIME_FIELDS);
  if (kind === 3 && random.chance(0.1)) return [field, { equals: ['never', String(START + 1)] }];
  const numbers = NUMBER_FIELDS[field] ?? Array.from({ length: 10 }, (_, at) => START + at * 10);
  if (random.chance(0.5)) return [field, randomEquality(random, numbers.map(String))];
  return [field, randomBounds(random, numbers)];
}

function randomEquality(random: Random, values: readonly string[]): Condition {
  const chosen = random.some(values, 1, 3);
  return random.chance(0.6) ? { equals: chosen } : { notEquals: chosen };
}

function randomBounds(random: Random, numbers: readonly number[]): Condition {
  const lower = random.pick(numbers);
  const condition: Condition = random.chance(0.5)
    ? { greaterThan: lower }
    : { greaterThanOrEqual: lower };
  if (random.chance(0.5)) return condition;
  const upper = lower + random.below(20);
  return random.chance(0.5)
    ? { ...condition, lessThan: upper }
    : { ...condition, lessThanOrEqual: upper };
}
