import { GetUsageStatisticsCommand, type UsageStatisticType } from '@aws-sdk/client-guardduty';
import ColumnLayout from '@cloudscape-design/components/column-layout';
import ContentLayout from '@cloudscape-design/components/content-layout';
import Header from '@cloudscape-design/components/header';
import { LoadedTable } from '../../shell/loaded-table.tsx';
import { useDetector, useLook } from '../../state/app.ts';
import { useLoad } from '../../state/use-load.ts';

/** What was looked at, by plan and by account. */
export default function UsagePage() {
  const { text } = useLook();
  const words = text.usage;
  const plans = text.protection.plans as Readonly<Record<string, string>>;
  const { guardduty, detectorId: DetectorId } = useDetector();
  const sums = async (UsageStatisticType: UsageStatisticType): Promise<Row[]> => {
    const rows: Row[] = [];
    let NextToken: string | undefined;
    do {
      const page = await guardduty.send(
        new GetUsageStatisticsCommand({
          ...{ DetectorId, UsageStatisticType, UsageCriteria: {}, Unit: 'USD' },
          ...{ MaxResults: 50, NextToken },
        }),
      );
      const { SumByFeature = [], SumByAccount = [] } = page.UsageStatistics ?? {};
      for (const { Feature = '', Total } of SumByFeature) {
        rows.push({ name: plans[Feature] ?? Feature, total: Total });
      }
      for (const { AccountId = '', Total } of SumByAccount) {
        rows.push({ name: AccountId, total: Total });
      }
      NextToken = page.NextToken;
    } while (NextToken);
    return rows;
  };
  const byFeature = useLoad(`${DetectorId} feature`, () => sums('SUM_BY_FEATURES'));
  const byAccount = useLoad(`${DetectorId} account`, () => sums('SUM_BY_ACCOUNT'));
  const columns = [
    { id: 'name', header: words.name, cell: (row: Row) => row.name, isRowHeader: true },
    {
      id: 'amount',
      header: words.amount,
      cell: ({ total }: Row) => `${total?.Amount ?? text.shell.none} ${total?.Unit ?? ''}`,
    },
  ];
  const rest = { level: 2, columns, empty: words.empty, pageSize: 50 } as const;
  return (
    <ContentLayout
      header={
        <Header variant="h1" description={words.help}>
          {words.title}
        </Header>
      }
    >
      <ColumnLayout columns={2} minColumnWidth={320}>
        <LoadedTable title={words.byFeature} loaded={byFeature} {...rest} />
        <LoadedTable title={words.byAccount} loaded={byAccount} {...rest} />
      </ColumnLayout>
    </ContentLayout>
  );
}

interface Row {
  readonly name: string;
  readonly total: { readonly Amount?: string; readonly Unit?: string } | undefined;
}
