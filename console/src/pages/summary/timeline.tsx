import type { DateStatistics } from '@aws-sdk/client-guardduty';
import BarChart from '@cloudscape-design/components/bar-chart';
import Box from '@cloudscape-design/components/box';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import { useLook } from '../../state/app.ts';
import { SEVERITIES, sumByDay } from './severity-sums.ts';

const SPAN = { daysMin: 14, daysMax: 30 };

/** Cloudscape's colours for states of a chart, which charts do not take by name. */
const COLOURS = {
  light: { critical: '#7d2105', high: '#ba2e0f', medium: '#cc5f21', low: '#b2911c' },
  dark: { critical: '#d63f38', high: '#fe6e73', medium: '#f89256', low: '#dfb52c' },
} as const;

/** Findings of each day, one upon the other by severity. */
export function Timeline({ dates }: { readonly dates: readonly DateStatistics[] | undefined }) {
  const { text, preferences } = useLook();
  const words = text.summary;
  const days = sumByDay(dates ?? [], SPAN);
  // Bars of nothing would be an empty frame: without any the chart says so.
  const isEmpty = dates === undefined || dates.length === 0;
  return (
    <Container header={<Header variant="h2">{words.overTime}</Header>}>
      <BarChart
        stackedBars
        height={200}
        hideFilter
        series={
          isEmpty
            ? []
            : SEVERITIES.map((name) => ({
                type: 'bar' as const,
                title: text.findings.severity[name],
                color: COLOURS[preferences.mode][name],
                data: days.map(({ day, sums }) => ({ x: day, y: sums[name] })),
              }))
        }
        xDomain={days.map((one) => one.day)}
        xScaleType="categorical"
        i18nStrings={{ xTickFormatter: (day) => day.slice('2026-'.length) }}
        xTitle={words.day}
        yTitle={words.findings}
        ariaLabel={words.overTime}
        statusType={dates === undefined ? 'loading' : 'finished'}
        empty={<Box textAlign="center">{words.none}</Box>}
      />
    </Container>
  );
}
