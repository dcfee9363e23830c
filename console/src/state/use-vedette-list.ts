import { useApp } from './app.ts';
import { type Loaded, useLoad } from './use-load.ts';

const POLL_SECONDS = 15;

/** What Vedette's own service lists at `/name`, in a member that is called the same. */
export function useVedetteList<Item>(name: 'detections' | 'sinks' | 'sources'): Loaded<Item[]> {
  const { vedette, accountId } = useApp();
  return useLoad(
    accountId,
    async () => {
      const call = { method: 'GET', path: `/${name}` } as const;
      const answer = await vedette<Readonly<Record<string, Item[] | undefined>>>(call);
      return answer[name] ?? [];
    },
    POLL_SECONDS,
  );
}
