import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Modal from '@cloudscape-design/components/modal';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { type ReactNode, useState } from 'react';
import { useLook } from '../state/app.ts';

interface Props {
  readonly title: string;
  readonly children: ReactNode;
  /** What the button says. */
  readonly submit: string;
  onDismiss(): void;
  /** The dialog stays, busy, until it is done. */
  onSubmit(): Promise<void>;
}

/** Asks before something is done. */
export function ConfirmDialog({ title, children, submit, onDismiss, onSubmit }: Props) {
  const { text } = useLook();
  const [isWorking, setWorking] = useState(false);
  async function carryOut() {
    setWorking(true);
    try {
      await onSubmit();
    } finally {
      setWorking(false);
    }
  }
  return (
    <Modal
      visible
      header={title}
      onDismiss={onDismiss}
      footer={
        <Box float="right">
          <SpaceBetween direction="horizontal" size="xs">
            <Button variant="link" onClick={onDismiss}>
              {text.shell.cancel}
            </Button>
            <Button variant="primary" loading={isWorking} onClick={carryOut}>
              {submit}
            </Button>
          </SpaceBetween>
        </Box>
      }
    >
      {children}
    </Modal>
  );
}
