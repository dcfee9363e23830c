import Button from '@cloudscape-design/components/button';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import type { TableProps } from '@cloudscape-design/components/table';
import { useState } from 'react';
import { ConfirmDialog } from '../../shell/confirm-dialog.tsx';
import { LoadedTable } from '../../shell/loaded-table.tsx';
import { useDetector, useLook } from '../../state/app.ts';
import { useLoad } from '../../state/use-load.ts';
import { AddList } from './add-list.tsx';
import { activateList, deleteList, loadLists, type ShownList } from './list-calls.ts';

const POLL_SECONDS = 10;

/** Trusted and threat lists of all four kinds. */
export default function ListsPage() {
  const { text } = useLook();
  const words = text.lists;
  const { guardduty, detectorId, notify } = useDetector();
  const loaded = useLoad(detectorId, () => loadLists(guardduty, detectorId), POLL_SECONDS);
  const [asked, setAsked] = useState<ShownList | 'new'>();
  async function carryOut(said: string, work: () => Promise<unknown>) {
    try {
      await work();
      notify('success', said);
    } catch (error) {
      notify('error', error);
    }
    setAsked(undefined);
    loaded.reload();
  }
  const switchList = (list: ShownList) =>
    carryOut(words.changed, () =>
      activateList(guardduty, detectorId, list, list.status !== 'ACTIVE'),
    );
  return (
    <>
      <LoadedTable
        title={words.title}
        help={words.help}
        loaded={loaded}
        empty={words.empty}
        columns={useColumns(switchList, setAsked)}
        actions={
          <Button variant="primary" onClick={() => setAsked('new')}>
            {words.add}
          </Button>
        }
      />
      {asked === 'new' && (
        <AddList
          onClose={(isDone) => {
            setAsked(undefined);
            if (isDone) loaded.reload();
          }}
        />
      )}
      {asked !== undefined && asked !== 'new' && (
        <ConfirmDialog
          title={words.confirm(asked.name)}
          submit={text.shell.delete}
          onDismiss={() => setAsked(undefined)}
          onSubmit={() => carryOut(words.deleted, () => deleteList(guardduty, detectorId, asked))}
        >
          <span className="from-log">{asked.location}</span>
        </ConfirmDialog>
      )}
    </>
  );
}

function useColumns(
  switchList: (list: ShownList) => void,
  remove: (list: ShownList) => void,
): TableProps.ColumnDefinition<ShownList>[] {
  const { text } = useLook();
  const words = text.lists;
  const states: Readonly<Record<string, string>> = words.states;
  return [
    {
      ...{ id: 'name', header: words.name, minWidth: 150, isRowHeader: true },
      cell: ({ name }) => <span className="from-log">{name}</span>,
    },
    {
      ...{ id: 'status', header: words.status, minWidth: 170 },
      cell: ({ status, problem }) => (
        <StatusIndicator type={typeOf(status)}>
          {states[status] ?? status} {problem}
        </StatusIndicator>
      ),
    },
    {
      ...{ id: 'kind', header: words.kind, minWidth: 150 },
      cell: ({ kind }) => words.kinds[kind],
    },
    { id: 'format', header: words.format, cell: ({ format }) => format },
    {
      ...{ id: 'location', header: words.location, minWidth: 220 },
      // A text and no link: whoever made the list chose where it would lead.
      cell: ({ location }) => <span className="from-log">{location}</span>,
    },
    {
      id: 'actions',
      header: text.findings.actions,
      cell: (list) => (
        <SpaceBetween direction="horizontal" size="xs">
          <Button variant="inline-link" onClick={() => switchList(list)}>
            {list.status === 'ACTIVE' ? words.deactivate : words.activate}
          </Button>
          <Button variant="inline-link" onClick={() => remove(list)}>
            {text.shell.delete}
          </Button>
        </SpaceBetween>
      ),
    },
  ];
}

function typeOf(status: string) {
  if (status === 'ACTIVE') return 'success';
  if (status === 'ERROR') return 'error';
  return status === 'INACTIVE' ? 'stopped' : 'pending';
}
