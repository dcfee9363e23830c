import type { Store } from '../store/store.ts';
import { type AuthorisableCall, textOf } from './authorisable-call.ts';
import type { ResourceOwner } from './context-keys.ts';
import type { AppliedPolicy } from './policy/evaluate.ts';
import { parsePolicy } from './policy/parse-policy.ts';

/** The role that AssumeRole names, as far as authorisation looks at it. */
export interface RoleToAssume {
  readonly owner: ResourceOwner;
  readonly trust: AppliedPolicy;
}

const ROLE_ARN = /^arn:([\w-]+):iam::(\d{12}):role(\/(?:[\u0021-\u007e]*\/)?)([\w+=,.@-]+)$/;

/**
 * Texts that are not even of this kind the operation refuses in its own words. Wider than the
 * form of a role's ARN, so that nothing which could be read as one goes by unjudged.
 */
export function looksLikeRoleArn(text: string): boolean {
  return /^arn:.*:iam:.*:role\//.test(text);
}

/** Undefined where there is no such role, or its account is closed. */
export async function roleToAssume(
  call: AuthorisableCall,
  store: Pick<Store, 'accounts' | 'iam'>,
): Promise<RoleToAssume | undefined> {
  const [, partition, accountId = '', path, name = ''] =
    ROLE_ARN.exec(textOf(call.input, 'RoleArn') ?? '') ?? [];
  if (partition !== call.partition) return undefined;
  const role = await store.iam.get('role', accountId, name);
  if (role === undefined || role.path !== path) return undefined;
  const account = await store.accounts.get(accountId);
  if (account?.status !== 'ACTIVE') return undefined;
  return {
    owner: { accountId, organizationId: account.organizationId },
    trust: { name: `trust policy of ${name}`, policy: parsePolicy(role.trustPolicy, 'trust') },
  };
}
