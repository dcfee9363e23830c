import type { PolicyType } from '@aws-sdk/client-organizations';
import type { Organization } from '../../../domain/account.ts';
import { hasAllFeatures } from '../caller-organization.ts';
import { organizationsErrors } from '../errors.ts';

/** Only service control policies are evaluated, and only where all features are enabled. */
export function checkPolicyType(type: PolicyType, organization: Organization): void {
  if (!isEvaluated(type)) throw organizationsErrors.policyTypeNotEvaluated(type);
  if (!hasAllFeatures(organization)) throw organizationsErrors.policyTypeNotAvailable();
}

/** Lists of other types are empty, since none can be made. */
export function isEvaluated(type: PolicyType): boolean {
  return type === 'SERVICE_CONTROL_POLICY';
}
