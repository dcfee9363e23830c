import { GetDetectorCommand } from '@aws-sdk/client-guardduty';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import { Problem } from '../../shell/problem.tsx';
import { useDetector, useLook } from '../../state/app.ts';
import { useFormat } from '../../state/use-format.ts';
import { useLoad } from '../../state/use-load.ts';
import { listMembers } from '../accounts/member-calls.ts';

/** How much is looked at: accounts that are monitored, plans that are on. */
export function Coverage() {
  const { text } = useLook();
  const words = text.summary;
  const format = useFormat();
  const { guardduty, detectorId } = useDetector();
  const { data, error } = useLoad(detectorId, async () => {
    const [members, detector] = await Promise.all([
      listMembers({ guardduty, detectorId }, () => undefined),
      guardduty.send(new GetDetectorCommand({ DetectorId: detectorId })),
    ]);
    const features = detector.Features ?? [];
    return {
      members: members.length,
      monitored: members.filter((one) => one.RelationshipStatus === 'Enabled').length,
      plans: features.length,
      on: features.filter((one) => one.Status === 'ENABLED').length,
    };
  });
  const { members = 0, monitored = 0, plans = 0, on = 0 } = data ?? {};
  const kind = (some: number, all: number) => (some === all ? 'success' : 'info');
  return (
    <Container header={<Header variant="h2">{words.coverage}</Header>}>
      <Problem error={error} />
      {data === undefined && error === undefined && text.shell.loading}
      {data && (
        <SpaceBetween size="xs">
          <StatusIndicator type={kind(monitored, members)}>
            {words.monitored(format.number(monitored), format.number(members))}
          </StatusIndicator>
          <StatusIndicator type={kind(on, plans)}>
            {words.plans(format.number(on), format.number(plans))}
          </StatusIndicator>
        </SpaceBetween>
      )}
    </Container>
  );
}
