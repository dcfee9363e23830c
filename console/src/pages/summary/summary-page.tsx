import ColumnLayout from '@cloudscape-design/components/column-layout';
import ContentLayout from '@cloudscape-design/components/content-layout';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { Problem } from '../../shell/problem.tsx';
import { useDetector, useLook } from '../../state/app.ts';
import { useLoad } from '../../state/use-load.ts';
import { criteriaOf } from '../findings/criteria.ts';
import { groupFindings, type Reader } from '../findings/finding-calls.ts';
import { groupsOf } from '../findings/groups.ts';
import { Coverage } from './coverage.tsx';
import { Ranking } from './ranking.tsx';
import { SeverityCounts } from './severity-counts.tsx';
import { SinceLastVisit } from './since-last-visit.tsx';
import { Timeline } from './timeline.tsx';

const POLL_SECONDS = 30;
const current = criteriaOf([], 'current');

/** What is going on: how much, how bad, since when, and where. */
export default function SummaryPage() {
  const { text } = useLook();
  const words = text.summary;
  const { guardduty, detectorId } = useDetector();
  const reader = { guardduty, detectorId };
  const { data, error } = useLoad(detectorId, () => loadGroups(reader), POLL_SECONDS);
  return (
    <ContentLayout header={<Header variant="h1">{words.title}</Header>}>
      <SpaceBetween size="l">
        <Problem error={error} data={data} />
        <SinceLastVisit />
        {(data !== undefined || error === undefined) && (
          <SpaceBetween size="l">
            <SeverityCounts severities={data?.severities?.GroupedBySeverity} />
            <Timeline dates={data?.dates?.GroupedByDate} />
            <ColumnLayout columns={3} minColumnWidth={280}>
              <Ranking title={words.byType} groups={data && groupsOf(data.types)} />
              <Ranking title={words.byAccount} groups={data && groupsOf(data.accounts)} />
              <Ranking title={words.byResource} groups={data && groupsOf(data.resources)} />
            </ColumnLayout>
          </SpaceBetween>
        )}
        <Coverage />
      </SpaceBetween>
    </ContentLayout>
  );
}

async function loadGroups(reader: Reader) {
  const [severities, dates, types, accounts, resources] = await Promise.all([
    groupFindings(reader, 'SEVERITY', current, 100),
    groupFindings(reader, 'DATE', current, 100),
    groupFindings(reader, 'FINDING_TYPE', current, 10),
    groupFindings(reader, 'ACCOUNT', current, 10),
    groupFindings(reader, 'RESOURCE', current, 10),
  ]);
  return { severities, dates, types, accounts, resources };
}
