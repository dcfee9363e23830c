import type { IamRole, IamUser } from '../../domain/iam.ts';
import type { OperationContext } from '../context.ts';
import { changeableRole, foundRole, foundUser } from './found.ts';

/** Either: what they have in common is handled in one place. */
export type Identity = IamUser | IamRole;

export interface IdentityInput {
  readonly UserName?: string | undefined;
  readonly RoleName?: string | undefined;
}

export function identityOf(input: IdentityInput, context: OperationContext): Promise<Identity> {
  if (input.UserName !== undefined) return foundUser(input.UserName, context);
  return foundRole(input.RoleName ?? '', context);
}

/** The same, for a change: a role that belongs to a service is refused. */
export function changeableIdentity(
  input: IdentityInput,
  context: OperationContext,
): Promise<Identity> {
  if (input.UserName !== undefined) return foundUser(input.UserName, context);
  return changeableRole(input.RoleName ?? '', context);
}
