import Box from '@cloudscape-design/components/box';
import { ConfirmDialog } from '../../shell/confirm-dialog.tsx';
import { useDetector, useLook } from '../../state/app.ts';
import { useFormat } from '../../state/use-format.ts';
import { changeMembers } from './member-calls.ts';
import type { MemberAction } from './member-status.ts';
import { useOutcome } from './use-outcome.ts';

interface Props {
  readonly action: Exclude<MemberAction, 'invite'>;
  readonly accountIds: readonly string[];
  onClose(isDone: boolean): void;
}

/** Says what an action brings about before it is done. */
export function MemberActionDialog({ action, accountIds, onClose }: Props) {
  const words = useLook().text.accounts;
  const { guardduty, detectorId } = useDetector();
  const format = useFormat();
  const report = useOutcome();
  return (
    <ConfirmDialog
      title={words.confirm[action](format.number(accountIds.length))}
      submit={words.does[action]}
      onDismiss={() => onClose(false)}
      onSubmit={async () => {
        const administrator = { guardduty, detectorId };
        const done = await report(accountIds.length, words.done, () =>
          changeMembers(administrator, action, accountIds),
        );
        onClose(done);
      }}
    >
      <Box variant="p">{words.confirmHelp[action]}</Box>
      <Box variant="p">{accountIds.slice(0, 10).join(', ')}</Box>
    </ConfirmDialog>
  );
}
