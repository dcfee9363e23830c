import type { Organization } from '../domain/account.ts';
import type { NamedPolicy } from '../domain/named-policy.ts';
import type { Principal } from '../domain/principal.ts';
import type { Clock } from '../lib/clock.ts';
import type { Store } from '../store/store.ts';
import type { PrincipalFacts } from './context-keys.ts';
import type { AppliedPolicy } from './policy/evaluate.ts';
import { parsePolicy } from './policy/parse-policy.ts';
import type { Policy, PolicyKind } from './policy/policy.ts';

/** All that decides what the holder of one key may do. */
export interface PoliciesInForce extends PrincipalFacts {
  readonly identity: readonly AppliedPolicy[];
  readonly boundary?: AppliedPolicy | undefined;
  readonly session: readonly AppliedPolicy[];
  /** Root, units, account. */
  readonly scpLevels: readonly (readonly AppliedPolicy[])[];
  readonly organization?: Organization | undefined;
  /** Does any statement look at tags of resources? */
  readonly readsResourceTags: boolean;
}

export interface PolicySource {
  /** At once where it is in memory. */
  of(principal: Principal): PoliciesInForce | Promise<PoliciesInForce>;
  /** Forgets all: to be called after every commit that may have changed a policy or an account. */
  clear(): void;
}

type PolicyStore = Pick<Store, 'accounts' | 'iam' | 'organizations'>;

/**
 * Policies from the store, read once per key and kept: most calls cost no disk. `seconds` bounds
 * how long what another process changed may still decide.
 */
export function createPolicySource(
  store: PolicyStore,
  clock: Clock,
  limits: { readonly entriesMax: number; readonly seconds: number },
): PolicySource {
  const entries = new Map<string, { policies: PoliciesInForce; until: number }>();
  /** Many principals share a document: it is read once and held once. */
  let documents = new Map<string, Policy>();
  let generation = 0;

  const parse =
    (kind: PolicyKind) =>
    ({ name, document }: NamedPolicy) => {
      const known = documents.get(document);
      if (known !== undefined) return { name, policy: known };
      const policy = parsePolicy(document, kind);
      if (documents.size >= limits.entriesMax) documents = new Map();
      documents.set(document, policy);
      return { name, policy };
    };

  async function load(principal: Principal): Promise<PoliciesInForce> {
    const before = generation;
    const policies = await readPolicies(store, principal, parse);
    if (before === generation) remember(principal.accessKeyId, policies);
    return policies;
  }

  function remember(key: string, policies: PoliciesInForce): void {
    const oldest = entries.keys().next().value;
    if (entries.size >= limits.entriesMax && oldest !== undefined) entries.delete(oldest);
    entries.set(key, { policies, until: clock.now() + limits.seconds * 1000 });
  }

  return {
    of(principal) {
      const entry = entries.get(principal.accessKeyId);
      if (entry !== undefined && clock.now() < entry.until) return entry.policies;
      entries.delete(principal.accessKeyId);
      return load(principal);
    },
    clear() {
      generation += 1;
      entries.clear();
      documents = new Map();
    },
  };
}

type Parse = (kind: PolicyKind) => (named: NamedPolicy) => AppliedPolicy;

async function readPolicies(
  store: PolicyStore,
  principal: Principal,
  parse: Parse,
): Promise<PoliciesInForce> {
  const { accountId } = principal;
  const named = namedPrincipal(principal);
  const own = named && (await store.iam.policiesOf(accountId, named));
  const levels = await store.organizations.scpLevels(accountId);
  const policies = {
    identity: (own?.identity ?? []).map(parse('identity')),
    boundary: own?.boundary && parse('identity')(own.boundary),
    session: (principal.sessionPolicies ?? []).map(parse('identity')),
    scpLevels: levels.map((level) => level.map(parse('scp'))),
  };
  const { identity, boundary, session, scpLevels } = policies;
  const all = [...identity, ...(boundary ? [boundary] : []), ...session, ...scpLevels.flat()];
  return {
    ...policies,
    ...(await placeOf(store, accountId)),
    tags: own?.tags ?? {},
    readsResourceTags: all.some(({ policy }) => readsResourceTags(policy)),
  };
}

/** Root has no policies of its own. */
function namedPrincipal(
  principal: Principal,
): { readonly kind: 'user' | 'role'; readonly name: string } | undefined {
  const { kind, userName, roleName } = principal;
  if (kind === 'role-session') return { kind: 'role', name: roleName ?? '' };
  return userName === undefined ? undefined : { kind: 'user', name: userName };
}

/** The organisation of an account, and the way from its root down to the account. */
async function placeOf(
  store: PolicyStore,
  accountId: string,
): Promise<Pick<PoliciesInForce, 'organization' | 'organizationPath'>> {
  const account = await store.accounts.get(accountId);
  if (account?.organizationId === undefined) return {};
  const organization = await store.organizations.get(account.organizationId);
  if (organization === undefined) return {};
  const upwards =
    account.unitId === undefined ? [] : await store.organizations.unitsUpwards(account.unitId);
  const units = upwards.map(({ unitId }) => unitId).reverse();
  const parts = [organization.organizationId, organization.rootId, ...units];
  return { organization, organizationPath: `${parts.join('/')}/` };
}

/** In a condition, or as a variable in a value or a resource. */
function readsResourceTags({ statements }: Policy): boolean {
  const isTag = (text: string) => text.toLowerCase().includes(':resourcetag/');
  return statements.some(
    ({ conditions, resource }) =>
      conditions.some(({ key, values }) => isTag(key) || values.some(isTag)) ||
      resource.patterns.some(isTag),
  );
}
