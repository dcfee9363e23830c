import {
  CreatePublishingDestinationCommand,
  DeletePublishingDestinationCommand,
  DescribePublishingDestinationCommand,
  ListPublishingDestinationsCommand,
  type PublishingStatus,
  UpdatePublishingDestinationCommand,
} from '@aws-sdk/client-guardduty';
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import FormField from '@cloudscape-design/components/form-field';
import Header from '@cloudscape-design/components/header';
import Input from '@cloudscape-design/components/input';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import { useState } from 'react';
import { Problem } from '../../shell/problem.tsx';
import { useDetector, useLook } from '../../state/app.ts';
import { useLoad } from '../../state/use-load.ts';
import { useSaid } from './use-said.ts';

const POLL_SECONDS = 10;

/** Where findings are exported to. Saving, or checking, has GuardDuty look at the bucket anew. */
export function ExportSettings() {
  const words = useLook().text.settings;
  const { guardduty, detectorId: DetectorId } = useDetector();
  const { data, error, reload } = useDestination();
  const { carryOut, isWorking } = useSaid(reload);
  const [bucket, setBucket] = useState<string>();
  const [key, setKey] = useState<string>();
  const DestinationArn = bucket ?? data?.DestinationProperties?.DestinationArn ?? '';
  const KmsKeyArn = key ?? data?.DestinationProperties?.KmsKeyArn ?? '';
  const DestinationId = data?.DestinationId;
  function save() {
    const to = { DetectorId, DestinationProperties: { DestinationArn, KmsKeyArn } };
    const command =
      DestinationId === undefined
        ? new CreatePublishingDestinationCommand({ ...to, DestinationType: 'S3' })
        : new UpdatePublishingDestinationCommand({ ...to, DestinationId });
    return carryOut(words.exportSaved, () =>
      guardduty.send(command as CreatePublishingDestinationCommand),
    );
  }
  function remove() {
    const command = new DeletePublishingDestinationCommand({ DetectorId, DestinationId });
    return carryOut(words.exportRemoved, () => guardduty.send(command));
  }
  return (
    <Container
      header={
        <Header
          variant="h2"
          description={words.exportHelp}
          actions={
            <SpaceBetween direction="horizontal" size="xs">
              {DestinationId !== undefined && (
                <Button disabled={isWorking} onClick={remove}>
                  {words.removeExport}
                </Button>
              )}
              <Button loading={isWorking} onClick={save}>
                {bucket === undefined && key === undefined && DestinationId !== undefined
                  ? words.check
                  : words.configure}
              </Button>
            </SpaceBetween>
          }
        >
          {words.export}
        </Header>
      }
    >
      <SpaceBetween size="m">
        <Problem error={error} />
        {data?.Status && <State status={data.Status} />}
        <Places {...{ DestinationArn, KmsKeyArn, setBucket, setKey }} />
      </SpaceBetween>
    </Container>
  );
}

interface PlacesProps {
  readonly DestinationArn: string;
  readonly KmsKeyArn: string;
  setBucket(arn: string): void;
  setKey(arn: string): void;
}

function Places({ DestinationArn, KmsKeyArn, setBucket, setKey }: PlacesProps) {
  const words = useLook().text.settings;
  return (
    <SpaceBetween size="m">
      <FormField label={words.bucketArn} stretch>
        <Input
          value={DestinationArn}
          placeholder="arn:aws:s3:::bucket/prefix/"
          onChange={({ detail }) => setBucket(detail.value)}
        />
      </FormField>
      <FormField label={words.keyArn} stretch>
        <Input value={KmsKeyArn} onChange={({ detail }) => setKey(detail.value)} />
      </FormField>
    </SpaceBetween>
  );
}

function useDestination() {
  const { guardduty, detectorId: DetectorId } = useDetector();
  return useLoad(
    DetectorId,
    async () => {
      const { Destinations } = await guardduty.send(
        new ListPublishingDestinationsCommand({ DetectorId }),
      );
      const DestinationId = Destinations?.[0]?.DestinationId;
      if (DestinationId === undefined) return null;
      return guardduty.send(
        new DescribePublishingDestinationCommand({ DetectorId, DestinationId }),
      );
    },
    POLL_SECONDS,
  );
}

function State({ status }: { readonly status: PublishingStatus }) {
  const { exportStates } = useLook().text.settings;
  return <StatusIndicator type={typeOf(status)}>{exportStates[status] ?? status}</StatusIndicator>;
}

function typeOf(status: PublishingStatus) {
  if (status === 'PUBLISHING') return 'success';
  return status === 'PENDING_VERIFICATION' ? 'pending' : 'error';
}
