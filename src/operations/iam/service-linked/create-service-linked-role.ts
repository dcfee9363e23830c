import { linkedRole } from '../../../domain/linked-roles.ts';
import { iamErrors } from '../errors.ts';
import { operation } from '../operation.ts';
import { roleShape } from '../shapes.ts';

export const createServiceLinkedRole = operation(
  'CreateServiceLinkedRole',
  async (input, { store, accountId, partition, clock }) => {
    const { AWSServiceName: service, Description: description } = input;
    const role = linkedRole(service, accountId, clock.now(), description);
    if (role === undefined) {
      throw iamErrors.invalidInput(`${service} has no service-linked role here.`);
    }
    if (input.CustomSuffix !== undefined) {
      throw iamErrors.invalidInput(`Custom suffix is not allowed for ${service}`);
    }
    if (await store.iam.taken('role', accountId, role.name)) {
      const taken = `Service role name ${role.name} has been taken in this account`;
      throw iamErrors.invalidInput(`${taken}, please try a different suffix.`);
    }
    await store.iam.put(role);
    return { Role: roleShape(role, partition) };
  },
);
