import type { StackSetOperationSummary, StackSetSummary } from '@aws-sdk/client-cloudformation';
import Button from '@cloudscape-design/components/button';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { TableProps } from '@cloudscape-design/components/table';
import { useEffect, useMemo, useRef } from 'react';
import { LoadedTable } from '../../shell/loaded-table.tsx';
import { useApp, useLook } from '../../state/app.ts';
import { go, hrefOf, usePlace } from '../../state/router.ts';
import { useLoad } from '../../state/use-load.ts';
import { Drift } from './drift.tsx';
import { InstancesGrid } from './instances-grid.tsx';
import { Operations } from './operations.tsx';
import { cloudFormation, listInstances, listOperations, listSets } from './stack-set-calls.ts';

const POLL_SECONDS = 10;
/** The grid takes up to forty calls. */
const REST_SECONDS = 60;

/** Sets of stacks of this account and Region; of the one that is chosen, where it is and how. */
export default function StackSetsPage() {
  const words = useLook().text.stackSets;
  const { region, credentials, accountId } = useApp();
  const client = useMemo(() => cloudFormation({ region, credentials }), [region, credentials]);
  const loaded = useLoad(`${accountId} ${region}`, () => listSets(client), POLL_SECONDS);
  const wanted = usePlace().query.get('set');
  const shown =
    loaded.data?.find(({ StackSetName }) => StackSetName === wanted) ?? loaded.data?.[0];
  return (
    <SpaceBetween size="l">
      <LoadedTable
        title={words.title}
        help={words.help}
        loaded={loaded}
        empty={words.empty}
        columns={useColumns()}
      />
      {shown?.StackSetName && (
        <StackSet key={shown.StackSetId} client={client} name={shown.StackSetName} />
      )}
    </SpaceBetween>
  );
}

interface SetProps {
  readonly client: ReturnType<typeof cloudFormation>;
  readonly name: string;
}

function StackSet({ client, name }: SetProps) {
  const operations = useLoad(name, () => listOperations(client, name), POLL_SECONDS);
  const instances = useInstances(client, name, operations.data?.[0]);
  return (
    <SpaceBetween size="l">
      <InstancesGrid name={name} loaded={instances} />
      <Operations client={client} name={name} loaded={operations} />
    </SpaceBetween>
  );
}

/** Stacks change by operations: they are read while one goes on, and once when it has ended. */
function useInstances(
  client: SetProps['client'],
  name: string,
  latest: StackSetOperationSummary | undefined,
) {
  const isGoingOn = latest !== undefined && latest.EndTimestamp === undefined;
  const instances = useLoad(
    name,
    () => listInstances(client, name),
    isGoingOn ? POLL_SECONDS : REST_SECONDS,
  );
  const { reload } = instances;
  const told = `${latest?.OperationId} ${isGoingOn}`;
  const known = useRef(told);
  useEffect(() => {
    if (known.current !== told) reload();
    known.current = told;
  }, [told, reload]);
  return instances;
}

function useColumns(): TableProps.ColumnDefinition<StackSetSummary>[] {
  const { text } = useLook();
  const words = text.stackSets;
  return [
    {
      ...{ id: 'name', header: words.name, minWidth: 180, isRowHeader: true },
      cell: ({ StackSetName = '' }) => (
        <Button
          variant="inline-link"
          onClick={() => go(hrefOf('stack-sets', { set: StackSetName }))}
        >
          {StackSetName}
        </Button>
      ),
    },
    {
      ...{ id: 'description', header: words.description, minWidth: 200 },
      cell: ({ Description }) => <span className="from-log">{Description || text.shell.none}</span>,
    },
    {
      ...{ id: 'permissions', header: words.permissions, minWidth: 150 },
      cell: ({ PermissionModel }) =>
        PermissionModel === 'SERVICE_MANAGED' ? words.serviceManaged : words.selfManaged,
    },
    {
      ...{ id: 'drift', header: words.drift, minWidth: 140 },
      cell: ({ DriftStatus }) => <Drift status={DriftStatus} />,
    },
  ];
}
