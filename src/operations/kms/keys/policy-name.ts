import { kmsErrors } from '../errors.ts';

/** A key has one policy, and it has this name. */
export const POLICY_NAME = 'default';

export function checkPolicyName(name: string = POLICY_NAME): void {
  if (name !== POLICY_NAME) throw kmsErrors.validation(`The only policy name is ${POLICY_NAME}.`);
}
