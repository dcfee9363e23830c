import { UpdateFindingsFeedbackCommand } from '@aws-sdk/client-guardduty';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'react';
import { useDetector, useLook } from '../../state/app.ts';

interface Props {
  readonly findingId: string;
  readonly given: string | undefined;
}

/** Useful or not: kept with the finding. */
export function Feedback({ findingId, given }: Props) {
  const words = useLook().text.findings;
  const { guardduty, detectorId: DetectorId, notify } = useDetector();
  const [said, setSaid] = useState(given);
  async function say(Feedback: 'USEFUL' | 'NOT_USEFUL') {
    try {
      const input = { DetectorId, FindingIds: [findingId], Feedback };
      await guardduty.send(new UpdateFindingsFeedbackCommand(input));
      setSaid(Feedback);
      notify('success', words.feedbackSent);
    } catch (error) {
      notify('error', error);
    }
  }
  const button = (value: 'USEFUL' | 'NOT_USEFUL', label: string) => (
    <Button
      iconName={value === 'USEFUL' ? 'thumbs-up' : 'thumbs-down'}
      variant={said === value ? 'primary' : 'normal'}
      onClick={() => say(value)}
    >
      {label}
    </Button>
  );
  return (
    <SpaceBetween direction="horizontal" size="xs" alignItems="center">
      <Box variant="span">{words.feedback}</Box>
      {button('USEFUL', words.useful)}
      {button('NOT_USEFUL', words.notUseful)}
    </SpaceBetween>
  );
}
