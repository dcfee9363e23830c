import type { Finding, FindingCriteria } from '@aws-sdk/client-guardduty';
import type { TableProps } from '@cloudscape-design/components/table';
import { useState } from 'react';
import { useDetector } from '../../state/app.ts';
import { useLoad } from '../../state/use-load.ts';
import { countFindings, findingPage } from './finding-calls.ts';

const POLL_SECONDS = 15;

/**
 * Findings a page at a time, as the API gives them: however many there are, one page is fetched and
 * drawn. The tokens of the pages that were visited are kept, so that one can go back.
 */
export function useFindings(criteria: FindingCriteria) {
  const { guardduty, detectorId } = useDetector();
  const reader = { guardduty, detectorId };
  const [sort, setSort] = useState({ sortBy: 'updatedAt', isDescending: true });
  const search = { criteria, ...sort };
  const key = JSON.stringify([detectorId, search]);
  const [visited, setVisited] = useState<{ key: string; tokens: (string | undefined)[] }>();
  const tokens = visited?.key === key ? visited.tokens : [undefined];
  const token = tokens.at(-1);
  const page = useLoad(
    `${key} ${token ?? ''}`,
    () => findingPage(reader, search, token),
    POLL_SECONDS,
  );
  // Counted once there is a page to be read: the page must not wait for it.
  const [isShown, setShown] = useState(false);
  if (page.data !== undefined && !isShown) setShown(true);
  const total = useLoad(
    JSON.stringify([detectorId, criteria, isShown]),
    async () => (isShown ? countFindings(reader, criteria) : undefined),
    POLL_SECONDS,
  );
  return {
    reader,
    search,
    page,
    total: total.data,
    /** What a table needs to show the order and to change it. */
    sorting: {
      sortingColumn: { sortingField: sort.sortBy },
      sortingDescending: sort.isDescending,
      onSortingChange: ({ detail }: { detail: TableProps.SortingState<Finding> }) =>
        setSort({
          sortBy: detail.sortingColumn.sortingField ?? 'updatedAt',
          isDescending: detail.isDescending ?? false,
        }),
    },
    pageIndex: tokens.length,
    hasMore: page.data?.nextToken !== undefined,
    reload: () => {
      page.reload();
      total.reload();
    },
    /** To the page after this one, or to one that was visited before. */
    goTo: (index: number) => {
      const next = page.data?.nextToken;
      if (index <= tokens.length) setVisited({ key, tokens: tokens.slice(0, index) });
      else if (next !== undefined) setVisited({ key, tokens: [...tokens, next] });
    },
  };
}

export type FindingsView = ReturnType<typeof useFindings>;
