import Box from '@cloudscape-design/components/box';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useLook } from '../../state/app.ts';
import type { FindingTypeAbout } from './use-finding-type.ts';

interface Props {
  readonly about: FindingTypeAbout | null | undefined;
}

/** What to do now. Detections speak English, whatever the console does. */
export function NextSteps({ about }: Props) {
  const { text } = useLook();
  const words = text.findings;
  return (
    <SpaceBetween size="xxs">
      <Box variant="h4">{words.nextSteps}</Box>
      {about === undefined && <Box color="text-body-secondary">{text.shell.loading}</Box>}
      {about === null && <Box color="text-body-secondary">{words.noDetection}</Box>}
      {about && <p lang="en">{about.remediation}</p>}
    </SpaceBetween>
  );
}

/** What the detection looks for, in which logs, and what it would not see. */
export function WhatItLooksFor({ about }: Props) {
  const words = useLook().text.findings;
  if (!about) return null;
  const logs = about.logs.map((log) => words.logs[log as keyof typeof words.logs] ?? log);
  return (
    <SpaceBetween size="xs">
      <Box variant="h4">{words.looksFor}</Box>
      <p lang="en">{about.description}</p>
      <Box>{words.readFrom(logs.join(', '), about.tactic)}</Box>
      <Box variant="h4">{words.blindSpots}</Box>
      <ul lang="en" className="plain-list">
        {about.blindSpots.map((one) => (
          <li key={one}>{one}</li>
        ))}
      </ul>
    </SpaceBetween>
  );
}
