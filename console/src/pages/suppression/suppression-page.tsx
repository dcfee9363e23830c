import {
  DeleteFilterCommand,
  GetFilterCommand,
  type GetFilterResponse,
  ListFiltersCommand,
} from '@aws-sdk/client-guardduty';
import Button from '@cloudscape-design/components/button';
import type { TableProps } from '@cloudscape-design/components/table';
import { useState } from 'react';
import type { Clients } from '../../api/clients.ts';
import { ConfirmDialog } from '../../shell/confirm-dialog.tsx';
import { LoadedTable } from '../../shell/loaded-table.tsx';
import { useDetector, useLook } from '../../state/app.ts';
import { useLoad } from '../../state/use-load.ts';
import { tokensOf } from '../findings/criteria.ts';

/** Suppression rules and saved filters, which GuardDuty keeps as one kind of thing. */
export default function SuppressionPage() {
  const { text } = useLook();
  const words = text.suppression;
  const { guardduty, detectorId: DetectorId, notify } = useDetector();
  const loaded = useLoad(DetectorId, () => loadFilters(guardduty, DetectorId));
  const [asked, setAsked] = useState<string>();
  async function remove() {
    try {
      await guardduty.send(new DeleteFilterCommand({ DetectorId, FilterName: asked }));
      notify('success', words.deleted);
    } catch (error) {
      notify('error', error);
    }
    setAsked(undefined);
    loaded.reload();
  }
  return (
    <>
      <LoadedTable
        title={words.title}
        help={words.help}
        loaded={loaded}
        empty={words.empty}
        columns={useColumns(setAsked)}
      />
      {asked !== undefined && (
        <ConfirmDialog
          title={words.confirm(asked)}
          submit={text.shell.delete}
          onDismiss={() => setAsked(undefined)}
          onSubmit={remove}
        >
          {words.confirmHelp}
        </ConfirmDialog>
      )}
    </>
  );
}

async function loadFilters(
  guardduty: Clients['guardduty'],
  DetectorId: string,
): Promise<GetFilterResponse[]> {
  const filters: GetFilterResponse[] = [];
  let NextToken: string | undefined;
  do {
    const page = await guardduty.send(new ListFiltersCommand({ DetectorId, NextToken }));
    for (const FilterName of page.FilterNames ?? []) {
      filters.push(await guardduty.send(new GetFilterCommand({ DetectorId, FilterName })));
    }
    NextToken = page.NextToken;
  } while (NextToken);
  return filters;
}

function useColumns(
  ask: (name: string | undefined) => void,
): TableProps.ColumnDefinition<GetFilterResponse>[] {
  const { text } = useLook();
  const words = text.suppression;
  return [
    {
      ...{ id: 'name', header: words.name, minWidth: 150, isRowHeader: true },
      cell: ({ Name, Description }) => (
        <>
          {Name}
          {Description && <div className="from-log">{Description}</div>}
        </>
      ),
    },
    {
      ...{ id: 'kind', header: words.kind, minWidth: 140 },
      cell: (one) => (one.Action === 'ARCHIVE' ? words.rule : words.filter),
    },
    {
      ...{ id: 'criteria', header: words.criteria, minWidth: 240 },
      cell: (one) => <Criteria filter={one} />,
    },
    { id: 'rank', header: words.rank, cell: (one) => one.Rank },
    {
      id: 'delete',
      header: text.shell.delete,
      cell: (one) => (
        <Button
          variant="inline-link"
          ariaLabel={`${text.shell.delete} ${one.Name}`}
          onClick={() => ask(one.Name)}
        >
          {text.shell.delete}
        </Button>
      ),
    },
  ];
}

/** Comparisons that the bar cannot show, patterns among them, stand as the API has them. */
function Criteria({ filter }: { readonly filter: GetFilterResponse }) {
  const fields = useLook().text.findings.fields as Readonly<Record<string, string>>;
  const shown = tokensOf(filter.FindingCriteria).map(
    ({ propertyKey = '', operator, value }) =>
      `${fields[propertyKey] ?? propertyKey} ${operator} ${value}`,
  );
  const patterns = Object.entries(filter.FindingCriteria?.Criterion ?? {}).flatMap(
    ([field, { Matches = [], NotMatches = [] }]) => [
      ...Matches.map((pattern) => `${fields[field] ?? field} ~ ${pattern}`),
      ...NotMatches.map((pattern) => `${fields[field] ?? field} !~ ${pattern}`),
    ],
  );
  return <span className="from-log">{[...shown, ...patterns].join('\n')}</span>;
}
