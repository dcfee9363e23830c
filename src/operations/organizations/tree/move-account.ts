import { managedOrganization } from '../caller-organization.ts';
import { findContainer, ownAccount } from '../container.ts';
import { organizationsErrors } from '../errors.ts';
import { operation } from '../operation.ts';

/** The policies above the account are those of its new place from the commit on. */
export const moveAccount = operation('MoveAccount', async (input, context) => {
  const organization = await managedOrganization(context);
  const { store } = context;
  const account = await ownAccount(input.AccountId, organization, store);
  const place = account.unitId ?? organization.rootId;
  const source = await findContainer(input.SourceParentId, organization, store);
  if (source?.id !== place) throw organizationsErrors.sourceParentNotFound();
  const destination = await findContainer(input.DestinationParentId, organization, store);
  if (destination === undefined) throw organizationsErrors.destinationParentNotFound();
  if (destination.id === place) throw organizationsErrors.duplicateAccount();
  const { unitId: _left, ...elsewhere } = account;
  const unitId = destination.unit?.unitId;
  await store.accounts.put({ ...elsewhere, ...(unitId !== undefined && { unitId }) });
  return {};
});
