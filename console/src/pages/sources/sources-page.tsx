import { LoadedTable } from '../../shell/loaded-table.tsx';
import { useApp, useLook } from '../../state/app.ts';
import { timeOf } from '../../state/time-of.ts';
import { useFormat } from '../../state/use-format.ts';
import { useLoad } from '../../state/use-load.ts';

interface Source {
  readonly source: string;
  readonly records: number;
  readonly duplicates: number;
  readonly refused: number;
  readonly unreadable: number;
  readonly lastAt: number;
}

const POLL_SECONDS = 15;

/** What arrives, and what of it could not be used. */
export default function SourcesPage() {
  const { text } = useLook();
  const words = text.sources;
  const format = useFormat();
  const { vedette, accountId } = useApp();
  const loaded = useLoad(
    accountId,
    async () => {
      const { sources } = await vedette<{ sources?: Source[] }>({
        method: 'GET',
        path: '/sources',
      });
      return sources ?? [];
    },
    POLL_SECONDS,
  );
  const numbers = ['records', 'duplicates', 'refused', 'unreadable'] as const;
  return (
    <LoadedTable
      title={words.title}
      help={words.help}
      loaded={loaded}
      empty={words.empty}
      columns={[
        {
          id: 'source',
          header: words.source,
          cell: ({ source }) => <span className="from-log">{source}</span>,
          isRowHeader: true,
        },
        ...numbers.map((id) => ({
          id,
          header: words[id],
          cell: (source: Source) => format.number(source[id]),
        })),
        {
          id: 'lastAt',
          header: words.lastAt,
          cell: ({ lastAt }) => format.dateTime(timeOf(lastAt)),
        },
      ]}
    />
  );
}
