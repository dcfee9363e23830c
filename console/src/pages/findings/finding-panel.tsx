import type { Finding } from '@aws-sdk/client-guardduty';
import Box from '@cloudscape-design/components/box';
import CopyToClipboard from '@cloudscape-design/components/copy-to-clipboard';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import SpaceBetween from '@cloudscape-design/components/space-between';
import SplitPanel from '@cloudscape-design/components/split-panel';
import Tabs from '@cloudscape-design/components/tabs';
import { useEffect, useRef } from 'react';
import { useDetector, useLook } from '../../state/app.ts';
import { usePlace } from '../../state/router.ts';
import { useFormat } from '../../state/use-format.ts';
import { useLoad } from '../../state/use-load.ts';
import { wordsOfError } from '../../state/words-of-error.ts';
import { additionalInfoOf, factsOf } from './facts.ts';
import { Feedback } from './feedback.tsx';
import { oneFinding } from './finding-calls.ts';
import { SeverityBadge } from './severity-badge.tsx';

/** The finding that the address names, beside or below the list. */
export default function FindingPanel() {
  const { text } = useLook();
  const words = text.findings;
  const id = usePlace().query.get('id') ?? '';
  const { guardduty, detectorId } = useDetector();
  const { data, error, isLoading } = useLoad(id, async () => ({
    finding: await oneFinding({ guardduty, detectorId }, id),
  }));
  return (
    <SplitPanel
      header={data?.finding?.Type ?? words.panelTitle}
      closeBehavior="hide"
      hidePreferencesButton
      i18nStrings={{
        closeButtonAriaLabel: words.closePanel,
        openButtonAriaLabel: words.openPanel,
        resizeHandleAriaLabel: words.resizePanel,
      }}
    >
      {data?.finding ? (
        <Details key={id} finding={data.finding} />
      ) : (
        <Box>
          {error === undefined
            ? isLoading
              ? text.shell.loading
              : words.notFound
            : wordsOfError(error)}
        </Box>
      )}
    </SplitPanel>
  );
}

function Details({ finding }: { readonly finding: Finding }) {
  const start = useRef<HTMLDivElement>(null);
  // Who opens a finding is taken to it.
  useEffect(() => start.current?.focus({ preventScroll: true }), []);
  const words = useLook().text.findings;
  const { Resource, Service } = finding;
  const { AdditionalInfo, Action, Evidence, Detection, RuntimeDetails, EbsVolumeScanDetails } =
    Service ?? {};
  const evidence = { Evidence, Detection, RuntimeDetails, EbsVolumeScanDetails };
  return (
    <div className="panel-content" ref={start} tabIndex={-1}>
      <Tabs
        tabs={[
          { id: 'overview', label: words.overview, content: <Overview finding={finding} /> },
          {
            id: 'why',
            label: words.why,
            content: (
              <Facts of={{ ...asObject(additionalInfoOf(AdditionalInfo?.Value)), ...evidence }} />
            ),
          },
          { id: 'resource', label: words.resource, content: <Facts of={Resource} /> },
          { id: 'action', label: words.action, content: <Facts of={Action} /> },
          { id: 'json', label: words.json, content: <Raw finding={finding} /> },
        ]}
      />
    </div>
  );
}

function Overview({ finding }: { readonly finding: Finding }) {
  const { text } = useLook();
  const words = text.findings;
  const format = useFormat();
  const { AccountId, Region, Id = '', Severity, Title, Description, Service } = finding;
  const pairs = [
    { label: words.columns.severity, value: <SeverityBadge severity={Severity} /> },
    { label: words.columns.account, value: AccountId },
    { label: words.region, value: Region },
    { label: words.columns.count, value: format.number(Service?.Count ?? 1) },
    { label: words.firstSeen, value: format.dateTime(Service?.EventFirstSeen) },
    { label: words.lastSeen, value: format.dateTime(Service?.EventLastSeen) },
    { label: words.created, value: format.dateTime(finding.CreatedAt) },
    { label: words.updated, value: format.dateTime(finding.UpdatedAt) },
    {
      label: words.id,
      value: (
        <CopyToClipboard
          variant="inline"
          textToCopy={Id}
          copyButtonAriaLabel={words.copyId}
          copySuccessText={words.copied}
          copyErrorText={words.copyFailed}
        />
      ),
    },
  ];
  return (
    <SpaceBetween size="l">
      <Box variant="h3">
        <span className="from-log">{Title}</span>
      </Box>
      <div className="from-log">{Description}</div>
      <KeyValuePairs columns={3} items={pairs} />
      <Feedback findingId={Id} given={Service?.UserFeedback} />
    </SpaceBetween>
  );
}

function Facts({ of }: { readonly of: unknown }) {
  const words = useLook().text.findings;
  const facts = factsOf(of);
  if (facts.length === 0) return <Box>{words.nothing}</Box>;
  return (
    <KeyValuePairs
      columns={2}
      items={facts.map(({ label, value }) => ({
        label,
        value: <span className="from-log">{value}</span>,
      }))}
    />
  );
}

function Raw({ finding }: { readonly finding: Finding }) {
  const words = useLook().text.findings;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard
    <section className="raw" tabIndex={0} aria-label={words.json}>
      <pre className="from-log">{JSON.stringify(finding, null, 2)}</pre>
    </section>
  );
}

function asObject(value: unknown): object {
  return typeof value === 'object' && value !== null ? value : { value };
}
