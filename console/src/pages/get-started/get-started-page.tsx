import { CreateDetectorCommand, GetInvitationsCountCommand } from '@aws-sdk/client-guardduty';
import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import ContentLayout from '@cloudscape-design/components/content-layout';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'react';
import { useApp, useLook } from '../../state/app.ts';
import { useLoad } from '../../state/use-load.ts';

/** For an account and Region without GuardDuty: what it is, and the button that enables it. */
export default function GetStartedPage() {
  const { text } = useLook();
  const words = text.getStarted;
  const { guardduty, accountId, region, reloadDetector, notify } = useApp();
  const [isWorking, setWorking] = useState(false);
  const invitations = useLoad(`${accountId} ${region}`, async () => {
    const { InvitationsCount } = await guardduty.send(new GetInvitationsCountCommand({}));
    return InvitationsCount ?? 0;
  });
  async function enable() {
    setWorking(true);
    try {
      await guardduty.send(new CreateDetectorCommand({ Enable: true }));
      notify('success', words.enabled);
      reloadDetector();
    } catch (error) {
      notify('error', error);
      setWorking(false);
    }
  }
  const waiting = invitations.data ?? 0;
  return (
    <ContentLayout header={<Header variant="h1">{words.title}</Header>}>
      <SpaceBetween size="l">
        {waiting > 0 && <Alert type="info">{words.thenAccept(waiting)}</Alert>}
        <Container
          header={
            <Header
              variant="h2"
              actions={
                <Button variant="primary" loading={isWorking} onClick={enable}>
                  {words.enable}
                </Button>
              }
            >
              {words.enableTitle}
            </Header>
          }
        >
          <Box variant="p">{words.what}</Box>
          <Box variant="p">{words.enableHelp(accountId, region)}</Box>
        </Container>
        <Container header={<Header variant="h2">{words.stepsTitle}</Header>}>
          <ol>
            {words.steps.map((step) => (
              <li key={step}>
                <Box variant="span">{step}</Box>
              </li>
            ))}
          </ol>
        </Container>
      </SpaceBetween>
    </ContentLayout>
  );
}
