import type { OperationContext } from '../../context.ts';

/** Whose findings the caller sees in this Region: its own, and those of its associated members. */
export async function visibleAccounts(context: OperationContext): Promise<string[]> {
  const { store, accountId, region } = context;
  return [accountId, ...(await store.members.associatedAccountIds(accountId, region))];
}
