import {
  at,
  type CloudTrailEvent,
  callerKey,
  callerName,
  cloudTrail,
  defineDetection,
  flag,
  hit,
  lostCalls,
  type Memory,
  plainText,
  recordedCalls,
  succeeded,
  text,
} from '../../../src/detect/kit.ts';

/** UpdateTrail's switches by which a trail sees less: as requests and as answers name them. */
const SWITCHES = [
  ['isMultiRegionTrail', 'isMultiRegionTrail', 'other Regions'],
  ['includeGlobalServiceEvents', 'includeGlobalServiceEvents', 'IAM and STS'],
  ['enableLogFileValidation', 'logFileValidationEnabled', 'file digests'],
  ['isOrganizationTrail', 'isOrganizationTrail', 'member accounts'],
] as const;

const CLOUD_TRAIL = 'cloudtrail.amazonaws.com';

export default defineDetection({
  types: ['Stealth:IAMUser/CloudTrailLoggingDisabled'],
  severity: 2,
  reads: [
    cloudTrail({
      source: CLOUD_TRAIL,
      names: ['CreateTrail', 'UpdateTrail', 'PutEventSelectors', 'StopLogging', 'DeleteTrail'],
    }),
    cloudTrail({ source: 's3.amazonaws.com', names: ['DeleteBucket'] }),
    // CloudTrail itself looks at the bucket of every trail: that names buckets of older trails.
    cloudTrail({ source: 's3.amazonaws.com', names: ['GetBucketAcl'], identityType: 'AWSService' }),
  ],
  memoryOf: 'account',
  about: {
    title: 'A CloudTrail trail was switched off or weakened',
    description:
      'A trail was stopped, deleted or told to record less, or the bucket that stores its files ' +
      'was deleted. Attackers do this before the acts that they want nobody to see.',
    remediation:
      'Start the trail again or restore its settings. If nobody planned the change, disable the ' +
      'credentials that made it and look at all they did before, in other logs also after.',
    tactic: 'Defense Evasion',
    blindSpots: [
      'Of event selectors only management events count, and whether they are read or written: ' +
        'data events that are left out, and single services or names, are not reported.',
      'Deletion of a bucket is only noticed after CloudTrail has looked at that bucket, or a ' +
        'CreateTrail or UpdateTrail has named it, in the records of the same account.',
      'An UpdateTrail that names a switch as off is taken as a weakening where earlier records ' +
        'do not show that it was off already.',
      'Lifecycle rules, bucket policies and keys that make delivery fail are not seen here.',
    ],
  },
  observe(event, memory) {
    if (!succeeded(event)) return;
    if (event.source === CLOUD_TRAIL) return observeTrail(event, memory);
    const bucket = text(event.record, 'requestParameters', 'bucketName');
    if (!bucket) return;
    if (event.name === 'DeleteBucket') {
      if (memory.last(`bucket ${bucket}`) !== true) return;
      return disabled(event, `bucket ${bucket}`, { 'AWS::S3::Bucket': bucket }, ['all new files']);
    }
    const by = text(event.record, 'userIdentity', 'invokedBy');
    if (by === CLOUD_TRAIL) memory.keep(`bucket ${bucket}`, true);
  },
});

function observeTrail(event: CloudTrailEvent, memory: Memory) {
  const { requestParameters: asked, responseElements: answered } = event.record;
  const named = text(asked, 'name') || text(asked, 'trailName') || text(answered, 'name');
  const trail = named.replace(/^arn:.*:trail\//, '');
  const affected = { 'AWS::CloudTrail::Trail': named };
  if (event.name === 'PutEventSelectors') {
    const key = `calls ${event.region} ${trail}`;
    const now = recordedCalls(asked);
    const lost = lostCalls(memory.last(key), now);
    if (now) memory.keep(key, now);
    return lost.length > 0 ? disabled(event, `trail ${trail}`, affected, lost) : undefined;
  }
  if (event.name === 'StopLogging' || event.name === 'DeleteTrail') {
    return disabled(event, `trail ${trail}`, affected, ['everything']);
  }
  const bucket = text(answered, 's3BucketName') || text(asked, 's3BucketName');
  if (bucket) memory.keep(`bucket ${bucket}`, true);
  // Trails of different Regions may have the same name.
  const key = `trail ${event.region} ${trail}`;
  const before = SWITCHES.map((_, i) => at(memory.last(key), String(i)) ?? null);
  const now = SWITCHES.map(([is, was]) => flag(asked, is) ?? flag(answered, was));
  const known = before.map((value, i) => now[i] ?? value);
  memory.keep(key, known);
  if (event.name !== 'UpdateTrail') return;
  const isLost = (name: string, i: number) => flag(asked, name) === false && before[i] !== false;
  const lost = SWITCHES.filter(([is], i) => isLost(is, i)).map(([, , off]) => off);
  if (lost.length > 0) return disabled(event, `trail ${trail}`, affected, lost);
}

type Names = Readonly<Record<string, string>>;

function disabled(event: CloudTrailEvent, target: string, affected: Names, lost: string[]) {
  const what = plainText(target);
  return hit(event, {
    type: 'Stealth:IAMUser/CloudTrailLoggingDisabled',
    severity: 2,
    key: `${callerKey(event)} ${target}`,
    title: `CloudTrail logging was disabled or weakened: ${event.name} on ${what}.`,
    description:
      `${callerName(event)} called ${event.name} on ${what} in ${event.region}. ` +
      `No longer recorded: ${lost.join(', ')}.`,
    affectedResources: affected,
    additionalInfo: { noLongerRecorded: lost },
  });
}
