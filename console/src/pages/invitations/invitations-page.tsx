import Button from '@cloudscape-design/components/button';
import Pagination from '@cloudscape-design/components/pagination';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import type { TableProps } from '@cloudscape-design/components/table';
import { useState } from 'react';
import { LoadedTable } from '../../shell/loaded-table.tsx';
import { useApp, useLook } from '../../state/app.ts';
import { timeOf } from '../../state/time-of.ts';
import { useFormat } from '../../state/use-format.ts';
import { useLoad } from '../../state/use-load.ts';

interface Notice {
  readonly noticeId: string;
  readonly region: string;
  readonly aboutAccountId: string;
  readonly text: string;
  readonly status: string;
  readonly message?: string;
  readonly createdAt: number;
  readonly readAt?: number;
}

interface Page {
  readonly notices?: Notice[];
  readonly nextToken?: string;
}

const POLL_SECONDS = 30;

/** What this account is told, in all Regions. */
export default function InvitationsPage() {
  const { text } = useLook();
  const words = text.invitations;
  const { vedette, accountId, notify } = useApp();
  // The tokens of the pages that were visited, so that one can go back.
  const [tokens, setTokens] = useState<readonly string[]>([]);
  const token = tokens.at(-1);
  const page = useLoad(
    `${accountId} ${token ?? ''}`,
    () => {
      const query = { maxResults: '50', ...(token !== undefined && { nextToken: token }) };
      return vedette<Page>({ method: 'GET', path: '/notices', query });
    },
    POLL_SECONDS,
  );
  const loaded = { ...page, data: page.data && (page.data.notices ?? []) };
  const next = page.data?.nextToken;
  function goTo(index: number) {
    if (index <= tokens.length + 1) setTokens(tokens.slice(0, index - 1));
    else if (next !== undefined) setTokens([...tokens, next]);
  }
  async function read(noticeId: string) {
    try {
      const body = { noticeIds: [noticeId] };
      await vedette({ method: 'POST', path: '/notices/read', body });
    } catch (error) {
      notify('error', error);
    }
    loaded.reload();
  }
  return (
    <LoadedTable
      title={words.title}
      help={words.toAccounts}
      loaded={loaded}
      empty={words.empty}
      pagination={
        (tokens.length > 0 || next !== undefined) && (
          <Pagination
            currentPageIndex={tokens.length + 1}
            pagesCount={tokens.length + 1}
            openEnd={next !== undefined}
            onChange={({ detail }) => goTo(detail.currentPageIndex)}
          />
        )
      }
      columns={useColumns(read)}
    />
  );
}

function useColumns(read: (noticeId: string) => void): TableProps.ColumnDefinition<Notice>[] {
  const { text } = useLook();
  const words = text.invitations;
  const format = useFormat();
  return [
    {
      // First, and wide: on a telephone all else is out of sight.
      ...{ id: 'what', header: words.what, minWidth: 280, isRowHeader: true },
      cell: (notice) => (
        <span className="from-log">
          {notice.readAt === undefined ? <strong>{notice.text}</strong> : notice.text}
        </span>
      ),
    },
    {
      ...{ id: 'when', header: words.when, minWidth: 160 },
      cell: ({ createdAt }) => format.dateTime(timeOf(createdAt)),
    },
    {
      ...{ id: 'message', header: words.message, minWidth: 200 },
      cell: ({ message }) => <span className="from-log">{message ?? text.shell.none}</span>,
    },
    {
      ...{ id: 'about', header: words.about, minWidth: 140 },
      cell: ({ aboutAccountId }) => aboutAccountId,
    },
    { id: 'region', header: words.region, cell: ({ region }) => region },
    {
      id: 'status',
      header: words.status,
      cell: ({ status }) => (
        <StatusIndicator type={status === 'open' ? 'pending' : 'success'}>
          {status === 'open' ? words.open : words.closed}
        </StatusIndicator>
      ),
    },
    {
      id: 'read',
      header: words.read,
      cell: ({ noticeId, readAt }) =>
        readAt === undefined && (
          <Button variant="inline-link" onClick={() => read(noticeId)}>
            {words.read}
          </Button>
        ),
    },
  ];
}
