import type { Finding } from '@aws-sdk/client-guardduty';
import Button from '@cloudscape-design/components/button';
import ButtonDropdown from '@cloudscape-design/components/button-dropdown';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'react';
import { useApp, useLook } from '../../state/app.ts';
import { download } from '../../state/download.ts';
import { useFormat } from '../../state/use-format.ts';
import type { ArchiveState, Token } from './criteria.ts';
import { FilterDialog } from './filter-dialog.tsx';
import { allFindings, archiveFindings } from './finding-calls.ts';
import { ruleTokens } from './finding-words.ts';
import type { FindingsView } from './use-findings.ts';

interface Props {
  readonly view: FindingsView;
  readonly tokens: readonly Token[];
  readonly archive: ArchiveState;
  readonly selected: readonly Finding[];
  onChanged(): void;
}

/** What can be done with all findings that are shown, or with those that were chosen. */
export function FindingsHeader(props: Props) {
  const { view, tokens, selected, onChanged } = props;
  const { text } = useLook();
  const words = text.findings;
  const format = useFormat();
  const [dialog, setDialog] = useState<'filter' | 'rule'>();
  const actions = useActions(props);
  const total = view.total === undefined ? '' : `(${format.number(view.total)})`;
  const isNone = selected.length === 0;
  return (
    <>
      <Header
        variant="awsui-h1-sticky"
        counter={isNone ? total : `(${format.number(selected.length)}) / ${total}`}
        description={words.help}
        actions={
          <SpaceBetween direction="horizontal" size="xs">
            <Button iconName="refresh" ariaLabel={text.shell.refresh} onClick={view.reload} />
            <ButtonDropdown
              items={[
                { id: 'archive', text: words.doArchive, disabled: isNone },
                { id: 'unarchive', text: words.doUnarchive, disabled: isNone },
                { id: 'export', text: isNone ? words.doExport : words.doExportSelected },
                { id: 'filter', text: words.saveFilter, disabled: tokens.length === 0 },
              ]}
              onItemClick={({ detail }) =>
                detail.id === 'filter' ? setDialog('filter') : actions[detail.id]?.()
              }
            >
              {words.actions}
            </ButtonDropdown>
            <Button variant="primary" onClick={() => setDialog('rule')}>
              {words.doSuppress}
            </Button>
          </SpaceBetween>
        }
      >
        {words.title}
      </Header>
      {dialog && (
        <FilterDialog
          kind={dialog}
          tokens={isNone || dialog === 'filter' ? tokens : ruleTokens(selected)}
          onClose={(isDone) => {
            setDialog(undefined);
            if (isDone) onChanged();
          }}
        />
      )}
    </>
  );
}

function useActions({ view, selected, onChanged }: Props): Record<string, () => Promise<void>> {
  const words = useLook().text.findings;
  const { notify } = useApp();
  const format = useFormat();
  const ids = selected.map((one) => one.Id ?? '');
  async function carryOut(said: (count: string) => string, work: () => Promise<number>) {
    try {
      notify('success', said(format.number(await work())));
    } catch (error) {
      notify('error', error);
    }
    onChanged();
  }
  const archive = (isArchived: boolean) => async () => {
    await archiveFindings(view.reader, ids, isArchived);
    return ids.length;
  };
  return {
    archive: () => carryOut(words.archived, archive(true)),
    unarchive: () => carryOut(words.unarchived, archive(false)),
    export: () =>
      carryOut(words.exported, async () => {
        const all = selected.length > 0 ? selected : await allFindings(view.reader, view.search);
        download('findings.json', 'application/json', JSON.stringify(all, null, 2));
        return all.length;
      }),
  };
}
