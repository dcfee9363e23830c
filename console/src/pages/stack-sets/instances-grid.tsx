import type { StackInstanceSummary } from '@aws-sdk/client-cloudformation';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import Popover from '@cloudscape-design/components/popover';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator, {
  type StatusIndicatorProps,
} from '@cloudscape-design/components/status-indicator';
import type { TableProps } from '@cloudscape-design/components/table';
import Toggle from '@cloudscape-design/components/toggle';
import { useMemo, useState } from 'react';
import { LoadedTable } from '../../shell/loaded-table.tsx';
import { Search } from '../../shell/search.tsx';
import { useLook } from '../../state/app.ts';
import { useFormat } from '../../state/use-format.ts';
import type { Loaded } from '../../state/use-load.ts';
import { useNarrow } from '../../state/use-narrow.ts';
import { Drift } from './drift.tsx';
import { type GridRow, gridOf, type InstanceState, stateOf } from './stack-grid.ts';
import { INSTANCES_MAX } from './stack-set-calls.ts';

const PAGE_SIZE = 50;

interface Props {
  readonly name: string;
  readonly loaded: Loaded<StackInstanceSummary[]>;
}

/** Accounts by Regions: a glance says where a set has not arrived, a press why. */
export function InstancesGrid({ name, loaded }: Props) {
  const { text } = useLook();
  const words = text.stackSets;
  const format = useFormat();
  const [isOnlyOther, setOnlyOther] = useState(false);
  const grid = useMemo(() => gridOf(loaded.data ?? []), [loaded.data]);
  const [sought, setSought] = useState('');
  const rows = grid.rows.filter(
    ({ accountId, isOther }) => accountId.includes(sought.trim()) && (isOther || !isOnlyOther),
  );
  const help = words.instancesHelp(format.number(grid.all), format.number(grid.other));
  const isCut = grid.all >= INSTANCES_MAX;
  const isEmpty = grid.all === 0;
  return (
    <LoadedTable
      level={2}
      title={words.instancesOf(name)}
      help={
        isEmpty
          ? undefined
          : isCut
            ? `${help} ${words.tooMany(format.number(INSTANCES_MAX))}`
            : help
      }
      loaded={{ ...loaded, data: loaded.data && rows }}
      empty={isEmpty ? words.noInstances : text.shell.noMatch}
      isFirstSticky
      pageSize={PAGE_SIZE}
      filter={
        !isEmpty && (
          <SpaceBetween size="s" direction="horizontal" alignItems="center">
            <Search
              filteringText={sought}
              onChange={({ detail }) => setSought(detail.filteringText)}
              {...{ label: words.find, count: rows.length }}
            />
            <Toggle checked={isOnlyOther} onChange={({ detail }) => setOnlyOther(detail.checked)}>
              {words.onlyOther}
            </Toggle>
          </SpaceBetween>
        )
      }
      columns={useColumns(grid.regions)}
    />
  );
}

function useColumns(regions: readonly string[]): TableProps.ColumnDefinition<GridRow>[] {
  const words = useLook().text.stackSets;
  // Where most Regions are out of sight, the account says that something is wrong in one of them.
  const isNarrow = useNarrow();
  return [
    {
      ...{ id: 'account', header: words.account, minWidth: 165, isRowHeader: true },
      cell: ({ accountId, isOther }) => (
        <>
          {accountId}{' '}
          {isOther && isNarrow && <StatusIndicator type="warning" iconAriaLabel={words.isOther} />}
        </>
      ),
    },
    ...regions.map((region) => ({
      ...{ id: region, header: region, minWidth: 150 },
      cell: ({ instances }: GridRow) => <Instance instance={instances.get(region)} />,
    })),
  ];
}

const LOOKS: Readonly<Record<InstanceState, StatusIndicatorProps.Type>> = {
  current: 'success',
  outdated: 'warning',
  failed: 'error',
  inoperable: 'error',
  running: 'in-progress',
  cancelled: 'stopped',
  skipped: 'stopped',
};

/** One stack: its state, and behind it what CloudFormation says of it. */
function Instance({ instance }: { readonly instance: StackInstanceSummary | undefined }) {
  const { text } = useLook();
  const words = text.stackSets;
  const format = useFormat();
  if (instance === undefined) return <span title={words.noInstance}>{text.shell.none}</span>;
  const { Account = '', Region = '', StatusReason, StackId, DriftStatus } = instance;
  const state = stateOf(instance);
  const word = words.states[state];
  const checkedAt = instance.LastDriftCheckTimestamp?.toISOString();
  const told = (value: string | undefined) => (
    <span className="from-log">{value || text.shell.none}</span>
  );
  return (
    <SpaceBetween size="xxs">
      <Popover
        triggerType="text"
        size="large"
        header={words.stateOf(Account, Region, word)}
        dismissAriaLabel={text.shell.close}
        content={
          <SpaceBetween size="s">
            <span className="from-log">
              {StatusReason || (state === 'current' ? words.noReason : words.noneGiven)}
            </span>
            <KeyValuePairs
              columns={2}
              items={[
                { label: words.drift, value: <Drift status={DriftStatus} /> },
                { label: words.checkedAt, value: format.dateTime(checkedAt) },
                { label: words.lastOperation, value: told(instance.LastOperationId) },
                { label: words.stack, value: told(StackId?.split('/')[1]) },
              ]}
            />
          </SpaceBetween>
        }
      >
        <StatusIndicator type={LOOKS[state]}>{word}</StatusIndicator>
      </Popover>
      {DriftStatus === 'DRIFTED' && <Drift status={DriftStatus} />}
    </SpaceBetween>
  );
}
