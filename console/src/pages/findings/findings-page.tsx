import type { Finding } from '@aws-sdk/client-guardduty';
import Box from '@cloudscape-design/components/box';
import Pagination from '@cloudscape-design/components/pagination';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Table from '@cloudscape-design/components/table';
import { type ReactNode, useMemo, useState } from 'react';
import { Problem } from '../../shell/problem.tsx';
import { useLook } from '../../state/app.ts';
import { go, hrefOf, usePlace } from '../../state/router.ts';
import { useFormat } from '../../state/use-format.ts';
import { useNarrow } from '../../state/use-narrow.ts';
import { type ArchiveState, criteriaOf, type Token, tokensFromQuery } from './criteria.ts';
import { CriteriaBar } from './criteria-bar.tsx';
import { findingColumns } from './finding-columns.tsx';
import { FindingsHeader } from './findings-header.tsx';
import { type GroupName, groupNameOf } from './groups.ts';
import { GroupsTable } from './groups-table.tsx';
import { useFindings } from './use-findings.ts';

/** The findings, one by one or in groups, as the address says. */
export default function FindingsPage() {
  const { query } = usePlace();
  const q = query.get('q');
  const tokens = useMemo(() => tokensFromQuery(q), [q]);
  const archive = archiveOf(query.get('show'));
  const group = groupNameOf(query.get('group'));
  const shown = { tokens, archive, group };
  const filter = <CriteriaBar {...shown} onChange={(change) => show({ ...shown, ...change })} />;
  if (group === undefined) return <FindingsTable {...{ tokens, archive, filter }} />;
  return (
    <GroupsTable
      by={group}
      criteria={criteriaOf(tokens, archive)}
      filter={filter}
      onOpen={(more) => show({ tokens: [...tokens, ...more], archive, group: undefined })}
    />
  );
}

interface TableProps {
  readonly tokens: readonly Token[];
  readonly archive: ArchiveState;
  readonly filter: ReactNode;
}

/** The list; the finding that is opened is in the address, and drawn in the split panel. */
function FindingsTable({ tokens, archive, filter }: TableProps) {
  const { text } = useLook();
  const words = text.findings;
  const format = useFormat();
  const view = useFindings(criteriaOf(tokens, archive));
  const [selected, setSelected] = useState<readonly Finding[]>([]);
  const findings = view.page.data?.findings;
  const isNarrow = useNarrow();
  const columns = useMemo(
    () => findingColumns(text, format, openFinding, isNarrow),
    [text, format, isNarrow],
  );
  return (
    <Table
      variant="full-page"
      stickyHeader
      wrapLines
      items={findings ?? []}
      trackBy="Id"
      columnDefinitions={columns}
      loading={findings === undefined && view.page.isLoading}
      loadingText={text.shell.loading}
      selectionType="multi"
      selectedItems={[...selected]}
      onSelectionChange={({ detail }) => setSelected(detail.selectedItems)}
      {...view.sorting}
      header={
        <SpaceBetween size="s">
          <FindingsHeader
            {...{ view, tokens, selected, archive }}
            onChanged={() => {
              setSelected([]);
              view.reload();
            }}
          />
          <Problem {...view.page} />
        </SpaceBetween>
      }
      filter={filter}
      pagination={
        (view.hasMore || view.pageIndex > 1) && (
          <Pagination
            currentPageIndex={view.pageIndex}
            pagesCount={view.pageIndex}
            openEnd={view.hasMore}
            onChange={({ detail }) => view.goTo(detail.currentPageIndex)}
          />
        )
      }
      empty={view.page.error === undefined && <Empty />}
      ariaLabels={{
        tableLabel: words.title,
        selectionGroupLabel: text.shell.selection,
        allItemsSelectionLabel: () => text.shell.selectAll,
        itemSelectionLabel: (_, { Title, Id = '' }) => text.shell.selectRow(Title ?? Id),
      }}
    />
  );
}

function Empty() {
  const words = useLook().text.findings;
  return (
    <Box textAlign="center">
      <Box variant="strong">{words.empty}</Box>
      <Box variant="p">{words.emptyHelp}</Box>
    </Box>
  );
}

function archiveOf(text: string | null): ArchiveState {
  return text === 'archived' || text === 'all' ? text : 'current';
}

interface Shown {
  readonly tokens: readonly Token[];
  readonly archive: ArchiveState;
  readonly group: GroupName | undefined;
}

/** What is shown is in the address, so that it can be sent to somebody and gone back to. */
function show({ tokens, archive, group }: Shown): void {
  const query: Record<string, string> = {};
  if (tokens.length > 0) query.q = JSON.stringify(tokens);
  if (archive !== 'current') query.show = archive;
  if (group !== undefined) query.group = group;
  go(hrefOf('findings', query), true);
}

function openFinding(id: string): void {
  const query = Object.fromEntries(new URLSearchParams(location.search));
  go(hrefOf('findings', { ...query, id }));
}
