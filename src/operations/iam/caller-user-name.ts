import type { OperationContext } from '../context.ts';
import { iamErrors } from './errors.ts';

/** The user that is named, or the calling one. Root's own keys are kept by the operator. */
export function callerUserName(
  named: string | undefined,
  { principal }: Pick<OperationContext, 'principal'>,
): string {
  const name = named ?? principal.userName;
  if (name !== undefined) return name;
  throw iamErrors.validation('Must specify userName when calling with non-User credentials');
}
