import { linkedRole, linkedRoleName } from '../../../domain/linked-roles.ts';
import { iamErrors } from '../errors.ts';
import { operation } from '../operation.ts';
import { roleShape } from '../shapes.ts';

export const createServiceLinkedRole = operation(
  'CreateServiceLinkedRole',
  async (input, { store, accountId, partition, clock }) => {
    const { AWSServiceName: service, Description: description } = input;
    const name = linkedRoleName(service);
    if (name === undefined) {
      throw iamErrors.invalidInput(`${service} has no service-linked role here.`);
    }
    if (input.CustomSuffix !== undefined) {
      throw iamErrors.invalidInput(`Custom suffix is not allowed for ${service}`);
    }
    if (await store.iam.taken('role', accountId, name)) {
      throw iamErrors.invalidInput(
        `Service role name ${name} has been taken in this account, please try a different suffix.`,
      );
    }
    const role = linkedRole({ service, name, accountId }, clock.now(), description);
    await store.iam.put(role);
    return { Role: roleShape(role, partition) };
  },
);
