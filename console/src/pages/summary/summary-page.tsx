import type { FindingStatistics } from '@aws-sdk/client-guardduty';
import Alert from '@cloudscape-design/components/alert';
import ColumnLayout from '@cloudscape-design/components/column-layout';
import ContentLayout from '@cloudscape-design/components/content-layout';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useDetector, useLook } from '../../state/app.ts';
import { hrefOf } from '../../state/router.ts';
import { useLoad } from '../../state/use-load.ts';
import { wordsOfError } from '../../state/words-of-error.ts';
import { criteriaOf } from '../findings/criteria.ts';
import { groupFindings, type Reader } from '../findings/finding-calls.ts';
import { Coverage } from './coverage.tsx';
import { type Ranked, Ranking } from './ranking.tsx';
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
        {error !== undefined && <Alert type="error">{wordsOfError(error)}</Alert>}
        <SinceLastVisit />
        <SeverityCounts severities={data?.severities?.GroupedBySeverity} />
        <Timeline dates={data?.dates?.GroupedByDate} />
        <ColumnLayout columns={3} minColumnWidth={280}>
          <Ranking title={words.byType} rows={typesOf(data?.types)} />
          <Ranking title={words.byAccount} rows={accountsOf(data?.accounts)} />
          <Ranking title={words.byResource} rows={resourcesOf(data?.resources)} />
        </ColumnLayout>
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

function findingsWhere(propertyKey: string, value: string): string {
  return hrefOf('findings', { q: JSON.stringify([{ propertyKey, operator: '=', value }]) });
}

function typesOf(statistics: FindingStatistics | undefined): Ranked[] | undefined {
  return statistics?.GroupedByFindingType?.map(({ FindingType = '', TotalFindings = 0 }) => ({
    name: FindingType,
    count: TotalFindings,
    href: findingsWhere('type', FindingType),
  }));
}

function accountsOf(statistics: FindingStatistics | undefined): Ranked[] | undefined {
  return statistics?.GroupedByAccount?.map(({ AccountId = '', TotalFindings = 0 }) => ({
    name: AccountId,
    count: TotalFindings,
    href: findingsWhere('accountId', AccountId),
  }));
}

function resourcesOf(statistics: FindingStatistics | undefined): Ranked[] | undefined {
  return statistics?.GroupedByResource?.map((one) => ({
    name: one.ResourceId ?? '',
    count: one.TotalFindings ?? 0,
  }));
}
