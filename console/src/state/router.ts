import { useSyncExternalStore } from 'react';

const ROOT = '/console/';

/** Where the console is: `findings`, with what its address says besides. */
export interface Place {
  readonly page: string;
  readonly query: URLSearchParams;
}

/** `/console/findings?id=…` → page and query. */
export function placeOf(pathname: string, search: string): Place {
  const page = pathname.startsWith(ROOT) ? pathname.slice(ROOT.length).replace(/\/+$/, '') : '';
  return { page, query: new URLSearchParams(search) };
}

/** The address of a page, always one of ours. */
export function hrefOf(page: string, query: Readonly<Record<string, string>> = {}): string {
  const search = new URLSearchParams(query).toString();
  return `${ROOT}${page}${search === '' ? '' : `?${search}`}`;
}

/** Goes to another page without loading it anew. */
export function go(href: string, replace = false): void {
  if (replace) history.replaceState(null, '', href);
  else history.pushState(null, '', href);
  dispatchEvent(new PopStateEvent('popstate'));
}

export function usePlace(): Place {
  const href = useSyncExternalStore(subscribe, () => location.pathname + location.search);
  const mark = href.indexOf('?');
  return mark < 0 ? placeOf(href, '') : placeOf(href.slice(0, mark), href.slice(mark));
}

function subscribe(changed: () => void): () => void {
  addEventListener('popstate', changed);
  return () => removeEventListener('popstate', changed);
}
