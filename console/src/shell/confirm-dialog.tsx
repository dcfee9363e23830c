import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Modal from '@cloudscape-design/components/modal';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { type ReactNode, useState } from 'react';
import { useLook } from '../state/app.ts';
import { Problem } from './problem.tsx';

interface Props {
  readonly title: string;
  readonly children: ReactNode;
  /** What the button says. */
  readonly submit: string;
  /** Is something missing, so that it cannot be done? */
  readonly isIncomplete?: boolean;
  onDismiss(): void;
  /** The dialog stays, busy, until it is done; what is thrown is shown in it. */
  onSubmit(): Promise<void>;
}

/** Asks before something is done. */
export function ConfirmDialog(props: Props) {
  const { title, children, submit, isIncomplete = false, onDismiss, onSubmit } = props;
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
            <Button
              variant="primary"
              disabled={isIncomplete}
              loading={isWorking}
              onClick={carryOut}
            >
              {submit}
            </Button>
          </SpaceBetween>
        </Box>
      }
    >
      <SpaceBetween size="m">
        {children}
        <Problem error={problem} />
      </SpaceBetween>
    </Modal>
  );
}
