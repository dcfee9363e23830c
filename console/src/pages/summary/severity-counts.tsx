import type { SeverityStatistics } from '@aws-sdk/client-guardduty';
import Box from '@cloudscape-design/components/box';
import ColumnLayout from '@cloudscape-design/components/column-layout';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import { useLook } from '../../state/app.ts';
import { useFormat } from '../../state/use-format.ts';
import { SEVERITIES, sumBySeverity } from './severity-sums.ts';

/** Four numbers. */
export function SeverityCounts(props: {
  readonly severities: readonly SeverityStatistics[] | undefined;
}) {
  const { text } = useLook();
  const format = useFormat();
  const sums = sumBySeverity(props.severities ?? []);
  return (
    <Container header={<Header variant="h2">{text.summary.bySeverity}</Header>}>
      <ColumnLayout columns={4} variant="text-grid" minColumnWidth={120}>
        {SEVERITIES.map((name) => (
          <div key={name}>
            <Box variant="awsui-key-label">{text.findings.severity[name]}</Box>
            <Box variant="awsui-value-large">
              {props.severities === undefined ? text.shell.none : format.number(sums[name])}
            </Box>
          </div>
        ))}
      </ColumnLayout>
    </Container>
  );
}
