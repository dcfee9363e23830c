import { changeableRole } from '../found.ts';
import { operation } from '../operation.ts';
import { checkTrustPolicy } from './check-trust-policy.ts';

/** For sessions to come: those that were given out go on to their end. */
export const updateAssumeRolePolicy = operation(
  'UpdateAssumeRolePolicy',
  async (input, context) => {
    const role = await changeableRole(input.RoleName, context);
    await checkTrustPolicy(input.PolicyDocument, context);
    await context.store.iam.put({ ...role, trustPolicy: input.PolicyDocument });
    return {};
  },
);
