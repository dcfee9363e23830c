import {
  type Administrator,
  DisassociateFromAdministratorAccountCommand,
} from '@aws-sdk/client-guardduty';
import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import { useState } from 'react';
import { ConfirmDialog } from '../../shell/confirm-dialog.tsx';
import { useDetector, useLook } from '../../state/app.ts';
import { useFormat } from '../../state/use-format.ts';
import { statusShown } from './member-status.ts';

interface Props {
  readonly administrator: Administrator;
  onChanged(): void;
}

/** The member's side: who decides here, and the way out. */
export function AdministratorPanel({ administrator, onChanged }: Props) {
  const words = useLook().text.accounts;
  const format = useFormat();
  const { guardduty, detectorId, notify } = useDetector();
  const [isLeaving, setLeaving] = useState(false);
  const { AccountId = '', InvitedAt, RelationshipStatus } = administrator;
  const { label, type } = statusShown(RelationshipStatus);
  async function leave() {
    try {
      await guardduty.send(
        new DisassociateFromAdministratorAccountCommand({ DetectorId: detectorId }),
      );
      notify('success', words.left);
      onChanged();
    } catch (error) {
      notify('error', error);
    }
    setLeaving(false);
  }
  return (
    <Container
      header={
        <Header
          variant="h2"
          actions={<Button onClick={() => setLeaving(true)}>{words.leave}</Button>}
        >
          {words.memberTitle}
        </Header>
      }
    >
      <Alert type="info">{words.memberNote(AccountId)}</Alert>
      <Box padding={{ top: 's' }}>
        <StatusIndicator type={type}>{words.status[label]}</StatusIndicator>{' '}
        {InvitedAt && words.memberSince(format.dateTime(InvitedAt))}
      </Box>
      {isLeaving && (
        <ConfirmDialog
          title={words.leaveConfirm}
          submit={words.leave}
          onDismiss={() => setLeaving(false)}
          onSubmit={leave}
        >
          {words.leaveHelp}
        </ConfirmDialog>
      )}
    </Container>
  );
}
