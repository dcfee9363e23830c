import { managedOrganization } from '../caller-organization.ts';
import { ownAccount } from '../container.ts';
import { operation } from '../operation.ts';
import { leaveOrganization } from './leave.ts';

export const removeAccountFromOrganization = operation(
  'RemoveAccountFromOrganization',
  async (input, context) => {
    const organization = await managedOrganization(context);
    const account = await ownAccount(input.AccountId, organization, context.store);
    await leaveOrganization(account, organization, context);
    return {};
  },
);
