import type { CloudFormation } from '@aws-sdk/client-cloudformation';
import type { Step } from './step.ts';

/** Sets of stacks may look into the organisation. */
export function accessStep(cloud: CloudFormation): Step {
  return {
    name: 'trusted access of stack sets',
    async look() {
      const { Status: status } = await cloud.describeOrganizationsAccess({});
      return { change: status === 'ENABLED' ? 'none' : 'create', why: [] };
    },
    async carryOut() {
      await cloud.activateOrganizationsAccess({});
    },
  };
}
