import { useCollection } from '@cloudscape-design/collection-hooks';
import Header from '@cloudscape-design/components/header';
import Pagination from '@cloudscape-design/components/pagination';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Table, { type TableProps } from '@cloudscape-design/components/table';
import type { ReactNode } from 'react';
import { useLook } from '../state/app.ts';
import type { Loaded } from '../state/use-load.ts';
import { Problem } from './problem.tsx';

/** Pixels: Japanese may be broken anywhere, so that narrower heads would stand upright. */
const COLUMN_MIN = 110;

interface Props<Item> {
  readonly title: string;
  readonly help?: string | undefined;
  /** 1 for the title of a page. */
  readonly level?: 1 | 2;
  readonly loaded: Pick<Loaded<readonly Item[]>, 'data' | 'error'>;
  readonly columns: readonly TableProps.ColumnDefinition<Item>[];
  readonly empty: string;
  readonly actions?: ReactNode;
  readonly filter?: ReactNode;
  /** Rows of a page; all are on one unless said. */
  readonly pageSize?: number;
  /** To other pages that are not loaded yet. */
  readonly pagination?: ReactNode;
  /** The first column stays in sight while the others are scrolled by. */
  readonly isFirstSticky?: boolean;
}

/** A table of what was loaded, and why it was not, or not again. */
export function LoadedTable<Item>(props: Props<Item>) {
  const { title, help, level = 1, loaded, columns, empty, actions, filter } = props;
  const { text } = useLook();
  const { pageSize = Number.MAX_SAFE_INTEGER } = props;
  const { items, paginationProps } = useCollection(loaded.data ?? [], { pagination: { pageSize } });
  const pages = paginationProps.pagesCount > 1 && <Pagination {...paginationProps} />;
  return (
    <Table
      items={items}
      columnDefinitions={columns.map((column) => ({ minWidth: COLUMN_MIN, ...column }))}
      loading={loaded.data === undefined && loaded.error === undefined}
      loadingText={text.shell.loading}
      wrapLines
      filter={filter}
      pagination={props.pagination ?? pages}
      stickyColumns={{ first: props.isFirstSticky ? 1 : 0 }}
      header={
        <SpaceBetween size="s">
          <Header variant={level === 1 ? 'h1' : 'h2'} description={help} actions={actions}>
            {title}
          </Header>
          <Problem {...loaded} />
        </SpaceBetween>
      }
      empty={loaded.error === undefined && empty}
      ariaLabels={{ tableLabel: title }}
    />
  );
}
