import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  ALLOW_ALL,
  documentOf,
  MANAGEMENT,
  MEMBER,
  ORGANIZATION,
  OUTSIDER,
  openWorld,
  ROOT_ID,
  rootOf,
  UNIT,
  type World,
} from './testing.ts';

let world: World;
beforeEach(async () => {
  world = await openWorld();
});
afterEach(() => world.store.close());

const D = { DetectorId: 'd1' };
const on = (rest = '') => `arn:aws:guardduty:us-east-1:${MEMBER}:detector/d1${rest}`;

/** A policy as organisations write it to keep members from touching GuardDuty. */
const SIXTEEN = {
  'guardduty:AcceptInvitation': D,
  'guardduty:AcceptAdministratorInvitation': D,
  'guardduty:CreateDetector': {},
  'guardduty:CreateFilter': { ...D, Name: 'f1' },
  'guardduty:CreateMembers': D,
  'guardduty:CreatePublishingDestination': D,
  'guardduty:DeleteDetector': D,
  'guardduty:DeleteFilter': { ...D, FilterName: 'f1' },
  'guardduty:DeletePublishingDestination': { ...D, DestinationId: 'p1' },
  'guardduty:InviteMembers': D,
  'guardduty:UpdateDetector': D,
  'guardduty:UpdateFilter': { ...D, FilterName: 'f1' },
  'guardduty:UpdateFindingsFeedback': D,
  'guardduty:UpdateIPSet': { ...D, IpSetId: 'i1' },
  'guardduty:UpdateMalwareScanSettings': D,
  'guardduty:UpdatePublishingDestination': { ...D, DestinationId: 'p1' },
} as const;

/** Those of them that are about no resource, so that a list of ARNs does not reach them. */
const OUT_OF_REACH = [
  'guardduty:AcceptInvitation',
  'guardduty:AcceptAdministratorInvitation',
  'guardduty:CreateDetector',
  'guardduty:CreateMembers',
  'guardduty:CreatePublishingDestination',
  'guardduty:InviteMembers',
  'guardduty:UpdateFindingsFeedback',
  'guardduty:UpdateMalwareScanSettings',
];

const GUARD = {
  Sid: 'DenyGuardDuty',
  Effect: 'Deny',
  Action: Object.keys(SIXTEEN),
  Resource: ['', '/filter/*', '/ipset/*', '/threatintelset/*', '/publishingDestination/*'].map(
    (rest) => `arn:*:guardduty:*:*:detector/*${rest}`,
  ),
  Condition: {
    ArnNotLike: {
      'aws:PrincipalARN': ['arn:*:iam::*:role/stacksets-exec-*', 'arn:*:iam::*:role/admin-role'],
    },
  },
};

describe('a service control policy on the ARNs of detectors', () => {
  it.each(Object.entries(SIXTEEN))('%s is denied where it is about one', async (call, input) => {
    await world.scp(UNIT, 'p-guardduty1', GUARD);
    const verdict = await world.ask(await world.role('worker'), call, input);
    if (OUT_OF_REACH.includes(call)) {
      expect(verdict.allowed).toBe(true);
      return;
    }
    expect(verdict).toMatchObject({
      allowed: false,
      reason: 'with an explicit deny in a service control policy',
      deniedBy: { policy: 'p-guardduty1', sid: 'DenyGuardDuty', statement: 0 },
    });
    expect(verdict.resource).toMatch(/^arn:aws:guardduty:us-east-1:444455556666:detector\/d1/);
  });

  it('spares the named roles, the management account and outsiders', async () => {
    await world.scp(ROOT_ID, 'p-guardduty1', GUARD);
    const call = ['guardduty:DeleteDetector', D] as const;
    for (const name of ['admin-role', 'stacksets-exec-0123456789abcdef']) {
      expect((await world.ask(await world.role(name), ...call)).allowed).toBe(true);
    }
    for (const accountId of [MANAGEMENT, OUTSIDER]) {
      expect((await world.ask(rootOf(accountId), ...call)).allowed).toBe(true);
    }
    expect((await world.ask(rootOf(MEMBER), ...call)).allowed).toBe(false);
    expect((await world.ask(await world.user('admin-role', ALLOW_ALL), ...call)).allowed).toBe(
      false,
    );
  });

  it('reaches all of them once it is about every resource', async () => {
    await world.scp(MEMBER, 'p-guardduty1', { ...GUARD, Resource: '*' });
    const worker = await world.role('worker');
    for (const [call, input] of Object.entries(SIXTEEN)) {
      expect((await world.ask(worker, call, input)).allowed, call).toBe(false);
    }
  });

  it('blocks what a level does not allow', async () => {
    await world.store.organizations.detach(ORGANIZATION, UNIT, 'p-FullAWSAccess');
    await world.scp(UNIT, 'p-onlyiam01', { ...ALLOW_ALL, Action: 'iam:*' });
    const verdict = await world.ask(rootOf(MEMBER), 'guardduty:ListDetectors');
    expect(verdict.reason).toBe(
      'because no service control policy allows the guardduty:ListDetectors action',
    );
    expect((await world.ask(rootOf(MEMBER), 'iam:ListUsers')).allowed).toBe(true);
  });

  it('does not bind roles of services', async () => {
    await world.scp(ROOT_ID, 'p-nothing01', { ...ALLOW_ALL, Effect: 'Deny' });
    const path = '/aws-service-role/guardduty.amazonaws.com/';
    const linked = await world.role('AWSServiceRoleForAmazonGuardDuty', { path });
    expect((await world.ask(linked, 'guardduty:CreateDetector')).allowed).toBe(true);
  });
});

describe('identity policies', () => {
  it('decide about users and roles, not about root', async () => {
    const reader = await world.user('reader', {
      Effect: 'Allow',
      Action: 'guardduty:Get*',
      Resource: on(),
    });
    expect((await world.ask(reader, 'guardduty:GetDetector', D)).allowed).toBe(true);
    const refused = await world.ask(reader, 'guardduty:CreateFilter', { ...D, Name: 'f1' });
    expect(refused).toMatchObject({
      resource: on('/filter/f1'),
      reason: 'because no identity-based policy allows the guardduty:CreateFilter action',
    });
    expect((await world.ask(rootOf(MEMBER), 'guardduty:DeleteDetector', D)).allowed).toBe(true);
  });

  it('give nothing to a session whose role is gone', async () => {
    const session = await world.role('worker');
    await world.store.iam.delete('role', MEMBER, 'worker');
    expect((await world.ask(session, 'guardduty:ListDetectors')).allowed).toBe(false);
    expect((await world.ask(session, 'sts:GetCallerIdentity')).allowed).toBe(true);
  });

  it('are cut by the policies of the session', async () => {
    const role = await world.role('worker');
    const document = documentOf({ ...ALLOW_ALL, Action: 'guardduty:List*' });
    const session = { ...role, sessionPolicies: [{ name: 'inline', document }] };
    expect((await world.ask(session, 'guardduty:ListDetectors')).allowed).toBe(true);
    expect((await world.ask(session, 'guardduty:GetDetector', D)).reason).toBe(
      'because no session policy allows the guardduty:GetDetector action',
    );
  });

  it('may ask for tags, which are looked up only then', async () => {
    const worker = await world.role('worker');
    await world.ask(worker, 'guardduty:GetDetector', D);
    expect(world.tagged).toEqual([]);
    const tagged = await world.role('tagged', {
      tags: { team: 'red' },
      inline: {
        own: documentOf({
          ...ALLOW_ALL,
          Condition: {
            StringEquals: { 'aws:ResourceTag/team': ['$', '{aws:PrincipalTag/team}'].join('') },
          },
        }),
      },
    });
    expect((await world.ask(tagged, 'guardduty:GetDetector', D)).allowed).toBe(true);
    expect((await world.ask(tagged, 'guardduty:ListDetectors')).allowed).toBe(false);
    expect(world.tagged).toEqual([on()]);
    const name = { RoleName: 'tagged' };
    expect((await world.ask(tagged, 'iam:GetRole', name)).allowed).toBe(true);
    expect((await world.ask(tagged, 'iam:GetRole', { RoleName: 'worker' })).allowed).toBe(false);
  });

  it('may ask for the role that is handed to a service', async () => {
    const passTo = (service: string) => ({
      Effect: 'Allow',
      Action: 'iam:PassRole',
      Resource: `arn:aws:iam::${MEMBER}:role/*`,
      Condition: { StringEquals: { 'iam:PassedToService': service } },
    });
    const plans = { ...ALLOW_ALL, Action: ['guardduty:*', 'iam:AddRoleToInstanceProfile'] };
    const Role = `arn:aws:iam::${MEMBER}:role/scan`;
    const plan = ['guardduty:CreateMalwareProtectionPlan', { Role }] as const;
    const profile = { RoleName: 'scan', InstanceProfileName: 'box' };
    const host = ['iam:AddRoleToInstanceProfile', profile] as const;
    const services = 'malware-protection-plan.guardduty.amazonaws.com';
    const scanning = await world.user('scanning', plans, passTo(services));
    expect((await world.ask(scanning, ...plan)).allowed).toBe(true);
    expect((await world.ask(scanning, ...host)).allowed).toBe(false);
    const hosting = await world.user('hosting', plans, passTo('ec2.amazonaws.com'));
    expect((await world.ask(hosting, ...host)).allowed).toBe(true);
    const neither = await world.user('neither', plans);
    for (const [call, input] of [plan, host]) {
      expect(await world.ask(neither, call, input)).toMatchObject({
        allowed: false,
        action: 'iam:PassRole',
        resource: Role,
      });
    }
  });
});

describe('AssumeRole', () => {
  const arn = (name: string) => `arn:aws:iam::${MEMBER}:role/${name}`;
  const assume = (name: string) => ({ RoleArn: arn(name), RoleSessionName: 'run' });

  it('needs the trust of the role', async () => {
    await world.role('worker');
    const call = 'sts:AssumeRole';
    expect((await world.ask(rootOf(MANAGEMENT), call, assume('worker'))).allowed).toBe(true);
    for (const accountId of [MEMBER, OUTSIDER]) {
      const verdict = await world.ask(rootOf(accountId), call, assume('worker'));
      expect(verdict).toMatchObject({ allowed: false, refusedBy: 'resource-based policy' });
    }
  });

  it('looks the same for a role that is not there, closed or of another path', async () => {
    await world.role('worker', { path: '/team/' });
    const ask = (name: string) => world.ask(rootOf(MANAGEMENT), 'sts:AssumeRole', assume(name));
    const absent = await ask('absent');
    expect(absent).toMatchObject({ allowed: false, refusedBy: 'resource-based policy' });
    expect(await ask('worker')).toEqual({ ...absent, resource: arn('worker') });
    expect((await ask('team/worker')).allowed).toBe(true);
    const account = await world.store.accounts.get(MEMBER);
    if (account) await world.store.accounts.put({ ...account, status: 'SUSPENDED' });
    expect((await ask('team/worker')).allowed).toBe(false);
  });

  it('wants the external id, and the leave to name a source identity', async () => {
    const Condition = { StringEquals: { 'sts:ExternalId': 'secret' } };
    const trusted = { Effect: 'Allow', Principal: { AWS: OUTSIDER }, Condition };
    const trustPolicy = documentOf({ ...trusted, Action: 'sts:AssumeRole' });
    await world.role('worker', { trustPolicy });
    const ask = (more: object) =>
      world.ask(rootOf(OUTSIDER), 'sts:AssumeRole', { ...assume('worker'), ...more });
    expect((await ask({ ExternalId: 'secret' })).allowed).toBe(true);
    expect((await ask({ ExternalId: 'other' })).allowed).toBe(false);
    expect(await ask({ ExternalId: 'secret', SourceIdentity: 'anna' })).toMatchObject({
      allowed: false,
      action: 'sts:SetSourceIdentity',
    });
  });

  it('is judged for whatever could be read as a role', async () => {
    const strange = `arn:aws:iam::${MEMBER}:role/!/worker`;
    await world.role('worker', { path: '/!/' });
    const ask = (RoleArn: string) => world.ask(rootOf(OUTSIDER), 'sts:AssumeRole', { RoleArn });
    expect((await ask(strange)).allowed).toBe(false);
    expect((await ask(`${strange}\n`)).allowed).toBe(false);
    expect((await ask('worker')).allowed).toBe(true);
  });
});
