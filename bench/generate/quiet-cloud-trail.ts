import { type Call, type CallPlace, type MakeCall, QUIET_CALLS } from './calls.ts';
import { recordOf } from './cloud-trail.ts';
import type { Estate } from './estate.ts';
import { anywhere, hotel, LISTED_ADDRESSES } from './geography.ts';
import type { LogEntry } from './log-file.ts';
import { QUIET_CHANGES } from './quiet-changes.ts';
import { QUIET_DATA } from './quiet-data.ts';
import { Random, seedOf } from './random.ts';
import { type AccountWorld, accountWorld, type Caller, session } from './world.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

export function cloudTrailEntry(
  call: Call,
  caller: Caller,
  at: number,
  place: CallPlace,
): LogEntry {
  return { log: 'cloud-trail', at, text: JSON.stringify(recordOf(call, caller, at, place)) };
}

/** The people, machines and services of an account, at addresses where they may be. */
export function placedWorld(estate: Estate, seed: number): AccountWorld {
  const { accountId } = estate;
  const world = accountWorld(accountId, new Random(seedOf(seed, 'world', accountId)));
  return {
    ...world,
    people: world.people.map((one) => ({ ...one, sourceIPAddress: estate.office })),
    machines: world.machines.map((one, index) => ({
      ...one,
      // One builds elsewhere; the others are instances, and leave by the account's own address.
      sourceIPAddress: index === 0 ? `198.19.50.${1 + (estate.flowForm % 200)}` : estate.wayOut,
    })),
  };
}

/** A function's own credentials, as newer records name whom they were made for. */
function ofFunction(estate: Estate, random: Random): Caller {
  const { accountId, functionArn, wayOut } = estate;
  const inScopeOf = {
    sourceArn: functionArn,
    sourceAccount: accountId,
    issuerType: 'AWS::Lambda::Function',
    credentialsIssuedTo: functionArn,
  };
  return {
    userIdentity: {
      ...session(accountId, 'order-mailer-role', 'order-mailer', random),
      inScopeOf,
    },
    userAgent: 'Boto3/1.34.131 md/Botocore#1.34.131 exec-env/AWS_Lambda_python3.12',
    sourceIPAddress: wayOut,
    kind: 'machine',
  };
}

/** Is this the week in which the person travels, and has arrived? From Tuesday's evening on. */
function isAbroad(person: string, at: number, seed: number): boolean {
  const day = Math.floor(at / DAY);
  const week = Math.floor((day + 3) / 7);
  const ofWeek = (day + 3) % 7;
  if (seedOf(seed, 'travels', person, week) % 8 !== 0) return false;
  return (ofWeek === 1 && at % DAY > 17 * HOUR) || ofWeek === 2 || ofWeek === 3;
}

const consoleLogin = (worked: boolean): Call => ({
  source: 'signin.amazonaws.com',
  name: 'ConsoleLogin',
  readOnly: false,
  response: { ConsoleLogin: worked ? 'Success' : 'Failure' },
  ...(!worked && { errorMessage: 'Failed authentication' }),
  additional: { LoginTo: 'https://console.aws.amazon.com/console/home', MFAUsed: 'Yes' },
  eventType: 'AwsConsoleSignIn',
});

/** People sign in from the office or from where they are; a few forget the password first. */
function signIns(estate: Estate, hour: number, place: CallPlace, seed: number): LogEntry[] {
  const { random, world } = place;
  return world.people.flatMap((person) => {
    if (!random.chance(0.12)) return [];
    const at = hour + random.below(HOUR / 2);
    const name = String(person.userIdentity.arn);
    const isAway = isAbroad(name, at, seed);
    // Now and then somebody who is away comes in through the office's network.
    const isTunnelled = isAway && random.chance(0.05);
    const from = isAway && !isTunnelled ? hotel(random) : estate.office;
    const caller = { ...person, sourceIPAddress: from };
    const typos = random.chance(0.2) ? random.between(1, 3) : 0;
    return Array.from({ length: typos + 1 }, (_, n) =>
      cloudTrailEntry(consoleLogin(n === typos), caller, at + n * 20_000, place),
    );
  });
}

/** Whoever knows the name of a user tries passwords, from addresses that lists have, too. */
function strangers(hour: number, place: CallPlace): LogEntry[] {
  const { random, world } = place;
  const [person] = world.people;
  if (person === undefined || !random.chance(0.2)) return [];
  const listed = random.pick([LISTED_ADDRESSES['malicious-caller'], LISTED_ADDRESSES['tor-exit']]);
  const from = random.chance(0.3) ? listed : anywhere(random);
  const { type, accountId, userName } = person.userIdentity as Record<string, unknown>;
  const userIdentity = { type, accountId, userName, accessKeyId: '' };
  const caller = { ...person, userIdentity, sourceIPAddress: from };
  return [cloudTrailEntry(consoleLogin(false), caller, hour + random.below(HOUR), place)];
}

function drawn(
  hour: number,
  callers: readonly Caller[],
  makes: readonly MakeCall[],
  count: number,
  place: CallPlace,
): LogEntry[] {
  const { random } = place;
  return Array.from({ length: count }, () =>
    cloudTrailEntry(
      random.pick(makes)(place),
      random.pick(callers),
      hour + random.below(HOUR),
      place,
    ),
  );
}

export function quietCloudTrail(
  estate: Estate,
  hour: number,
  random: Random,
  seed: number,
): LogEntry[] {
  const world = placedWorld(estate, seed);
  const place = { world, region: estate.region, random };
  const clock = Math.floor(hour / HOUR) % 24;
  const isWork = clock >= 7 && clock < 18;
  const people = QUIET_CALLS.person.filter((make) => make(place).name !== 'ConsoleLogin');
  const ofCall = (callers: readonly Caller[], makes: readonly MakeCall[], count: number) =>
    drawn(hour, callers, makes, count, place);
  const deployer = world.machines.slice(0, 1);
  return [
    ...ofCall(world.people, people, isWork ? 20 : 1),
    ...ofCall(world.machines, QUIET_CALLS.machine, 24),
    ...ofCall(world.services, QUIET_CALLS.service, 16),
    ...ofCall([ofFunction(estate, random)], QUIET_DATA, 4),
    ...ofCall(world.machines, QUIET_DATA, 14),
    ...ofCall(deployer, QUIET_CHANGES, isWork ? random.between(0, 9) : 0),
    ...signIns(estate, hour, place, seed),
    ...strangers(hour, place),
  ];
}
