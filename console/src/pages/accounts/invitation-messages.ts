import { useApp } from '../../state/app.ts';
import { useLoad } from '../../state/use-load.ts';

interface Notice {
  readonly region: string;
  readonly aboutAccountId: string;
  readonly status: string;
  readonly message?: string;
}

/**
 * What administrators wrote to this account with their invitations, by their account. The API of
 * GuardDuty does not tell it; the notice that comes with an invitation by e-mail does.
 */
export function useInvitationMessages(isWanted: boolean): ReadonlyMap<string, string> {
  const { vedette, accountId, region } = useApp();
  const { data } = useLoad(`${accountId} ${region} ${isWanted}`, async () => {
    if (!isWanted) return [];
    const call = { method: 'GET', path: '/notices', query: { maxResults: '50' } } as const;
    return (await vedette<{ notices?: Notice[] }>(call)).notices ?? [];
  });
  const messages = new Map<string, string>();
  for (const notice of data ?? []) {
    const isOpenHere = notice.status === 'open' && notice.region === region;
    if (isOpenHere && notice.message && !messages.has(notice.aboutAccountId)) {
      messages.set(notice.aboutAccountId, notice.message);
    }
  }
  return messages;
}
