import Alert from '@cloudscape-design/components/alert';
import Header from '@cloudscape-design/components/header';
import Table, { type TableProps } from '@cloudscape-design/components/table';
import type { ReactNode } from 'react';
import { useLook } from '../state/app.ts';
import type { Loaded } from '../state/use-load.ts';
import { wordsOfError } from '../state/words-of-error.ts';

/** Pixels: Japanese may be broken anywhere, so that narrower heads would stand upright. */
const COLUMN_MIN = 110;

interface Props<Item> {
  readonly title: string;
  readonly help?: string;
  /** 1 for the title of a page. */
  readonly level?: 1 | 2;
  readonly loaded: Pick<Loaded<readonly Item[]>, 'data' | 'error' | 'isLoading'>;
  readonly columns: readonly TableProps.ColumnDefinition<Item>[];
  readonly empty: string;
  readonly actions?: ReactNode;
  readonly filter?: ReactNode;
  readonly pagination?: ReactNode;
  /** The first column stays in sight while the others are scrolled by. */
  readonly isFirstSticky?: boolean;
}

/** A table of what was loaded, or of why it was not. */
export function LoadedTable<Item>(props: Props<Item>) {
  const { title, help, level = 1, loaded, columns, empty, actions, filter, pagination } = props;
  const { text } = useLook();
  return (
    <Table
      items={loaded.data ?? []}
      columnDefinitions={columns.map((column) => ({ minWidth: COLUMN_MIN, ...column }))}
      loading={loaded.data === undefined && loaded.error === undefined}
      loadingText={text.shell.loading}
      wrapLines
      filter={filter}
      pagination={pagination}
      stickyColumns={{ first: props.isFirstSticky ? 1 : 0 }}
      header={
        <Header variant={level === 1 ? 'h1' : 'h2'} description={help} actions={actions}>
          {title}
        </Header>
      }
      empty={
        loaded.error === undefined ? (
          empty
        ) : (
          <Alert type="error">{wordsOfError(loaded.error)}</Alert>
        )
      }
      ariaLabels={{ tableLabel: title }}
    />
  );
}
