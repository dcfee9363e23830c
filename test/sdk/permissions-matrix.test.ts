/**
 * Who may do what: the permissions of the user guide, for five kinds of accounts. Each cell is
 * measured by doing it and looking at what came of it, and compared with the table.
 */
import * as sdk from '@aws-sdk/client-guardduty';
import { ListAccountsCommand, OrganizationsClient } from '@aws-sdk/client-organizations';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ObjectServer } from '../../src/lists/testing.ts';
import { type OrganizationAccount, OrganizationServer } from './organization-server.ts';

/** On any associated account, imposed on all of them, on oneself, or not at all. */
type Reach = 'any' | 'all' | 'self' | 'none';
type Kind = (typeof KINDS)[number];
const KINDS = ['delegated', 'orgMember', 'inviter', 'invited', 'standalone'] as const;

/** `any` where the guide has it for what must be done for all members first. */
const matrix = {
  'enable GuardDuty': ['any', 'none', 'self', 'self', 'self'],
  'enable it for new accounts by itself': ['all', 'none', 'none', 'none', 'none'],
  'list all accounts of the organisation': ['any', 'none', 'none', 'none', 'none'],
  'make sample findings': ['self', 'self', 'self', 'self', 'self'],
  'view findings': ['any', 'self', 'any', 'self', 'self'],
  'archive findings': ['any', 'none', 'any', 'none', 'self'],
  'suppress findings': ['all', 'none', 'all', 'none', 'self'],
  'make and delete lists': ['all', 'none', 'all', 'none', 'self'],
  'set the publishing frequency': ['all', 'none', 'all', 'none', 'self'],
  // What an administrator's destination gets of its members is for the export to show.
  'name a place of export': ['self', 'self', 'self', 'self', 'self'],
  'enable plans for the organisation': ['all', 'none', 'none', 'none', 'none'],
  'enable a plan for an account': ['any', 'none', 'any', 'none', 'self'],
  'enable malware scans of EC2': ['any', 'none', 'self', 'none', 'self'],
  'scan on demand': ['any', 'self', 'self', 'self', 'self'],
  // An administrator has its own buckets, and nothing to do with its members'.
  'protect S3 from malware': ['self', 'self', 'self', 'self', 'self'],
  'disassociate a member': ['any', 'none', 'any', 'none', 'none'],
  'leave the administrator': ['none', 'none', 'none', 'self', 'none'],
  'delete a disassociated member': ['any', 'none', 'any', 'none', 'none'],
  // Today's guide has no word of a member by invitation that suspends itself; older ones allow it.
  'suspend GuardDuty': ['any', 'none', 'any', 'self', 'self'],
  'disable GuardDuty': ['self', 'none', 'self', 'self', 'self'],
} as const satisfies Record<string, readonly [Reach, Reach, Reach, Reach, Reach]>;
type Action = keyof typeof matrix;

interface Actor extends OrganizationAccount {
  readonly kind: Kind;
  DetectorId: string;
  /** Whom it administers. */
  readonly member?: Actor;
}

/** Was the call taken, for all accounts that it is about? */
async function taken(call: Promise<object>): Promise<boolean> {
  try {
    const answer = (await call) as { UnprocessedAccounts?: unknown[] };
    return (answer.UnprocessedAccounts ?? []).length === 0;
  } catch (error) {
    if (error instanceof sdk.GuardDutyServiceException) return false;
    throw error;
  }
}

describe('the permissions of five kinds of accounts', () => {
  let server: OrganizationServer;
  let storage: ObjectServer;
  let actors: Record<Kind, Actor>;
  let serial = 0;

  beforeAll(async () => {
    storage = await ObjectServer.start();
    server = await OrganizationServer.start({ lists: { s3: storage.endpoint } });
    const make = async (kind: Kind, member?: Actor): Promise<Actor> => {
      const account = await server.account(kind.toLowerCase());
      const { DetectorId = '' } = await account.guardduty.send(
        new sdk.CreateDetectorCommand({ Enable: true }),
      );
      return { ...account, kind, DetectorId, ...(member && { member }) };
    };
    const orgMember = await make('orgMember');
    const invited = await make('invited');
    const delegated = await make('delegated', orgMember);
    const inviter = await make('inviter', invited);
    actors = { delegated, orgMember, inviter, invited, standalone: await make('standalone') };
    const AdminAccountId = delegated.accountId;
    await server.management.guardduty.send(
      new sdk.EnableOrganizationAdminAccountCommand({ AdminAccountId }),
    );
    await join(delegated);
    await join(inviter);
  });
  afterAll(async () => {
    await server?.stop();
    await storage?.stop();
  });

  /** Makes the member of this administrator one again, whatever it was. */
  async function join({ kind, guardduty, DetectorId, member }: Actor): Promise<void> {
    if (!member) throw new Error('nobody joins');
    const { accountId: AccountId, email: Email } = member;
    const AccountDetails = [{ AccountId, Email }];
    await guardduty.send(new sdk.CreateMembersCommand({ DetectorId, AccountDetails }));
    if (kind === 'delegated') return;
    const AccountIds = [AccountId];
    await guardduty.send(
      new sdk.InviteMembersCommand({ DetectorId, AccountIds, DisableEmailNotification: true }),
    );
    const { Invitations } = await member.guardduty.send(new sdk.ListInvitationsCommand({}));
    await member.guardduty.send(
      new sdk.AcceptAdministratorInvitationCommand({
        DetectorId: member.DetectorId,
        AdministratorId: Invitations?.at(-1)?.AccountId,
        InvitationId: Invitations?.at(-1)?.InvitationId,
      }),
    );
  }

  const own = ({ guardduty, DetectorId }: Actor, change: Partial<sdk.UpdateDetectorRequest>) =>
    taken(guardduty.send(new sdk.UpdateDetectorCommand({ DetectorId, ...change })));

  const theirs = ({ guardduty, DetectorId, member }: Actor, Feature: string, Status: string) =>
    taken(
      guardduty.send(
        new sdk.UpdateMemberDetectorsCommand({
          ...{ DetectorId, AccountIds: [member?.accountId ?? ''] },
          Features: [{ Name: Feature as sdk.OrgFeature, Status: Status as sdk.FeatureStatus }],
        }),
      ),
    );

  /** A feature off and on again: in the member where there is one, else in one's own detector. */
  async function switchFeature(actor: Actor, Name: sdk.OrgFeature): Promise<Reach> {
    if (actor.member && (await theirs(actor, Name, 'DISABLED'))) {
      const { guardduty, DetectorId } = actor.member;
      const shown = await guardduty.send(new sdk.GetDetectorCommand({ DetectorId }));
      const status = shown.Features?.find((feature) => feature.Name === Name)?.Status;
      expect(status).toBe('DISABLED');
      expect(await theirs(actor, Name, 'ENABLED')).toBe(true);
      return 'any';
    }
    const Feature = Name as sdk.DetectorFeature;
    if (!(await own(actor, { Features: [{ Name: Feature, Status: 'DISABLED' }] }))) return 'none';
    expect(await own(actor, { Features: [{ Name: Feature, Status: 'ENABLED' }] })).toBe(true);
    return 'self';
  }

  async function findingsOf({ guardduty, DetectorId }: Actor): Promise<sdk.Finding[]> {
    const { FindingIds } = await guardduty.send(new sdk.ListFindingsCommand({ DetectorId }));
    const got = await guardduty.send(new sdk.GetFindingsCommand({ DetectorId, FindingIds }));
    return got.Findings ?? [];
  }

  const makeSample = ({ guardduty, DetectorId }: Actor, FindingTypes: string[]) =>
    guardduty.send(new sdk.CreateSampleFindingsCommand({ DetectorId, FindingTypes }));

  const toMembers = ({ DetectorId, member }: Actor) => ({
    ...{ DetectorId, AccountIds: [member?.accountId ?? actors.standalone.accountId] },
  });

  const organization = (actor: Actor, input: Partial<sdk.UpdateOrganizationConfigurationRequest>) =>
    taken(
      actor.guardduty.send(
        new sdk.UpdateOrganizationConfigurationCommand({ DetectorId: actor.DetectorId, ...input }),
      ),
    );

  const measures: Record<Action, (actor: Actor) => Promise<Reach>> = {
    'enable GuardDuty': async (actor) => {
      const { kind, guardduty, DetectorId, caller } = actor;
      if (kind === 'delegated') {
        const { guardduty: fresh, accountId: AccountId, email: Email } = await server.account('f');
        const AccountDetails = [{ AccountId, Email }];
        await guardduty.send(new sdk.CreateMembersCommand({ DetectorId, AccountDetails }));
        const { DetectorIds } = await fresh.send(new sdk.ListDetectorsCommand({}));
        return DetectorIds?.length === 1 ? 'any' : 'none';
      }
      // What its administrator has enabled is not a member's to enable; elsewhere nobody has.
      const region = kind === 'orgMember' ? caller.region : 'eu-west-1';
      const { endpoint, credentials } = caller;
      const there = new sdk.GuardDutyClient({ endpoint: endpoint.origin, region, credentials });
      const made = there.send(new sdk.CreateDetectorCommand({ Enable: true }));
      return (await taken(made)) ? 'self' : 'none';
    },
    'enable it for new accounts by itself': async (actor) => {
      if (!(await organization(actor, { AutoEnableOrganizationMembers: 'NEW' }))) return 'none';
      await organization(actor, { AutoEnableOrganizationMembers: 'NONE' });
      return 'all';
    },
    'list all accounts of the organisation': async ({ caller }) => {
      const { endpoint, region, credentials } = caller;
      const client = new OrganizationsClient({ endpoint: endpoint.origin, region, credentials });
      const listed = await client.send(new ListAccountsCommand({})).catch((error: Error) => {
        expect(error.name).toBe('AccessDeniedException');
        return undefined;
      });
      return listed?.Accounts?.some(({ Id }) => Id === actors.standalone.accountId)
        ? 'any'
        : 'none';
    },
    'make sample findings': async (actor) => {
      await makeSample(actor, ['Recon:EC2/Portscan']);
      const seen = await findingsOf(actor);
      return seen.some(({ AccountId }) => AccountId === actor.accountId) ? 'self' : 'none';
    },
    'view findings': async (actor) => {
      const seen = new Set((await findingsOf(actor)).map(({ AccountId }) => AccountId));
      expect([...seen].filter((id) => id !== actor.accountId)).toEqual(
        actor.member ? [actor.member.accountId] : [],
      );
      return actor.member ? 'any' : 'self';
    },
    'archive findings': async (actor) => {
      const { guardduty, DetectorId, member } = actor;
      const about = member ?? actor;
      const found = (await findingsOf(actor)).filter((one) => one.AccountId === about.accountId);
      const input = { DetectorId, FindingIds: found.map(({ Id }) => Id ?? '') };
      if (!(await taken(guardduty.send(new sdk.ArchiveFindingsCommand(input))))) return 'none';
      const archived = (await findingsOf(about)).map(({ Service }) => Service?.Archived);
      expect(archived).toEqual([true]);
      await guardduty.send(new sdk.UnarchiveFindingsCommand(input));
      return member ? 'any' : 'self';
    },
    'suppress findings': async (actor) => {
      const { guardduty, DetectorId, member } = actor;
      const type = 'Stealth:IAMUser/CloudTrailLoggingDisabled';
      const FindingCriteria = { Criterion: { type: { Equals: [type] } } };
      const made = guardduty.send(
        new sdk.CreateFilterCommand({
          ...{ DetectorId, Name: 'quiet', Action: 'ARCHIVE', FindingCriteria },
        }),
      );
      if (!(await taken(made))) return 'none';
      const about = member ?? actor;
      await makeSample(about, [type]);
      const found = (await findingsOf(about)).find(({ Type }) => Type === type);
      expect(found?.Service?.Archived).toBe(true);
      await guardduty.send(new sdk.DeleteFilterCommand({ DetectorId, FilterName: 'quiet' }));
      return member ? 'all' : 'self';
    },
    'make and delete lists': async (actor) => {
      const { guardduty, DetectorId, member } = actor;
      const Location = 'https://s3.amazonaws.com/lists/feed.txt';
      const given = { DetectorId, Name: 'feed', Format: 'TXT', Location, Activate: false } as const;
      if (!(await taken(guardduty.send(new sdk.CreateThreatIntelSetCommand(given))))) return 'none';
      const idsFor = async (reader: Actor) => {
        const list = new sdk.ListThreatIntelSetsCommand({ DetectorId: reader.DetectorId });
        return (await reader.guardduty.send(list)).ThreatIntelSetIds ?? [];
      };
      const [ThreatIntelSetId] = await idsFor(actor);
      if (member) expect(await idsFor(member)).toEqual([ThreatIntelSetId]);
      await guardduty.send(new sdk.DeleteThreatIntelSetCommand({ DetectorId, ThreatIntelSetId }));
      return member ? 'all' : 'self';
    },
    'set the publishing frequency': async (actor) => {
      const { member } = actor;
      if (!(await own(actor, { FindingPublishingFrequency: 'ONE_HOUR' }))) return 'none';
      const { guardduty, DetectorId } = member ?? actor;
      const shown = await guardduty.send(new sdk.GetDetectorCommand({ DetectorId }));
      expect(shown.FindingPublishingFrequency).toBe('ONE_HOUR');
      await own(actor, { FindingPublishingFrequency: 'SIX_HOURS' });
      return member ? 'all' : 'self';
    },
    'name a place of export': async ({ guardduty, DetectorId, accountId }) => {
      const KmsKeyArn = `arn:aws:kms:us-east-1:${accountId}:key/84cee9c5-dea1-401a-ab6d-e1de7000`;
      const DestinationProperties = { DestinationArn: `arn:aws:s3:::b-${accountId}`, KmsKeyArn };
      for (const path of ['', '/AWSLogs/']) storage.objects.set(`/b-${accountId}${path}`, '');
      const create = new sdk.CreatePublishingDestinationCommand({
        ...{ DetectorId, DestinationType: 'S3', DestinationProperties },
      });
      return (await taken(guardduty.send(create))) ? 'self' : 'none';
    },
    'enable plans for the organisation': async (actor) => {
      const put = (AutoEnable: sdk.OrgFeatureStatus) =>
        organization(actor, {
          AutoEnableOrganizationMembers: 'NONE',
          Features: [{ Name: 'RDS_LOGIN_EVENTS', AutoEnable }],
        });
      if (!(await put('NEW'))) return 'none';
      await put('NONE');
      return 'all';
    },
    'enable a plan for an account': (actor) => switchFeature(actor, 'S3_DATA_EVENTS'),
    'enable malware scans of EC2': (actor) => switchFeature(actor, 'EBS_MALWARE_PROTECTION'),
    'scan on demand': async ({ guardduty, accountId, member }) => {
      const scan = (owner: string) => {
        serial += 1;
        const id = `i-${String(serial).padStart(17, '0')}`;
        const ResourceArn = `arn:aws:ec2:us-east-1:${owner}:instance/${id}`;
        return taken(guardduty.send(new sdk.StartMalwareScanCommand({ ResourceArn })));
      };
      if (member && (await scan(member.accountId))) return 'any';
      return (await scan(accountId)) ? 'self' : 'none';
    },
    'protect S3 from malware': async ({ guardduty, accountId, member }) => {
      const Role = `arn:aws:iam::${accountId}:role/scans`;
      const ProtectedResource = { S3Bucket: { BucketName: `b-${accountId}` } };
      const made = await guardduty.send(
        new sdk.CreateMalwareProtectionPlanCommand({ Role, ProtectedResource }),
      );
      const list = new sdk.ListMalwareProtectionPlansCommand({});
      const { MalwareProtectionPlans: plans } = await guardduty.send(list);
      const ids = plans?.map(({ MalwareProtectionPlanId }) => MalwareProtectionPlanId);
      expect(ids).toEqual([made.MalwareProtectionPlanId]);
      if (!member) return 'self';
      const { MalwareProtectionPlans } = await member.guardduty.send(list);
      const [first] = MalwareProtectionPlans ?? [];
      const MalwareProtectionPlanId = first?.MalwareProtectionPlanId;
      const read = new sdk.GetMalwareProtectionPlanCommand({ MalwareProtectionPlanId });
      return (await taken(guardduty.send(read))) ? 'any' : 'self';
    },
    'disassociate a member': async (actor) => {
      const end = new sdk.DisassociateMembersCommand(toMembers(actor));
      if (!(await taken(actor.guardduty.send(end)))) return 'none';
      await join(actor);
      return 'any';
    },
    'leave the administrator': async ({ guardduty, DetectorId }) => {
      const leave = new sdk.DisassociateFromAdministratorAccountCommand({ DetectorId });
      if (!(await taken(guardduty.send(leave)))) return 'none';
      await join(actors.inviter);
      return 'self';
    },
    'delete a disassociated member': async (actor) => {
      const { guardduty } = actor;
      await taken(guardduty.send(new sdk.DisassociateMembersCommand(toMembers(actor))));
      const end = new sdk.DeleteMembersCommand(toMembers(actor));
      if (!(await taken(guardduty.send(end)))) return 'none';
      await join(actor);
      return 'any';
    },
    'suspend GuardDuty': async (actor) => {
      const { guardduty, member } = actor;
      if (member) {
        const stopped = guardduty.send(new sdk.StopMonitoringMembersCommand(toMembers(actor)));
        if (!(await taken(stopped))) return 'none';
        await guardduty.send(new sdk.StartMonitoringMembersCommand(toMembers(actor)));
        return 'any';
      }
      if (!(await own(actor, { Enable: false }))) return 'none';
      expect(await own(actor, { Enable: true })).toBe(true);
      return 'self';
    },
    'disable GuardDuty': async (actor) => {
      const { guardduty, DetectorId, kind } = actor;
      const end = () => taken(guardduty.send(new sdk.DeleteDetectorCommand({ DetectorId })));
      if (await end()) return 'self';
      if (!actor.member) return 'none';
      // Not while it has members.
      const list = new sdk.ListMembersCommand({ DetectorId, OnlyAssociated: 'false' });
      const { Members = [] } = await guardduty.send(list);
      const AccountIds = Members.map(({ AccountId }) => AccountId ?? '');
      await guardduty.send(new sdk.DisassociateMembersCommand({ DetectorId, AccountIds }));
      if (await end()) return 'self';
      expect(kind).toBe('delegated');
      await server.management.guardduty.send(
        new sdk.DisableOrganizationAdminAccountCommand({ AdminAccountId: actor.accountId }),
      );
      return (await end()) ? 'self' : 'none';
    },
  };

  /** Members first: what is lost of a relation in the last row is then nobody's any more. */
  const order: readonly Kind[] = ['orgMember', 'invited', 'standalone', 'inviter', 'delegated'];

  test.each(Object.keys(matrix) as Action[])('%s', async (action) => {
    const measured: Partial<Record<Kind, Reach>> = {};
    for (const kind of order) measured[kind] = await measures[action](actors[kind]);
    const expected = Object.fromEntries(KINDS.map((kind, at) => [kind, matrix[action][at]]));
    expect(measured).toEqual(expected);
  });
});
