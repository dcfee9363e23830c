import type { UnprocessedAccount } from '@aws-sdk/client-guardduty';
import { type ErrorName, unprocessed } from './errors.ts';

/**
 * Does the work once for every account id, however often the request names it, and collects the
 * refusals: GuardDuty answers 200 and lists the accounts that it did not process.
 */
export async function eachAccount(
  accountIds: readonly string[],
  work: (accountId: string) => Promise<ErrorName | undefined>,
): Promise<UnprocessedAccount[]> {
  const refused: UnprocessedAccount[] = [];
  for (const accountId of new Set(accountIds)) {
    const refusal = await work(accountId);
    if (refusal !== undefined) refused.push(unprocessed(accountId, refusal));
  }
  return refused;
}
