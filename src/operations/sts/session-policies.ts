import { MalformedPolicy, parsePolicy } from '../../authorise/policy/parse-policy.ts';
import { parsePolicyArn, policyName, policyOwner } from '../../domain/iam.ts';
import type { NamedPolicy } from '../../domain/named-policy.ts';
import type { OperationContext } from '../context.ts';
import { stsErrors } from './errors.ts';
import type { StsOperations } from './operation-types.ts';

type AssumeRoleInput = StsOperations['AssumeRole']['input'];

/**
 * What narrows the session. A managed policy goes in with the document that is in force now: a
 * later version is for later sessions.
 */
export async function sessionPoliciesOf(
  { Policy: document, PolicyArns }: Pick<AssumeRoleInput, 'Policy' | 'PolicyArns'>,
  roleAccountId: string,
  context: Pick<OperationContext, 'store' | 'partition'>,
): Promise<NamedPolicy[]> {
  const policies: NamedPolicy[] = [];
  if (document !== undefined) {
    checkDocument(document);
    policies.push({ name: 'session policy', document });
  }
  for (const { arn = '' } of PolicyArns ?? []) {
    policies.push(await managedPolicy(arn, roleAccountId, context));
  }
  return policies;
}

function checkDocument(document: string): void {
  try {
    parsePolicy(document, 'identity');
  } catch (error) {
    if (error instanceof MalformedPolicy) throw stsErrors.malformedPolicy(error.message);
    throw error;
  }
}

/** Of the role's own account, or one of AWS's. */
async function managedPolicy(
  arn: string,
  roleAccountId: string,
  { store, partition }: Pick<OperationContext, 'store' | 'partition'>,
): Promise<NamedPolicy> {
  const ref = parsePolicyArn(arn, partition);
  const owner = ref === undefined ? undefined : policyOwner(ref);
  const reachable = owner === 'aws' || owner === roleAccountId;
  const document = ref !== undefined && reachable ? await store.iam.documentOf(ref) : undefined;
  if (ref === undefined || document === undefined) throw stsErrors.noSessionPolicy(arn);
  return { name: policyName(ref), document };
}
