import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Modal from '@cloudscape-design/components/modal';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { type ReactNode, useState } from 'react';
import { useLook } from '../state/app.ts';
import { wordsOfError } from '../state/words-of-error.ts';

interface Props {
  readonly title: string;
  readonly children: ReactNode;
  /** What the button says. */
  readonly submit: string;
  onDismiss(): void;
  /** The dialog stays, busy, until it is done; what is thrown is shown in it. */
  onSubmit(): Promise<void>;
}

/** Asks before something is done. */
export function ConfirmDialog({ title, children, submit, onDismiss, onSubmit }: Props) {
  const { text } = useLook();
  const [isWorking, setWorking] = useState(false);
  const [problem, setProblem] = useState<unknown>();
  async function carryOut() {
    setWorking(true);
    setProblem(undefined);
    try {
      await onSubmit();
    } catch (error) {
      setProblem(error);
    }
    setWorking(false);
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
      <SpaceBetween size="m">
        {children}
        {problem !== undefined && <Alert type="error">{wordsOfError(problem)}</Alert>}
      </SpaceBetween>
    </Modal>
  );
}
