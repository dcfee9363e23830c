import Box from '@cloudscape-design/components/box';
import { ConfirmDialog } from '../../shell/confirm-dialog.tsx';
import { useApp, useLook } from '../../state/app.ts';
import { useFormat } from '../../state/use-format.ts';
import { useLoad } from '../../state/use-load.ts';
import { criteriaOf, type Token } from './criteria.ts';
import { archiveAll, countFindings, type Reader } from './finding-calls.ts';

interface Props {
  readonly reader: Reader;
  readonly tokens: readonly Token[];
  onClose(): void;
}

/** Archives every current finding that the criteria bar finds, having said how many they are. */
export function ArchiveAll({ reader, tokens, onClose }: Props) {
  const { text } = useLook();
  const words = text.findings;
  const { notify } = useApp();
  const format = useFormat();
  const criteria = criteriaOf(tokens, 'current');
  const { data } = useLoad(JSON.stringify(criteria), () => countFindings(reader, criteria));
  async function archive() {
    notify('success', words.archived(format.number(await archiveAll(reader, criteria))));
    onClose();
  }
  return (
    <ConfirmDialog
      title={words.doArchiveAll}
      submit={words.doArchive}
      isIncomplete={!data}
      onDismiss={onClose}
      onSubmit={archive}
    >
      <Box>
        {data === undefined ? text.shell.loading : words.archiveAllSays(format.number(data))}
      </Box>
    </ConfirmDialog>
  );
}
