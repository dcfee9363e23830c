import StatusIndicator from '@cloudscape-design/components/status-indicator';
import { LoadedTable } from '../../shell/loaded-table.tsx';
import { useLook } from '../../state/app.ts';
import { useFormat } from '../../state/use-format.ts';
import { useVedetteList } from '../../state/use-vedette-list.ts';
import { TypeName } from '../findings/type-name.tsx';

interface Detection {
  readonly types: readonly string[];
  readonly title: string;
  readonly logs: readonly string[];
  readonly observed: number;
  readonly hits: number;
  readonly failures: number;
  readonly lastFailure?: string;
}

/**
 * How each detection fares: those that fail first, then those that saw most. Only the management
 * account is told, as the numbers are of all accounts; for others there is no such table.
 */
export function DetectionsTable() {
  const { text } = useLook();
  const words = text.sources;
  const format = useFormat();
  const loaded = useVedetteList<Detection>('detections');
  const data = loaded.data?.toSorted((a, b) => b.failures - a.failures || b.observed - a.observed);
  if (loaded.error instanceof Error && loaded.error.name === 'AccessDeniedException') return null;
  const logNames: Readonly<Record<string, string>> = text.findings.logs;
  return (
    <LoadedTable
      level={2}
      title={words.detections}
      help={words.detectionsHelp}
      loaded={{ ...loaded, data }}
      empty={text.shell.emptyList}
      columns={[
        {
          ...{ id: 'title', header: words.detection, minWidth: 260, isRowHeader: true },
          cell: ({ title, types }: Detection) => (
            <>
              <span lang="en">{title}</span>
              {types.map((type) => (
                <div key={type} className="types">
                  <TypeName type={type} />
                </div>
              ))}
            </>
          ),
        },
        {
          ...{ id: 'health', header: words.health, minWidth: 160 },
          cell: ({ failures, lastFailure }) =>
            failures === 0 ? (
              <StatusIndicator>{words.healthy}</StatusIndicator>
            ) : (
              <StatusIndicator type="error">
                {words.failed(format.number(failures), lastFailure ?? '')}
              </StatusIndicator>
            ),
        },
        {
          ...{ id: 'logs', header: words.logs, minWidth: 160 },
          cell: ({ logs }) => logs.map((log) => logNames[log] ?? log).join(', '),
        },
        { id: 'observed', header: words.observed, cell: ({ observed }) => format.number(observed) },
        { id: 'hits', header: words.hits, cell: ({ hits }) => format.number(hits) },
      ]}
    />
  );
}
