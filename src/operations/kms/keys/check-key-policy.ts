import { evaluate } from '../../../authorise/policy/evaluate.ts';
import { MalformedPolicy, parsePolicy } from '../../../authorise/policy/parse-policy.ts';
import type { Policy } from '../../../authorise/policy/policy.ts';
import { requestKeys } from '../../../authorise/policy/request-keys.ts';
import { identityArn, principalArn } from '../../../domain/principal.ts';
import { KMS_POLICY_CHARS_MAX } from '../../../limits.ts';
import type { OperationContext } from '../../context.ts';
import { kmsErrors } from '../errors.ts';

/** An identity that may do all: what is left to decide is the key's policy. */
const ANYTHING = parsePolicy(
  '{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"*","Resource":"*"}}',
  'identity',
);

/**
 * Throws MalformedPolicyDocumentException or LimitExceededException; also, unless `bypass` says
 * that it is meant, for a policy under which the caller could never put another.
 */
export function checkKeyPolicy(text: string, bypass: boolean, context: OperationContext): void {
  if (text.length > KMS_POLICY_CHARS_MAX) throw kmsErrors.limitExceeded('a policy document');
  const policy = read(text);
  if (bypass || mayPutAgain(policy, context)) return;
  throw kmsErrors.malformedPolicy(
    'The new key policy will not allow you to update the key policy in the future.',
  );
}

function read(text: string): Policy {
  try {
    return parsePolicy(text, 'resource');
  } catch (error) {
    if (error instanceof MalformedPolicy) throw kmsErrors.malformedPolicy(error.message);
    throw error;
  }
}

function mayPutAgain(policy: Policy, { principal, partition }: OperationContext): boolean {
  const { accountId, kind } = principal;
  const isRole = kind === 'role-session';
  return evaluate({
    action: 'kms:PutKeyPolicy',
    resources: ['*'],
    keys: requestKeys(() => ({
      'aws:PrincipalAccount': accountId,
      'kms:CallerAccount': accountId,
    })),
    principal: {
      kind: isRole ? 'role' : kind.startsWith('user') ? 'user' : 'root',
      accountId,
      arn: principalArn(principal, partition),
      ...(isRole && { roleArn: identityArn(principal, partition) }),
    },
    identity: [{ name: 'any', policy: ANYTHING }],
    session: [],
    scpLevels: [],
    resourcePolicy: { name: 'key', policy },
    resourceDecides: true,
    isManagementAccount: false,
    isServiceLinkedRole: false,
    sameAccount: true,
  }).allowed;
}
