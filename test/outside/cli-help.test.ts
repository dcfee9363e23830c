/**
 * The examples of `aws guardduty … help`, each with real ids in place of the made-up ones: the
 * command is taken, and the answer has the members that the help shows. What differs is listed.
 */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ObjectServer } from '../../src/lists/testing.ts';
import { type HelpExample, helpFolder, readHelp } from './cli-help.ts';
import { makeOrganization } from './organization.ts';
import { pathIsThere } from './presence.ts';
import { type Key, type Ran, run, Vedette } from './vedette.ts';

const folder = helpFolder() ?? "of the aws CLI's examples (python3 finds no awscli)";
const there = pathIsThere(folder, "the examples of the aws CLI's help");

type Who = 'administrator' | 'member' | 'management';
type State = Record<string, string>;

interface Call {
  readonly as: Who;
  /** Parts of the answer that later examples are given, by their path. */
  readonly keep?: Record<string, string>;
}

/** A call that makes a state which an example takes for granted. */
interface Before extends Call {
  readonly line: (state: State) => string;
}

/** One example, in the order of a story. */
interface Step extends Call {
  readonly example: string;
  readonly before?: readonly Before[];
  /** What stands for the ids of the help, by option. */
  readonly given?: (state: State) => Record<string, string | undefined>;
  /** What the answer has besides, and what it lacks, each with the reason. */
  readonly differs?: Record<string, string>;
}

const ADMINISTRATOR = '111122223333';
const MEMBER = '444455556666';
const ours = ({ detector }: State) => ({ 'detector-id': detector });
const theirs = ({ memberDetector }: State) => ({ 'detector-id': memberDetector });

const invite: Before = {
  as: 'administrator',
  line: ({ detector }) =>
    `invite-members --detector-id ${detector} --account-ids ${MEMBER} --disable-email-notification`,
};
const makeSamples: Before = {
  as: 'administrator',
  line: ({ detector }) =>
    `create-sample-findings --detector-id ${detector} ` +
    '--finding-types UnauthorizedAccess:EC2/SSHBruteForce',
};
const later = 'the example is older than this member of the answer';

const nowhere = Object.fromEntries(
  ['City', 'Country', 'GeoLocation', 'Organization'].map((member) => [
    `Findings.0.Service.Action.AwsApiCallAction.RemoteIpDetails.${member}`,
    'an address of documentation is in no country and of no network',
  ]),
);

const story: readonly Step[] = [
  { example: 'create-detector 1', as: 'administrator', keep: { detector: 'DetectorId' } },
  { example: 'list-detectors 1', as: 'administrator' },
  {
    example: 'get-detector 1',
    as: 'administrator',
    given: ours,
    differs: { DataSources: later, Features: later },
  },
  { example: 'update-detector 1', as: 'administrator', given: ours },
  { example: 'update-detector 2', as: 'administrator', given: ours },
  { example: 'create-filter 1', as: 'administrator', given: ours },
  { example: 'create-filter 2', as: 'administrator', given: ours },
  {
    example: 'delete-filter 1',
    as: 'administrator',
    given: (state) => ({ ...ours(state), 'filter-name': 'myFilterExample' }),
  },
  { example: 'create-ip-set 1', as: 'administrator', given: ours, keep: { ipSet: 'IpSetId' } },
  { example: 'list-ip-sets 1', as: 'administrator', given: ours },
  {
    example: 'get-ip-set 1',
    as: 'administrator',
    given: (state) => ({ ...ours(state), 'ip-set-id': state.ipSet }),
  },
  {
    example: 'update-ip-set 1',
    as: 'administrator',
    given: (state) => ({ ...ours(state), 'ip-set-id': state.ipSet }),
  },
  { example: 'create-threat-intel-set 1', as: 'administrator', given: ours },
  { example: 'create-publishing-destination 1', as: 'administrator', given: ours },
  { example: 'create-sample-findings 1', as: 'administrator', given: ours },
  { example: 'list-findings 1', as: 'administrator', given: ours },
  { example: 'list-findings 2', as: 'administrator', given: ours, before: [makeSamples] },
  {
    example: 'list-findings 3',
    as: 'administrator',
    given: ours,
    keep: { finding: 'FindingIds.0' },
  },
  {
    example: 'get-findings 1',
    as: 'administrator',
    given: (state) => ({ ...ours(state), 'finding-id': state.finding }),
    differs: {
      'Findings.0.Service.AdditionalInfo': later,
      'Findings.0.Service.Action.AwsApiCallAction.AffectedResources': later,
      'Findings.0.Service.Action.AwsApiCallAction.UserAgent': later,
      ...nowhere,
    },
  },
  {
    example: 'archive-findings 1',
    as: 'administrator',
    given: (state) => ({ ...ours(state), 'finding-ids': state.finding }),
  },
  {
    example: 'create-members 1',
    as: 'administrator',
    given: (state) => ({
      ...ours(state),
      'account-details': `AccountId=${MEMBER},Email=member@example.com`,
    }),
  },
  {
    example: 'list-invitations 1',
    as: 'member',
    before: [
      invite,
      {
        as: 'member',
        line: () => 'create-detector --enable',
        keep: { memberDetector: 'DetectorId' },
      },
    ],
  },
  { example: 'decline-invitations 1', as: 'member' },
  {
    example: 'accept-invitation 1',
    as: 'member',
    before: [
      invite,
      {
        as: 'member',
        line: () => 'list-invitations',
        keep: { invitation: 'Invitations.0.InvitationId' },
      },
    ],
    given: (state) => ({
      ...theirs(state),
      'master-id': ADMINISTRATOR,
      'invitation-id': state.invitation,
    }),
  },
  { example: 'get-master-account 1', as: 'member', given: theirs },
  {
    example: 'list-members 1',
    as: 'administrator',
    given: ours,
    differs: { 'Members.0.AdministratorId': later },
  },
  {
    example: 'list-members 2',
    as: 'administrator',
    given: ours,
    differs: { 'Members.0.AdministratorId': later },
  },
  { example: 'disassociate-from-master-account 1', as: 'member', given: theirs },
  { example: 'delete-detector 1', as: 'member', given: theirs },
  {
    example: 'disable-organization-admin-account 1',
    as: 'management',
    given: () => ({ 'admin-account-id': '999999999999' }),
  },
];

describe.skipIf(!there)("the examples of the aws CLI's help", () => {
  const examples = there ? readHelp(folder) : new Map<string, HelpExample>();
  const state: State = {};
  let s3: ObjectServer;
  let vedette: Vedette;
  let keys: Record<Who, Key>;

  beforeAll(async () => {
    s3 = await ObjectServer.start();
    s3.objects.set('/amzn-s3-demo-bucket/customtrustlist.csv', '198.51.100.7\n');
    // What a destination is tried with before it is taken: is there a bucket, may it be written?
    for (const path of ['', '/AWSLogs/']) s3.objects.set(`/amzn-s3-demo-bucket${path}`, '');
    vedette = await Vedette.start(s3.endpoint);
    const administrator = await vedette.createAccount(ADMINISTRATOR, 'administrator@example.com');
    const member = await vedette.createAccount(MEMBER, 'member@example.com');
    keys = { administrator, member, management: vedette.root };
    await makeOrganization(vedette, []);
    const master = `enable-organization-admin-account --admin-account-id ${vedette.root.accountId}`;
    expect(await guardduty('management', master)).toMatchObject({ code: 0 });
  });
  afterAll(async () => {
    await vedette?.stop();
    await s3?.stop();
  });

  function guardduty(as: Who, line: string): Promise<Ran> {
    const command = `exec aws guardduty ${line} --output json --endpoint-url ${vedette.endpoint}`;
    // The help is written for a shell: quotes and files are taken as it takes them.
    const inFolder = `cd '${vedette.folder}' && ${command}`;
    return run('sh', ['-c', inFolder], vedette.environment(keys[as]));
  }

  async function call(line: string, { as, keep = {} }: Call): Promise<unknown> {
    const { code, stdout, stderr } = await guardduty(as, line);
    expect({ line, code, stderr }).toEqual({ line, code: 0, stderr: '' });
    const answer: unknown = stdout.trim() === '' ? undefined : JSON.parse(stdout);
    for (const [name, path] of Object.entries(keep)) state[name] = String(at(answer, path));
    return answer;
  }

  test('every example has its place in the story', () => {
    expect(story.map(({ example }) => example).sort()).toEqual([...examples.keys()].sort());
  });

  test.each(story)('$example', async (step) => {
    const example = examples.get(step.example);
    if (!example) throw new Error(`the help has no ${step.example}`);
    if (step.example === 'list-findings 3') await stopTrail();
    for (const before of step.before ?? []) await call(before.line(state), before);
    for (const [name, text] of example.files) await writeFile(join(vedette.folder, name), text);
    const line = withGiven(example.line, step.given?.(state) ?? {});
    const answer = await call(line, step);
    const found = differences(example.output, answer, '');
    expect(found.sort()).toEqual(Object.keys(step.differs ?? {}).sort());
  });

  /** The user of the examples stops a trail, and the log of it is sent. */
  async function stopTrail(): Promise<void> {
    const file = join(vedette.folder, 'trail.json');
    await writeFile(file, JSON.stringify({ Records: [trailStopped] }));
    const args = ['ingest', file, '--endpoint', vedette.endpoint];
    expect(await vedette.run(args, keys.administrator)).toMatchObject({ code: 0 });
  }
});

const trailStopped = {
  eventVersion: '1.11',
  userIdentity: {
    type: 'IAMUser',
    principalId: 'AIDACKCEVSQ6C2EXAMPLE',
    arn: `arn:aws:iam::${ADMINISTRATOR}:user/testuser`,
    accountId: ADMINISTRATOR,
    accessKeyId: 'AKIAIOSFODNN7EXAMPLE',
    userName: 'testuser',
  },
  eventTime: '2026-03-02T09:14:27Z',
  eventSource: 'cloudtrail.amazonaws.com',
  eventName: 'StopLogging',
  awsRegion: 'us-east-1',
  sourceIPAddress: '203.0.113.17',
  userAgent: 'aws-cli/2.17.0',
  requestParameters: { name: 'management-events' },
  responseElements: null,
  requestID: '00000000-0000-4000-8000-000000000001',
  eventID: '00000000-0000-4000-8000-000000000002',
  readOnly: false,
  eventType: 'AwsApiCall',
  managementEvent: true,
  recipientAccountId: ADMINISTRATOR,
  eventCategory: 'Management',
};

/** The example's line with these values behind its options. */
function withGiven(line: string, given: Record<string, string | undefined>): string {
  let changed = line;
  for (const [option, value] of Object.entries(given)) {
    const place = new RegExp(`(--${option}) (?:(?! --).)+`);
    expect(changed, `${option}=${value}`).toMatch(place);
    changed = changed.replace(place, `$1 ${value}`);
  }
  return changed;
}

function at(value: unknown, path: string): unknown {
  return path.split('.').reduce<unknown>((inner, name) => {
    return (inner as Record<string, unknown> | undefined)?.[name];
  }, value);
}

/** Where an answer has other members, or other kinds of values, than what the help shows. */
function differences(shown: unknown, answer: unknown, path: string): string[] {
  if (shown === null || answer === null || typeof shown !== 'object') {
    return typeof shown === typeof answer ? [] : [path];
  }
  if (typeof answer !== 'object' || Array.isArray(shown) !== Array.isArray(answer)) return [path];
  if (Array.isArray(shown)) {
    const [first, second] = [shown[0], (answer as unknown[])[0]];
    return differences(first, second, `${path}.0`);
  }
  const [left, right] = [shown as Record<string, unknown>, answer as Record<string, unknown>];
  const names = new Set([...Object.keys(left), ...Object.keys(right)]);
  return [...names].flatMap((name) => {
    const inner = path ? `${path}.${name}` : name;
    return differences(left[name], right[name], inner);
  });
}
