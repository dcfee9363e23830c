import type { IamRole } from '../domain/iam.ts';
import type { Principal } from '../domain/principal.ts';
import { ManualClock } from '../lib/clock.ts';
import { openStore } from '../store/open-store.ts';
import type { Store } from '../store/store.ts';
import type { AuthorisableCall } from './authorisable-call.ts';
import { authorise, type CallVerdict } from './authorise.ts';
import { createPolicySource, type PolicySource } from './policies-in-force.ts';
import { createResourceLookups } from './resource-lookups.ts';

export const MANAGEMENT = '111122223333';
export const MEMBER = '444455556666';
export const OUTSIDER = '999999999999';
export const ORGANIZATION = 'o-exampleorg1';
export const ROOT_ID = 'r-abcd';
export const UNIT = 'ou-abcd-12345678';
const NOW = Date.UTC(2026, 2, 1, 12);

export const ALLOW_ALL = { Effect: 'Allow', Action: '*', Resource: '*' };

export function documentOf(...statements: readonly object[]): string {
  return JSON.stringify({ Version: '2012-10-17', Statement: statements });
}

/** A store with an organisation: management account, one unit, a member in it; and an outsider. */
export interface World {
  readonly store: Store;
  readonly clock: ManualClock;
  readonly policies: PolicySource;
  /** ARNs whose tags were asked for. */
  readonly tagged: string[];
  role(name: string, change?: Partial<IamRole>): Promise<Principal>;
  user(name: string, ...statements: readonly object[]): Promise<Principal>;
  scp(targetId: string, policyId: string, ...statements: readonly object[]): Promise<void>;
  ask(
    principal: Principal,
    call: string,
    input?: object,
    change?: Partial<AuthorisableCall>,
  ): Promise<CallVerdict>;
}

export async function openWorld(): Promise<World> {
  const store = await openStore(':memory:');
  const clock = new ManualClock(NOW);
  await organize(store);
  const policies = createPolicySource(store, clock, { entriesMax: 100, seconds: 60 });
  const tagged: string[] = [];
  const lookups = createResourceLookups(store, async (arn) => {
    tagged.push(arn);
    return { team: 'red' };
  });
  return {
    store,
    clock,
    policies,
    tagged,
    async role(name, change = {}) {
      const role = roleOf(name, change);
      await store.iam.put(role);
      return sessionOf(role);
    },
    async user(name, ...statements) {
      const path = '/';
      const inline: Record<string, string> =
        statements.length > 0 ? { own: documentOf(...statements) } : {};
      const identity = { accountId: MEMBER, name, id: 'AIDAEXAMPLEEXAMPLE01', path, tags: {} };
      await store.iam.put({ kind: 'user', ...identity, inline, attached: [], createdAt: 0 });
      const named = { userName: name, userId: identity.id, userPath: path };
      return { kind: 'user', accountId: MEMBER, accessKeyId: `AKIA${name}`, ...named };
    },
    async scp(targetId, policyId, ...statements) {
      const content = documentOf(...statements);
      const times = { createdAt: 0, updatedAt: 0 };
      const named = { policyId, organizationId: ORGANIZATION, name: policyId, description: '' };
      await store.organizations.putPolicy({ ...named, content, ...times });
      await store.organizations.attach({
        organizationId: ORGANIZATION,
        targetId,
        policyId,
        attachedAt: 0,
      });
    },
    async ask(principal, call, input = {}, change = {}) {
      const [service = '', operation = ''] = call.split(':');
      const asked = { ...callOf(principal, service, operation, input), ...change };
      const inForce = await policies.of(asked.principal);
      const { organization } = inForce;
      return authorise({ ...asked, organization }, inForce, { lookups, store });
    },
  };
}

export function callOf(
  principal: Principal,
  service: string,
  operation: string,
  input: object = {},
): AuthorisableCall {
  const place = { region: 'us-east-1', partition: 'aws' } as const;
  const given = input as AuthorisableCall['input'];
  return { principal, service, operation, input: given, ...place, now: NOW };
}

export function rootOf(accountId: string): Principal {
  return { kind: 'root', accountId, accessKeyId: `AKIAROOT${accountId}` };
}

function roleOf(name: string, change: Partial<IamRole>): IamRole {
  return {
    kind: 'role',
    accountId: MEMBER,
    name,
    id: `AROA${name.toUpperCase()}`,
    path: '/',
    tags: {},
    inline: { own: documentOf(ALLOW_ALL) },
    attached: [],
    trustPolicy: documentOf({
      Effect: 'Allow',
      Principal: { AWS: MANAGEMENT },
      Action: 'sts:AssumeRole',
    }),
    maxSessionSeconds: 3600,
    createdAt: 0,
    ...change,
  };
}

function sessionOf({ accountId, name, id, path }: IamRole): Principal {
  const named = { roleName: name, roleId: id, rolePath: path, sessionName: 'run' };
  return { kind: 'role-session', accountId, accessKeyId: `ASIA${name}`, ...named };
}

async function organize(store: Store): Promise<void> {
  await store.organizations.put({
    organizationId: ORGANIZATION,
    rootId: ROOT_ID,
    managementAccountId: MANAGEMENT,
    featureSet: 'ALL',
    scpEnabledAt: 0,
    createdAt: 0,
  });
  const unit = { unitId: UNIT, organizationId: ORGANIZATION, parentId: ROOT_ID, name: 'work' };
  await store.organizations.putUnit({ ...unit, createdAt: 0 });
  const account = { name: 'a', status: 'ACTIVE', createdAt: 0 } as const;
  const inside = { ...account, organizationId: ORGANIZATION };
  await store.accounts.put({ ...inside, accountId: MANAGEMENT, email: 'm@example.com' });
  await store.accounts.put({
    ...inside,
    accountId: MEMBER,
    email: 'b@example.com',
    unitId: UNIT,
  });
  await store.accounts.put({ ...account, accountId: OUTSIDER, email: 'o@example.com' });
  await store.organizations.attachEverywhere(ORGANIZATION, 'p-FullAWSAccess', 0);
}
