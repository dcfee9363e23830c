import type * as sdk from '@aws-sdk/client-organizations';
import type { OrganizationPolicy } from '../../../domain/organization.ts';
import { type ArnScope, policyArn } from '../arns.ts';

export function policySummary(policy: OrganizationPolicy, scope: ArnScope): sdk.PolicySummary {
  return {
    Id: policy.policyId,
    Arn: policyArn(scope, policy.policyId),
    Name: policy.name,
    Description: policy.description,
    Type: 'SERVICE_CONTROL_POLICY',
    AwsManaged: policy.organizationId === undefined,
  };
}

export function policyShape(policy: OrganizationPolicy, scope: ArnScope): sdk.Policy {
  return { PolicySummary: policySummary(policy, scope), Content: policy.content };
}
