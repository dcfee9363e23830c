import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import { now } from '../../clock.ts';
import { LoadedTable } from '../../shell/loaded-table.tsx';
import { useLook } from '../../state/app.ts';
import { timeOf } from '../../state/time-of.ts';
import { useFormat } from '../../state/use-format.ts';
import { useVedetteList } from '../../state/use-vedette-list.ts';
import { DetectionsTable } from './detections-table.tsx';

interface Source {
  readonly source: string;
  readonly records: number;
  readonly duplicates: number;
  readonly refused: number;
  readonly unreadable: number;
  readonly lastAt?: number;
  /** Since when nothing has come from a source that is watched. */
  readonly silentSince?: number;
}

/** What arrives, and what of it could not be used. */
export default function SourcesPage() {
  const { text } = useLook();
  const words = text.sources;
  const format = useFormat();
  const loaded = useVedetteList<Source>('sources');
  const numbers = ['records', 'duplicates', 'refused', 'unreadable'] as const;
  return (
    <SpaceBetween size="l">
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
            ...{ id: 'state', header: words.state, minWidth: 180 },
            cell: (source) => <State {...source} />,
          },
          {
            id: 'lastAt',
            header: words.lastAt,
            cell: ({ lastAt }) => format.dateTime(timeOf(lastAt)),
          },
        ]}
      />
      <DetectionsTable />
    </SpaceBetween>
  );
}

/** Does it speak, and how long ago did it? */
function State({ lastAt, silentSince }: Source) {
  const words = useLook().text.sources;
  const format = useFormat();
  if (silentSince !== undefined) {
    const since = format.dateTime(timeOf(silentSince));
    return <StatusIndicator type="warning">{words.silent(since)}</StatusIndicator>;
  }
  if (lastAt === undefined) return <StatusIndicator type="pending">{words.waits}</StatusIndicator>;
  const minutes = Math.max(0, Math.floor((now() / 1000 - lastAt) / 60));
  return <StatusIndicator>{words.lag(format.ago(minutes))}</StatusIndicator>;
}
