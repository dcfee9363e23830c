import { type AuthorisableCall, textOf } from './authorisable-call.ts';

/** Members that name what a call is about; which kind each is, its own form says. */
const MEMBERS = [
  'AccountId',
  'TargetId',
  'ChildId',
  'ResourceId',
  'ParentId',
  'SourceParentId',
  'DestinationParentId',
  'OrganizationalUnitId',
  'RootId',
  'PolicyId',
  'HandshakeId',
] as const;

/**
 * ARNs of the accounts, units, roots, policies and handshakes that a call of Organizations names:
 * they belong to the management account. None where the caller is in no organisation.
 */
export function resourcesOfOrganizations(call: AuthorisableCall): readonly string[] {
  const { partition, organization, input, operation } = call;
  if (organization === undefined) return [];
  const { organizationId, managementAccountId } = organization;
  const start = `arn:${partition}:organizations::${managementAccountId}`;
  const inside = (kind: string, rest: string) => `${start}:${kind}/${organizationId}/${rest}`;
  const arnOf = (id: string): string => {
    if (/^\d{12}$/.test(id)) return inside('account', id);
    if (id.startsWith('ou-')) return inside('ou', id);
    if (id.startsWith('r-')) return inside('root', id);
    if (id.startsWith('h-')) return inside('handshake', `*/${id}`);
    if (id === 'p-FullAWSAccess') {
      return `arn:${partition}:organizations::aws:policy/service_control_policy/${id}`;
    }
    return id.startsWith('p-') ? inside('policy', `service_control_policy/${id}`) : '*';
  };
  if (operation === 'CreatePolicy') return [inside('policy', 'service_control_policy/*')];
  const ids = MEMBERS.flatMap((member) => textOf(input, member) ?? []);
  return [...ids, ...invited(input.Target)].map(arnOf);
}

/** An account that is invited by its id; who is invited by an address is not known yet. */
function invited(target: unknown): readonly string[] {
  if (typeof target !== 'object' || target === null || !('Id' in target)) return [];
  return typeof target.Id === 'string' && /^\d{12}$/.test(target.Id) ? [target.Id] : [];
}
