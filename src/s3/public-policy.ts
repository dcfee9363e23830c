import { parsePolicy } from '../authorise/policy/parse-policy.ts';
import type { Statement } from '../authorise/policy/policy.ts';

/** Condition keys that tie a grant to somebody, by S3's list of what makes a policy not public. */
const BINDING = new Set([
  'aws:principalaccount',
  'aws:principalarn',
  'aws:principalorgid',
  'aws:principalorgpaths',
  'aws:sourceaccount',
  'aws:sourcearn',
  'aws:sourceip',
  'aws:sourceorgid',
  'aws:sourcevpc',
  'aws:sourcevpce',
  'aws:userid',
  's3:x-amz-server-side-encryption-aws-kms-key-id',
  's3:dataaccesspointaccount',
]);

/** Does the policy let in anybody at all? */
export function isPublicPolicy(text: string | undefined): boolean {
  return text !== undefined && parsePolicy(text, 'resource').statements.some(isPublic);
}

function isPublic({ effect, principal, conditions }: Statement): boolean {
  if (effect !== 'Allow' || principal === undefined) return false;
  const isOpen = principal.negated || (principal.names.AWS ?? []).includes('*');
  return isOpen && !conditions.some((one) => BINDING.has(one.key) && isFixed(one.values));
}

/** A value that is a wildcard alone, or the whole address space, ties a grant to nobody. */
function isFixed(values: readonly string[]): boolean {
  return values.every((value) => !/^\*+$|^0\.0\.0\.0\/0$|^::\/0$/.test(value));
}
