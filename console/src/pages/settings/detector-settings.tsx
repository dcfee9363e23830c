import {
  DeleteDetectorCommand,
  type GetDetectorResponse,
  UpdateDetectorCommand,
} from '@aws-sdk/client-guardduty';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import { useState } from 'react';
import { ConfirmDialog } from '../../shell/confirm-dialog.tsx';
import { useDetector, useLook } from '../../state/app.ts';
import { useFormat } from '../../state/use-format.ts';
import { useSaid } from './use-said.ts';

interface Props {
  readonly detector: GetDetectorResponse;
  onChanged(): void;
}

/** The detector itself: suspended and resumed, or given up. */
export function DetectorSettings({ detector, onChanged }: Props) {
  const words = useLook().text.settings;
  const format = useFormat();
  const { guardduty, detectorId: DetectorId } = useDetector();
  const { carryOut, isWorking } = useSaid(onChanged);
  const [isAsking, setAsking] = useState(false);
  const isEnabled = detector.Status === 'ENABLED';
  const toggle = () =>
    carryOut(words.changed, () =>
      guardduty.send(new UpdateDetectorCommand({ DetectorId, Enable: !isEnabled })),
    );
  const status = (
    <StatusIndicator type={isEnabled ? 'success' : 'stopped'}>
      {isEnabled ? words.statusEnabled : words.statusDisabled}
    </StatusIndicator>
  );
  return (
    <Container
      header={
        <Header
          variant="h2"
          actions={
            <SpaceBetween direction="horizontal" size="xs">
              <Button loading={isWorking} onClick={toggle}>
                {isEnabled ? words.suspend : words.resume}
              </Button>
              <Button onClick={() => setAsking(true)}>{words.disable}</Button>
            </SpaceBetween>
          }
        >
          {words.detector}
        </Header>
      }
    >
      <SpaceBetween size="m">
        <KeyValuePairs
          columns={2}
          items={[
            { label: words.exportStatus, value: status },
            { label: words.detectorId, value: <span className="from-log">{DetectorId}</span> },
            { label: words.created, value: format.dateTime(detector.CreatedAt) },
            {
              label: words.role,
              value: <span className="from-log">{detector.ServiceRole}</span>,
            },
          ]}
        />
        <Box variant="p">{words.suspendHelp}</Box>
      </SpaceBetween>
      {isAsking && <Disable onClose={() => setAsking(false)} />}
    </Container>
  );
}

function Disable({ onClose }: { onClose(): void }) {
  const words = useLook().text.settings;
  const { guardduty, detectorId: DetectorId, reloadDetector, notify } = useDetector();
  return (
    <ConfirmDialog
      title={words.disableConfirm}
      submit={words.disable}
      onDismiss={onClose}
      onSubmit={async () => {
        await guardduty.send(new DeleteDetectorCommand({ DetectorId }));
        notify('success', words.changed);
        reloadDetector();
      }}
    >
      {words.disableHelp}
    </ConfirmDialog>
  );
}
