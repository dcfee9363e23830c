import {
  CreateSampleFindingsCommand,
  type FindingPublishingFrequency,
  GetDetectorCommand,
  UpdateDetectorCommand,
} from '@aws-sdk/client-guardduty';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import ContentLayout from '@cloudscape-design/components/content-layout';
import FormField from '@cloudscape-design/components/form-field';
import Header from '@cloudscape-design/components/header';
import Select from '@cloudscape-design/components/select';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { Problem } from '../../shell/problem.tsx';
import { useDetector, useLook } from '../../state/app.ts';
import { useLoad } from '../../state/use-load.ts';
import { DetectorSettings } from './detector-settings.tsx';
import { ExportSettings } from './export-settings.tsx';
import { useSaid } from './use-said.ts';

const FREQUENCIES = ['FIFTEEN_MINUTES', 'ONE_HOUR', 'SIX_HOURS'] as const;

/** What holds for GuardDuty in this account and Region. */
export default function SettingsPage() {
  const { text } = useLook();
  const words = text.settings;
  const { guardduty, detectorId: DetectorId } = useDetector();
  const { data, error, reload } = useLoad(DetectorId, () =>
    guardduty.send(new GetDetectorCommand({ DetectorId })),
  );
  return (
    <ContentLayout header={<Header variant="h1">{words.title}</Header>}>
      <SpaceBetween size="l">
        <Problem error={error} />
        {data && <DetectorSettings detector={data} onChanged={reload} />}
        {data && <Frequency value={data.FindingPublishingFrequency} onChanged={reload} />}
        <ExportSettings />
        <Samples />
      </SpaceBetween>
    </ContentLayout>
  );
}

interface FrequencyProps {
  readonly value: FindingPublishingFrequency | undefined;
  onChanged(): void;
}

function Frequency({ value, onChanged }: FrequencyProps) {
  const words = useLook().text.settings;
  const { guardduty, detectorId: DetectorId } = useDetector();
  const { carryOut, isWorking } = useSaid(onChanged);
  const options = FREQUENCIES.map((one) => ({ value: one, label: words.frequencies[one] }));
  return (
    <Container header={<Header variant="h2">{words.frequency}</Header>}>
      <FormField description={words.frequencyHelp}>
        <Select
          ariaLabel={words.frequency}
          options={options}
          disabled={isWorking}
          selectedOption={options.find((one) => one.value === value) ?? null}
          onChange={({ detail }) => {
            const FindingPublishingFrequency = detail.selectedOption
              .value as FindingPublishingFrequency;
            const input = { DetectorId, FindingPublishingFrequency };
            carryOut(words.changed, () => guardduty.send(new UpdateDetectorCommand(input)));
          }}
        />
      </FormField>
    </Container>
  );
}

function Samples() {
  const words = useLook().text.settings;
  const { guardduty, detectorId: DetectorId } = useDetector();
  const { carryOut, isWorking } = useSaid(() => undefined);
  return (
    <Container
      header={
        <Header
          variant="h2"
          actions={
            <Button
              loading={isWorking}
              onClick={() =>
                carryOut(words.samplesMade, () =>
                  guardduty.send(new CreateSampleFindingsCommand({ DetectorId })),
                )
              }
            >
              {words.makeSamples}
            </Button>
          }
        >
          {words.samples}
        </Header>
      }
    >
      <Box variant="p">{words.samplesHelp}</Box>
    </Container>
  );
}
