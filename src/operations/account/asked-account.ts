import type { OperationContext } from '../context.ts';
import { accountErrors } from './errors.ts';

/** Another account than the caller's is shown to the management account of its organisation. */
export async function checkAskedAccount(
  asked: string | undefined,
  { store, accountId }: OperationContext,
): Promise<void> {
  if (asked === undefined || asked === accountId) return;
  const organizationId = (await store.accounts.get(asked))?.organizationId;
  const organization =
    organizationId === undefined ? undefined : await store.organizations.get(organizationId);
  if (organization?.managementAccountId !== accountId) throw accountErrors.accessDenied();
}
