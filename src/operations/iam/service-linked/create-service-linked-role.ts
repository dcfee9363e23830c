import type { IamRole } from '../../../domain/iam.ts';
import { randomText } from '../../../lib/ids.ts';
import { SESSION_SECONDS_DEFAULT } from '../../../limits.ts';
import { iamErrors } from '../errors.ts';
import { operation } from '../operation.ts';
import { roleShape } from '../shapes.ts';
import { linkedRoleNames } from './linked-services.ts';

/** A role that only its service may assume, change and, with the account, delete. */
export const createServiceLinkedRole = operation(
  'CreateServiceLinkedRole',
  async (input, { store, accountId, partition, clock }) => {
    const { AWSServiceName: service, Description: description } = input;
    const name = Object.hasOwn(linkedRoleNames, service) ? linkedRoleNames[service] : undefined;
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
    const trust = { Effect: 'Allow', Principal: { Service: service }, Action: 'sts:AssumeRole' };
    const role: IamRole = {
      kind: 'role',
      accountId,
      name,
      id: `AROA${randomText(17)}`,
      path: `/aws-service-role/${service}/`,
      tags: {},
      inline: {},
      attached: [],
      createdAt: clock.now(),
      trustPolicy: JSON.stringify({ Version: '2012-10-17', Statement: [trust] }),
      ...(description !== undefined && { description }),
      maxSessionSeconds: SESSION_SECONDS_DEFAULT,
      linkedService: service,
    };
    await store.iam.put(role);
    return { Role: roleShape(role, partition) };
  },
);
