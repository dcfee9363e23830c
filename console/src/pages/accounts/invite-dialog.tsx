import Box from '@cloudscape-design/components/box';
import Checkbox from '@cloudscape-design/components/checkbox';
import FormField from '@cloudscape-design/components/form-field';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Textarea from '@cloudscape-design/components/textarea';
import { useState } from 'react';
import { ConfirmDialog } from '../../shell/confirm-dialog.tsx';
import { useDetector, useLook } from '../../state/app.ts';
import { useFormat } from '../../state/use-format.ts';
import { inviteMembers } from './member-calls.ts';
import { useOutcome } from './use-outcome.ts';

interface Props {
  readonly accountIds: readonly string[];
  onClose(isDone: boolean): void;
}

/** The dialog of the invitation guide: a message, and whether the root user is sent an e-mail. */
export function InviteDialog({ accountIds, onClose }: Props) {
  const { text } = useLook();
  const words = text.accounts;
  const { guardduty, detectorId } = useDetector();
  const format = useFormat();
  const report = useOutcome();
  const [message, setMessage] = useState('');
  const [sendEmail, setSendEmail] = useState(false);
  async function send() {
    const administrator = { guardduty, detectorId };
    const done = await report(accountIds.length, words.done, () =>
      inviteMembers(administrator, accountIds, { message, sendEmail }),
    );
    onClose(done);
  }
  return (
    <ConfirmDialog
      title={words.inviteTitle}
      submit={words.send}
      onDismiss={() => onClose(false)}
      onSubmit={send}
    >
      <SpaceBetween size="m">
        <Box variant="p">{words.inviteHelp(format.number(accountIds.length))}</Box>
        <FormField
          label={
            <>
              {words.message} - <i>{text.shell.optional}</i>
            </>
          }
          constraintText={words.messageHelp}
        >
          <Textarea value={message} onChange={({ detail }) => setMessage(detail.value)} />
        </FormField>
        <Checkbox
          checked={sendEmail}
          description={words.sendEmailHelp}
          onChange={({ detail }) => setSendEmail(detail.checked)}
        >
          {words.sendEmail}
        </Checkbox>
      </SpaceBetween>
    </ConfirmDialog>
  );
}
