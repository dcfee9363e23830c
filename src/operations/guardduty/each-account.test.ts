import { expect, it } from 'vitest';
import { eachAccount } from './each-account.ts';
import { ERROR_TEXTS } from './errors.ts';

it('works once for each account, in order, and lists the refused', async () => {
  const worked: string[] = [];
  const refused = await eachAccount(['b', 'a', 'b'], async (accountId) => {
    worked.push(accountId);
    return accountId === 'b' ? 'notAssociated' : undefined;
  });
  expect(worked).toEqual(['b', 'a']);
  expect(refused).toEqual([{ AccountId: 'b', Result: ERROR_TEXTS.notAssociated }]);
});
