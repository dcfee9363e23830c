import type { Finding } from '@aws-sdk/client-guardduty';
import Button from '@cloudscape-design/components/button';
import ButtonDropdown from '@cloudscape-design/components/button-dropdown';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'react';
import { useApp, useLook } from '../../state/app.ts';
import { download } from '../../state/download.ts';
import { useFormat } from '../../state/use-format.ts';
import { ArchiveAll } from './archive-all.tsx';
import type { ArchiveState, Token } from './criteria.ts';
import { FilterDialog } from './filter-dialog.tsx';
import { allFindings, archiveFindings, EXPORT_MAX } from './finding-calls.ts';
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
  const [dialog, setDialog] = useState<'filter' | 'rule' | 'archiveAll'>();
  const actions = useActions(props);
  const isNone = selected.length === 0;
  const chosen = isNone ? '' : `${format.number(selected.length)}/`;
  const total = view.total === undefined ? '' : `(${chosen}${format.number(view.total)})`;
  function choose(id: string) {
    if (id === 'filter' || id === 'archiveAll') setDialog(id);
    else actions[id]?.();
  }
  return (
    <>
      <Header
        variant="awsui-h1-sticky"
        counter={total}
        description={words.help}
        actions={
          <SpaceBetween direction="horizontal" size="xs">
            <Button iconName="refresh" ariaLabel={text.shell.refresh} onClick={view.reload} />
            <ActionsMenu {...{ isNone, tokens }} onChoose={choose} />
            <Button variant="primary" onClick={() => setDialog('rule')}>
              {words.doSuppress}
            </Button>
          </SpaceBetween>
        }
      >
        {words.title}
      </Header>
      {dialog === 'archiveAll' && (
        <ArchiveAll
          {...{ tokens, reader: view.reader }}
          onClose={() => {
            setDialog(undefined);
            onChanged();
          }}
        />
      )}
      {(dialog === 'filter' || dialog === 'rule') && (
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

interface MenuProps {
  readonly isNone: boolean;
  readonly tokens: readonly Token[];
  onChoose(id: string): void;
}

function ActionsMenu({ isNone, tokens, onChoose }: MenuProps) {
  const words = useLook().text.findings;
  return (
    <ButtonDropdown
      items={[
        { id: 'archive', text: words.doArchive, disabled: isNone },
        { id: 'unarchive', text: words.doUnarchive, disabled: isNone },
        { id: 'export', text: isNone ? words.doExport : words.doExportSelected },
        { id: 'archiveAll', text: words.doArchiveAll, disabled: !isNone },
        { id: 'filter', text: words.saveFilter, disabled: tokens.length === 0 },
      ]}
      onItemClick={({ detail }) => onChoose(detail.id)}
    >
      {words.actions}
    </ButtonDropdown>
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
    export: () => {
      const isCut = selected.length === 0 && (view.total ?? 0) > EXPORT_MAX;
      return carryOut(isCut ? words.exportedFirst : words.exported, async () => {
        const all = selected.length > 0 ? selected : await allFindings(view.reader, view.search);
        download('findings.json', 'application/json', JSON.stringify(all, null, 2));
        return all.length;
      });
    },
  };
}
