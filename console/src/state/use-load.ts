import { useCallback, useEffect, useRef, useState } from 'react';

export interface Loaded<Data> {
  readonly data: Data | undefined;
  readonly error: unknown;
  readonly isLoading: boolean;
  /** Loads again; what was there stays until the new is. */
  reload(): void;
}

/**
 * Loads when `key` changes, when asked to, and every `pollSeconds` while the page is visible. The
 * answer of a load that was overtaken is dropped.
 */
export function useLoad<Data>(
  key: string,
  load: () => Promise<Data>,
  pollSeconds?: number,
): Loaded<Data> {
  const [state, setState] = useState<{ key: string; data?: Data; error?: unknown }>({ key: '' });
  const [round, setRound] = useState(0);
  const [isLoading, setLoading] = useState(true);
  const latest = useRef(load);
  latest.current = load;
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new round is what asks to load again
  useEffect(() => {
    let isCurrent = true;
    setLoading(true);
    latest
      .current()
      .then((data) => isCurrent && setState({ key, data }))
      .catch((error: unknown) => {
        if (isCurrent) setState((before) => ({ ...(before.key === key && before), key, error }));
      })
      .finally(() => isCurrent && setLoading(false));
    return () => {
      isCurrent = false;
    };
  }, [key, round]);
  const reload = useCallback(() => setRound((before) => before + 1), []);
  useEffect(() => {
    if (pollSeconds === undefined) return undefined;
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible') reload();
    }, pollSeconds * 1000);
    return () => clearInterval(timer);
  }, [pollSeconds, reload]);
  const isOwn = state.key === key;
  return {
    data: isOwn ? state.data : undefined,
    error: isOwn ? state.error : undefined,
    isLoading,
    reload,
  };
}
