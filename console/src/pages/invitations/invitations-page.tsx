import Button from '@cloudscape-design/components/button';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import type { TableProps } from '@cloudscape-design/components/table';
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

const POLL_SECONDS = 30;

/** What this account is told, in all Regions. */
export default function InvitationsPage() {
  const { text } = useLook();
  const words = text.invitations;
  const { vedette, accountId, notify } = useApp();
  const loaded = useLoad(
    accountId,
    async () => {
      const call = { method: 'GET', path: '/notices', query: { maxResults: '50' } } as const;
      return (await vedette<{ notices?: Notice[] }>(call)).notices ?? [];
    },
    POLL_SECONDS,
  );
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
      id: 'when',
      header: words.when,
      cell: ({ createdAt }) => format.dateTime(timeOf(createdAt)),
    },
    {
      id: 'what',
      header: words.what,
      isRowHeader: true,
      cell: (notice) => (
        <span className="from-log">
          {notice.readAt === undefined ? <strong>{notice.text}</strong> : notice.text}
        </span>
      ),
    },
    {
      id: 'message',
      header: words.message,
      cell: ({ message }) => <span className="from-log">{message ?? text.shell.none}</span>,
    },
    { id: 'about', header: words.about, cell: ({ aboutAccountId }) => aboutAccountId },
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
