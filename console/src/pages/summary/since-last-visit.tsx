import Box from '@cloudscape-design/components/box';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'react';
import { Follow } from '../../shell/follow.tsx';
import { useDetector, useLook } from '../../state/app.ts';
import { hrefOf } from '../../state/router.ts';
import { useFormat } from '../../state/use-format.ts';
import { useLoad } from '../../state/use-load.ts';
import { criteriaOf, type Token } from '../findings/criteria.ts';
import { groupFindings } from '../findings/finding-calls.ts';
import { visit } from './last-visit.ts';
import { SEVERITIES, sumBySeverity } from './severity-sums.ts';

const POLL_SECONDS = 30;

/** What is new, and what happened again, since this browser was here before. */
export function SinceLastVisit() {
  const { text } = useLook();
  const words = text.summary;
  const format = useFormat();
  const { accountId, region } = useDetector();
  const [since] = useState(() => visit(accountId, region));
  return (
    <Container
      header={
        <Header variant="h2" description={since && words.sinceWhen(format.dateTime(since))}>
          {words.since}
        </Header>
      }
    >
      {since === undefined ? (
        <Box color="text-body-secondary">{words.firstVisit}</Box>
      ) : (
        <SpaceBetween size="xs">
          <Changes what={words.newFindings} field="createdAt" since={since} />
          <Changes what={words.seenAgain} field="updatedAt" since={since} />
        </SpaceBetween>
      )}
    </Container>
  );
}

interface ChangesProps {
  readonly what: string;
  readonly field: 'createdAt' | 'updatedAt';
  readonly since: string;
}

function Changes({ what, field, since }: ChangesProps) {
  const { text } = useLook();
  const format = useFormat();
  const { guardduty, detectorId } = useDetector();
  // What is new is not also something that happened again.
  const tokens: Token[] = [
    { propertyKey: field, operator: '>=', value: since },
    ...(field === 'updatedAt'
      ? [{ propertyKey: 'createdAt', operator: '<=', value: since } as const]
      : []),
  ];
  const { data } = useLoad(
    JSON.stringify([detectorId, tokens]),
    () => groupFindings({ guardduty, detectorId }, 'SEVERITY', criteriaOf(tokens, 'current'), 100),
    POLL_SECONDS,
  );
  const sums = sumBySeverity(data?.GroupedBySeverity ?? []);
  const total = SEVERITIES.reduce((sum, name) => sum + sums[name], 0);
  const parts = SEVERITIES.filter((name) => sums[name] > 0).map(
    (name) => `${text.findings.severity[name]} ${format.number(sums[name])}`,
  );
  const href = hrefOf('findings', { q: JSON.stringify(tokens) });
  return (
    <div>
      {what}{' '}
      {data === undefined ? (
        text.shell.loading
      ) : total === 0 ? (
        <strong>0</strong>
      ) : (
        <Follow href={href}>
          {format.number(total)} ({parts.join(', ')})
        </Follow>
      )}
    </div>
  );
}
