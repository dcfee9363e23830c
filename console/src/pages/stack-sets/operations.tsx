import type {
  CloudFormationClient,
  StackSetOperationResultSummary,
  StackSetOperationSummary,
} from '@aws-sdk/client-cloudformation';
import Button from '@cloudscape-design/components/button';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator, {
  type StatusIndicatorProps,
} from '@cloudscape-design/components/status-indicator';
import type { TableProps } from '@cloudscape-design/components/table';
import { useState } from 'react';
import { LoadedTable } from '../../shell/loaded-table.tsx';
import { useLook } from '../../state/app.ts';
import { useFormat } from '../../state/use-format.ts';
import { type Loaded, useLoad } from '../../state/use-load.ts';
import { useNarrow } from '../../state/use-narrow.ts';
import { useSaid } from '../settings/use-said.ts';
import { detectDrift, listResults, stopOperation } from './stack-set-calls.ts';

const PAGE_SIZE = 10;
const POLL_SECONDS = 10;

interface Props {
  readonly client: CloudFormationClient;
  readonly name: string;
  readonly loaded: Loaded<StackSetOperationSummary[]>;
}

/** What was done with a set, the latest first; of the one that is chosen, where it went wrong. */
export function Operations({ client, name, loaded }: Props) {
  const words = useLook().text.stackSets;
  const format = useFormat();
  const [chosen, setChosen] = useState<string>();
  const { carryOut, isWorking } = useSaid(loaded.reload);
  const running = loaded.data?.find(({ Status }) => Status === 'RUNNING' || Status === 'QUEUED');
  const shown = loaded.data?.find(({ OperationId }) => OperationId === chosen);
  const stop = (id: string) => carryOut(words.stopping, () => stopOperation(client, name, id));
  const began = (one: StackSetOperationSummary) =>
    format.dateTime(one.CreationTimestamp?.toISOString());
  return (
    <SpaceBetween size="l">
      <LoadedTable
        level={2}
        title={words.operations}
        help={words.operationsHelp}
        loaded={loaded}
        empty={words.noOperations}
        pageSize={PAGE_SIZE}
        actions={
          <SpaceBetween direction="horizontal" size="xs">
            {running && (
              <Button loading={isWorking} onClick={() => stop(running.OperationId ?? '')}>
                {words.stop}
              </Button>
            )}
            <Button
              disabled={running !== undefined}
              loading={isWorking}
              onClick={() => carryOut(words.detecting, () => detectDrift(client, name))}
            >
              {words.detect}
            </Button>
          </SpaceBetween>
        }
        columns={useColumns(setChosen)}
      />
      {shown?.OperationId && (
        <Results
          key={shown.OperationId}
          title={words.resultsOf(words.actions[shown.Action ?? 'CREATE'], began(shown))}
          {...{ client, name, operationId: shown.OperationId }}
        />
      )}
    </SpaceBetween>
  );
}

function useColumns(
  choose: (id: string | undefined) => void,
): TableProps.ColumnDefinition<StackSetOperationSummary>[] {
  const words = useLook().text.stackSets;
  const format = useFormat();
  return [
    {
      ...{ id: 'action', header: words.operation, minWidth: 140, isRowHeader: true },
      cell: ({ Action, OperationId }) => (
        <Button variant="inline-link" onClick={() => choose(OperationId)}>
          {words.actions[Action ?? 'CREATE']}
        </Button>
      ),
    },
    {
      ...{ id: 'status', header: words.status, minWidth: 140 },
      cell: ({ Status }) => <Outcome status={Status} />,
    },
    {
      ...{ id: 'began', header: words.began, minWidth: 160 },
      cell: ({ CreationTimestamp }) => format.dateTime(CreationTimestamp?.toISOString()),
    },
    {
      ...{ id: 'ended', header: words.ended, minWidth: 160 },
      cell: ({ EndTimestamp }) => format.dateTime(EndTimestamp?.toISOString()),
    },
    { ...{ id: 'reason', header: words.reason, minWidth: 220 }, cell: reasonOf },
  ];
}

interface ResultsProps {
  readonly client: CloudFormationClient;
  readonly name: string;
  readonly operationId: string;
  readonly title: string;
}

function Results({ client, name, operationId, title }: ResultsProps) {
  const words = useLook().text.stackSets;
  const isNarrow = useNarrow();
  const loaded = useLoad(operationId, () => listResults(client, name, operationId), POLL_SECONDS);
  return (
    <LoadedTable
      level={2}
      title={title}
      loaded={{ ...loaded, data: loaded.data && failedFirst(loaded.data) }}
      empty={words.noResults}
      pageSize={PAGE_SIZE}
      columns={[
        {
          ...{ id: 'where', header: words.accountRegion, isRowHeader: true },
          minWidth: isNarrow ? 150 : 250,
          cell: ({ Account, Region }: StackSetOperationResultSummary) => `${Account} ${Region}`,
        },
        {
          ...{ id: 'status', header: words.status, minWidth: 140 },
          cell: ({ Status }: StackSetOperationResultSummary) => <Outcome status={Status} />,
        },
        { ...{ id: 'reason', header: words.reason, minWidth: 400 }, cell: reasonOf },
      ]}
    />
  );
}

function reasonOf({ StatusReason }: { readonly StatusReason?: string | undefined }) {
  return <span className="from-log">{StatusReason || '-'}</span>;
}

/** What went wrong is what is looked for. */
function failedFirst(
  results: readonly StackSetOperationResultSummary[],
): StackSetOperationResultSummary[] {
  const rank = ({ Status }: StackSetOperationResultSummary) => (Status === 'FAILED' ? 0 : 1);
  return [...results].sort((one, two) => rank(one) - rank(two));
}

const TYPES: Readonly<Record<string, StatusIndicatorProps.Type>> = {
  SUCCEEDED: 'success',
  FAILED: 'error',
  STOPPED: 'stopped',
  CANCELLED: 'stopped',
};

function Outcome({ status = '' }: { readonly status: string | undefined }) {
  const { outcomes } = useLook().text.stackSets;
  const word = (outcomes as Readonly<Record<string, string>>)[status] ?? status;
  return <StatusIndicator type={TYPES[status] ?? 'in-progress'}>{word}</StatusIndicator>;
}
