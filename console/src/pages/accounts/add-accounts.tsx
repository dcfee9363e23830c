import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import ContentLayout from '@cloudscape-design/components/content-layout';
import Header from '@cloudscape-design/components/header';
import Pagination from '@cloudscape-design/components/pagination';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Table from '@cloudscape-design/components/table';
import { useState } from 'react';
import { useDetector, useLook } from '../../state/app.ts';
import { go, hrefOf } from '../../state/router.ts';
import { useFormat } from '../../state/use-format.ts';
import type { AccountRow, ProblemRow, ReadRows } from './account-rows.ts';
import { EnterAccounts } from './enter-accounts.tsx';
import { addMembers } from './member-calls.ts';
import { useOutcome } from './use-outcome.ts';

interface Props {
  /** Accounts that are members in some state already. */
  readonly known: ReadonlySet<string>;
  onDone(): void;
}

/** Accounts are gathered, looked through, and sent only then. */
export function AddAccounts({ known, onDone }: Props) {
  const { text } = useLook();
  const words = text.accounts;
  const { guardduty, detectorId } = useDetector();
  const report = useOutcome();
  const [rows, setRows] = useState<readonly AccountRow[]>([]);
  const [problems, setProblems] = useState<readonly ProblemRow[]>([]);
  const [isWorking, setWorking] = useState(false);
  const taken = new Set([...known, ...rows.map((row) => row.accountId)]);
  function take(read: ReadRows) {
    setRows((before) => [...before, ...read.rows]);
    setProblems(read.problems);
  }
  async function next() {
    setWorking(true);
    const administrator = { guardduty, detectorId };
    const done = await report(rows.length, words.added, () => addMembers(administrator, rows));
    setWorking(false);
    if (done) onDone();
  }
  return (
    <ContentLayout header={<Header variant="h1">{words.addTitle}</Header>}>
      <SpaceBetween size="l">
        <EnterAccounts taken={taken} onRead={take} />
        <Problems problems={problems} />
        <Gathered
          rows={rows}
          onRemove={(id) => setRows((before) => before.filter((row) => row.accountId !== id))}
        />
        <Box float="right">
          <SpaceBetween direction="horizontal" size="xs">
            <Button variant="link" onClick={() => go(hrefOf('accounts'))}>
              {text.shell.cancel}
            </Button>
            <Button
              variant="primary"
              disabled={rows.length === 0}
              loading={isWorking}
              onClick={next}
            >
              {words.next}
            </Button>
          </SpaceBetween>
        </Box>
      </SpaceBetween>
    </ContentLayout>
  );
}

function Problems({ problems }: { readonly problems: readonly ProblemRow[] }) {
  const words = useLook().text.accounts;
  const format = useFormat();
  if (problems.length === 0) return null;
  return (
    <SpaceBetween size="s">
      <Alert type="error" header={words.problemsTitle(format.number(problems.length))}>
        {words.problemsHelp}
      </Alert>
      <Table
        variant="container"
        wrapLines
        items={problems.slice(0, SHOWN)}
        trackBy={(one) => `${one.line}`}
        ariaLabels={{ tableLabel: words.problem }}
        columnDefinitions={[
          { id: 'line', header: words.line, cell: (one) => one.line, isRowHeader: true },
          { id: 'problem', header: words.problem, cell: (one) => words.problems[one.problem] },
          {
            id: 'text',
            header: words.content,
            cell: (one) => <span className="from-log">{one.text}</span>,
          },
        ]}
      />
    </SpaceBetween>
  );
}

const SHOWN = 20;

interface GatheredProps {
  readonly rows: readonly AccountRow[];
  onRemove(accountId: string): void;
}

function Gathered({ rows, onRemove }: GatheredProps) {
  const { text } = useLook();
  const words = text.accounts;
  const format = useFormat();
  const [page, setPage] = useState(1);
  const pages = Math.max(1, Math.ceil(rows.length / SHOWN));
  const shown = Math.min(page, pages);
  return (
    <Table
      items={rows.slice((shown - 1) * SHOWN, shown * SHOWN)}
      trackBy="accountId"
      empty={words.toAddEmpty}
      header={<Header counter={`(${format.number(rows.length)})`}>{words.toAdd}</Header>}
      ariaLabels={{ tableLabel: words.toAdd }}
      pagination={
        pages > 1 && (
          <Pagination
            currentPageIndex={shown}
            pagesCount={pages}
            onChange={({ detail }) => setPage(detail.currentPageIndex)}
          />
        )
      }
      columnDefinitions={[
        {
          id: 'account',
          header: words.columns.account,
          cell: (row) => row.accountId,
          isRowHeader: true,
        },
        { id: 'email', header: words.columns.email, cell: (row) => row.email },
        {
          id: 'remove',
          header: text.shell.delete,
          cell: (row) => (
            <Button
              variant="inline-icon"
              iconName="close"
              ariaLabel={words.remove(row.accountId)}
              onClick={() => onRemove(row.accountId)}
            />
          ),
        },
      ]}
    />
  );
}
