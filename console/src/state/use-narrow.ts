import { useSyncExternalStore } from 'react';

/** Where a table shows two columns at the most; the width at which Cloudscape stacks things too. */
const NARROW = '(max-width: 688px)';

/** Is the screen a telephone's? */
export function useNarrow(): boolean {
  return useSyncExternalStore(subscribe, () => matchMedia(NARROW).matches);
}

function subscribe(changed: () => void): () => void {
  const query = matchMedia(NARROW);
  query.addEventListener('change', changed);
  return () => query.removeEventListener('change', changed);
}
