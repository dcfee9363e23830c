import type { ResourceType } from './action-table.ts';
import { type AuthorisableCall, type ResourceLookups, textOf } from './authorisable-call.ts';

type Named = 'user' | 'role' | 'instance-profile';

const NAME_MEMBERS: Readonly<Record<Named, string>> = {
  user: 'UserName',
  role: 'RoleName',
  'instance-profile': 'InstanceProfileName',
};

/** ARNs of the users, roles, profiles and policies that a call of IAM is about. */
export async function resourcesOfIam(
  call: AuthorisableCall,
  types: readonly ResourceType[],
  lookups: ResourceLookups,
): Promise<readonly string[]> {
  const source = textOf(call.input, 'PolicySourceArn') ?? textOf(call.input, 'Arn');
  if (source !== undefined) return [source];
  return Promise.all(types.map(({ name }) => resourceOf(call, name, lookups)));
}

async function resourceOf(
  call: AuthorisableCall,
  type: string,
  lookups: ResourceLookups,
): Promise<string> {
  const { partition, principal, input } = call;
  const start = `arn:${partition}:iam::${principal.accountId}`;
  if (type === 'policy') {
    const path = textOf(input, 'Path') ?? '/';
    return textOf(input, 'PolicyArn') ?? `${start}:policy${path}${textOf(input, 'PolicyName')}`;
  }
  if (call.operation === 'CreateServiceLinkedRole') {
    return `${start}:role/aws-service-role/${textOf(input, 'AWSServiceName')}/*`;
  }
  if (!isNamed(type)) return `${start}:${type}/*`;
  const name = textOf(input, NAME_MEMBERS[type]) ?? ownName(call, type);
  if (name === undefined) return `${start}:${type}/*`;
  const given = isCreation(call.operation) ? (textOf(input, 'Path') ?? '/') : undefined;
  const stored = given ?? (await lookups.iamEntity(type, principal.accountId, name))?.path;
  return `${start}:${type}${stored ?? '/'}${name}`;
}

function isNamed(type: string): type is Named {
  return Object.hasOwn(NAME_MEMBERS, type);
}

function isCreation(operation: string): boolean {
  return ['CreateUser', 'CreateRole', 'CreateInstanceProfile'].includes(operation);
}

/** A user who names nobody means itself. */
function ownName({ principal }: AuthorisableCall, type: Named): string | undefined {
  return type === 'user' ? principal.userName : undefined;
}
