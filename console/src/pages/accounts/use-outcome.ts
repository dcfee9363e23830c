import type { UnprocessedAccount } from '@aws-sdk/client-guardduty';
import { useApp, useLook } from '../../state/app.ts';
import { useFormat } from '../../state/use-format.ts';

const NAMED = 5;

/**
 * Carries out a call for many accounts and says how it went: for how many it was done, and of those
 * that were refused the first few with GuardDuty's reasons. Answers whether anything was done.
 */
export function useOutcome() {
  const { notify } = useApp();
  const { accounts: words } = useLook().text;
  const format = useFormat();
  return async (
    count: number,
    done: (count: string) => string,
    call: () => Promise<UnprocessedAccount[]>,
  ): Promise<boolean> => {
    try {
      const refused = await call();
      const processed = count - refused.length;
      if (processed > 0) notify('success', done(format.number(processed)));
      if (refused.length > 0) {
        const reasons = refused.slice(0, NAMED).map((one) => `${one.AccountId}: ${one.Result}`);
        const more = refused.length > NAMED ? ['…'] : [];
        const title = words.refused(format.number(refused.length));
        notify('error', [title, ...reasons, ...more].join(' '));
      }
      return processed > 0;
    } catch (error) {
      notify('error', error);
      return false;
    }
  };
}
