import {
  AcceptAdministratorInvitationCommand,
  DeclineInvitationsCommand,
  type Invitation,
} from '@aws-sdk/client-guardduty';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Toggle from '@cloudscape-design/components/toggle';
import { useState } from 'react';
import { useDetector, useLook } from '../../state/app.ts';
import { useFormat } from '../../state/use-format.ts';
import { useInvitationMessages } from './invitation-messages.ts';

interface Props {
  readonly invitations: readonly Invitation[];
  onChanged(): void;
}

/** The accept widget: invitations that wait for this account's answer. */
export function InvitationsPanel({ invitations, onChanged }: Props) {
  const words = useLook().text.accounts;
  const messages = useInvitationMessages(invitations.length > 0);
  if (invitations.length === 0) return null;
  return (
    <Container header={<Header variant="h2">{words.invitationsTitle}</Header>}>
      <SpaceBetween size="l">
        {invitations.map((one) => (
          <OneInvitation
            key={one.InvitationId}
            invitation={one}
            message={messages.get(one.AccountId ?? '')}
            onChanged={onChanged}
          />
        ))}
      </SpaceBetween>
    </Container>
  );
}

interface OneProps {
  readonly invitation: Invitation;
  readonly message: string | undefined;
  onChanged(): void;
}

function OneInvitation({ invitation, message, onChanged }: OneProps) {
  const words = useLook().text.accounts;
  const format = useFormat();
  const { guardduty, detectorId: DetectorId, notify } = useDetector();
  const [isAccepting, setAccepting] = useState(false);
  const [isWorking, setWorking] = useState(false);
  const { AccountId = '', InvitationId, InvitedAt } = invitation;
  async function answer(said: string, call: () => Promise<unknown>) {
    setWorking(true);
    try {
      await call();
      notify('success', said);
    } catch (error) {
      notify('error', error);
    }
    setWorking(false);
    onChanged();
  }
  const accept = () => {
    const input = { DetectorId, AdministratorId: AccountId, InvitationId };
    return guardduty.send(new AcceptAdministratorInvitationCommand(input));
  };
  const decline = () => guardduty.send(new DeclineInvitationsCommand({ AccountIds: [AccountId] }));
  return (
    <SpaceBetween size="xs">
      <Box variant="strong">{words.invitationFrom(AccountId, format.dateTime(InvitedAt))}</Box>
      {message !== undefined && <blockquote className="from-log">{message}</blockquote>}
      <Toggle
        checked={isAccepting}
        description={words.acceptHelp}
        onChange={({ detail }) => setAccepting(detail.checked)}
      >
        {words.accept}
      </Toggle>
      <SpaceBetween direction="horizontal" size="xs">
        <Button
          variant="primary"
          disabled={!isAccepting}
          loading={isWorking}
          onClick={() => answer(words.accepted, accept)}
        >
          {words.acceptInvitation}
        </Button>
        <Button disabled={isWorking} onClick={() => answer(words.declined, decline)}>
          {words.decline}
        </Button>
      </SpaceBetween>
    </SpaceBetween>
  );
}
