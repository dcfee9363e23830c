import type { Finding } from '@aws-sdk/client-guardduty';
import Box from '@cloudscape-design/components/box';
import CopyToClipboard from '@cloudscape-design/components/copy-to-clipboard';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useLook } from '../../state/app.ts';
import { useFormat } from '../../state/use-format.ts';
import { Feedback } from './feedback.tsx';
import { FindingTimeline } from './finding-timeline.tsx';
import { NextSteps } from './next-steps.tsx';
import { SeverityBadge } from './severity-badge.tsx';
import type { FindingTypeAbout } from './use-finding-type.ts';

interface Props {
  readonly finding: Finding;
  readonly about: FindingTypeAbout | null | undefined;
}

/** What a responder reads first: what it is, how bad, what to do, since when. */
export function Overview({ finding, about }: Props) {
  const { text } = useLook();
  const words = text.findings;
  const format = useFormat();
  const { AccountId, Region, Id = '', Severity, Title, Description, Service } = finding;
  const pairs = [
    { label: words.columns.severity, value: <SeverityBadge severity={Severity} /> },
    { label: words.columns.account, value: AccountId },
    { label: words.region, value: Region },
    { label: words.columns.count, value: format.number(Service?.Count ?? 1) },
  ];
  return (
    <SpaceBetween size="l">
      <Box variant="h3">
        <span className="from-log">{Title}</span>
      </Box>
      <div className="from-log">{Description}</div>
      <KeyValuePairs columns={4} items={pairs} />
      <KeyValuePairs items={[{ label: words.id, value: <FindingId id={Id} /> }]} />
      <NextSteps about={about} />
      <FindingTimeline finding={finding} />
      <Feedback findingId={Id} given={Service?.UserFeedback} />
    </SpaceBetween>
  );
}

function FindingId({ id }: { readonly id: string }) {
  const words = useLook().text.findings;
  return (
    <CopyToClipboard
      variant="inline"
      textToCopy={id}
      copyButtonAriaLabel={words.copyId}
      copySuccessText={words.copied}
      copyErrorText={words.copyFailed}
    />
  );
}
