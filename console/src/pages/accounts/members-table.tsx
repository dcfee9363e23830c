import type { Member } from '@aws-sdk/client-guardduty';
import { useCollection } from '@cloudscape-design/collection-hooks';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import ButtonDropdown from '@cloudscape-design/components/button-dropdown';
import Header from '@cloudscape-design/components/header';
import Pagination from '@cloudscape-design/components/pagination';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Table from '@cloudscape-design/components/table';
import { useMemo, useState } from 'react';
import { Search } from '../../shell/search.tsx';
import { useLook } from '../../state/app.ts';
import { download } from '../../state/download.ts';
import { go, hrefOf } from '../../state/router.ts';
import { useFormat } from '../../state/use-format.ts';
import { useNarrow } from '../../state/use-narrow.ts';
import { CSV_HEADER } from './account-rows.ts';
import { csvText } from './csv-text.ts';
import { InviteDialog } from './invite-dialog.tsx';
import { MemberActionDialog } from './member-action-dialog.tsx';
import { memberColumns } from './member-columns.tsx';
import { type MemberAction, may } from './member-status.ts';

interface Props {
  /** Undefined until they are all there. */
  readonly members: readonly Member[] | undefined;
  readonly seen: number;
  readonly isLoading: boolean;
  reload(): void;
}

const PAGE_SIZE = 50;
const ACTIONS = ['invite', 'start', 'stop', 'disassociate', 'delete'] as const;

interface Asked {
  readonly action: MemberAction;
  readonly accountIds: readonly string[];
}

/** The members of an administrator; of thousands, as many as fit a page are drawn. */
export function MembersTable({ members, seen, isLoading, reload }: Props) {
  const { text } = useLook();
  const words = text.accounts;
  const format = useFormat();
  const [asked, setAsked] = useState<Asked>();
  const isNarrow = useNarrow();
  const columns = useMemo(() => {
    const invite = (accountId: string) => setAsked({ action: 'invite', accountIds: [accountId] });
    return memberColumns(text, format, invite, isNarrow);
  }, [text, format, isNarrow]);
  const { items, actions, filteredItemsCount, collectionProps, filterProps, paginationProps } =
    useCollection(members ?? [], {
      filtering: {
        filteringFunction: matches,
        empty: <Empty />,
        noMatch: <Box textAlign="center">{text.shell.noMatch}</Box>,
      },
      pagination: { pageSize: PAGE_SIZE },
      sorting: {},
      selection: { keepSelection: true, trackBy: 'AccountId' },
    });
  const selected = collectionProps.selectedItems ?? [];
  return (
    <>
      <Table
        {...collectionProps}
        items={items}
        columnDefinitions={columns}
        selectionType="multi"
        trackBy="AccountId"
        loading={members === undefined && isLoading}
        loadingText={words.loading(format.number(seen))}
        wrapLines
        header={<MembersHeader members={members ?? []} selected={selected} ask={setAsked} />}
        filter={<Search {...filterProps} label={words.find} count={filteredItemsCount ?? 0} />}
        pagination={paginationProps.pagesCount > 1 && <Pagination {...paginationProps} />}
        ariaLabels={{
          tableLabel: words.title,
          selectionGroupLabel: text.shell.selection,
          allItemsSelectionLabel: () => text.shell.selectAll,
          itemSelectionLabel: (_, { AccountId = '' }) => text.shell.selectRow(AccountId),
        }}
      />
      <Dialog
        asked={asked}
        onClose={(isDone) => {
          setAsked(undefined);
          if (!isDone) return;
          actions.setSelectedItems([]);
          reload();
        }}
      />
    </>
  );
}

function Dialog(props: { asked: Asked | undefined; onClose(isDone: boolean): void }) {
  const { asked, onClose } = props;
  if (asked === undefined) return null;
  const { action, accountIds } = asked;
  if (action === 'invite') return <InviteDialog accountIds={accountIds} onClose={onClose} />;
  return <MemberActionDialog action={action} accountIds={accountIds} onClose={onClose} />;
}

interface HeaderProps {
  readonly members: readonly Member[];
  readonly selected: readonly Member[];
  ask(asked: Asked): void;
}

function MembersHeader({ members, selected, ask }: HeaderProps) {
  const words = useLook().text.accounts;
  const format = useFormat();
  const open = (action: MemberAction) =>
    selected.filter((one) => may(action, one.RelationshipStatus)).map((one) => one.AccountId ?? '');
  const total = format.number(members.length);
  return (
    <Header
      counter={selected.length > 0 ? `(${format.number(selected.length)}/${total})` : `(${total})`}
      actions={
        <SpaceBetween direction="horizontal" size="xs">
          <Button
            iconName="download"
            disabled={members.length === 0}
            onClick={() => exportCsv(members)}
          >
            {words.export}
          </Button>
          <ButtonDropdown
            disabled={selected.length === 0}
            items={ACTIONS.map((id) => ({
              id,
              text: words.does[id],
              disabled: open(id).length === 0,
            }))}
            onItemClick={({ detail }) => {
              const action = detail.id as MemberAction;
              ask({ action, accountIds: open(action) });
            }}
          >
            {words.actions}
          </ButtonDropdown>
          <Button variant="primary" onClick={() => go(hrefOf('accounts', { add: '' }))}>
            {words.add}
          </Button>
        </SpaceBetween>
      }
    >
      {words.title}
    </Header>
  );
}

function Empty() {
  const words = useLook().text.accounts;
  return (
    <Box textAlign="center">
      <Box variant="strong">{words.empty}</Box>
      <Box variant="p">{words.emptyHelp}</Box>
    </Box>
  );
}

function exportCsv(members: readonly Member[]): void {
  const rows = members.map(({ AccountId = '', Email = '' }) => [AccountId, Email]);
  download('accounts.csv', 'text/csv', csvText([CSV_HEADER.split(','), ...rows]));
}

function matches({ AccountId, Email, RelationshipStatus }: Member, sought: string): boolean {
  const text = `${AccountId} ${Email} ${RelationshipStatus}`.toLowerCase();
  return text.includes(sought.trim().toLowerCase());
}
