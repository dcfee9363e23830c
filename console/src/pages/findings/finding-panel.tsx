import type { Action, Finding } from '@aws-sdk/client-guardduty';
import Box from '@cloudscape-design/components/box';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import SpaceBetween from '@cloudscape-design/components/space-between';
import SplitPanel from '@cloudscape-design/components/split-panel';
import Tabs from '@cloudscape-design/components/tabs';
import { useEffect, useRef } from 'react';
import { Problem } from '../../shell/problem.tsx';
import { useDetector, useLook } from '../../state/app.ts';
import { usePlace } from '../../state/router.ts';
import { useLoad } from '../../state/use-load.ts';
import { additionalInfoOf, factsOf } from './facts.ts';
import { oneFinding } from './finding-calls.ts';
import { WhatItLooksFor } from './next-steps.tsx';
import { Overview } from './overview.tsx';
import { RelatedFindings } from './related-findings.tsx';
import { remotePlaces } from './remote-places.ts';
import { type FindingTypeAbout, useFindingType } from './use-finding-type.ts';
import { WorldMap } from './world-map.tsx';

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
        <>
          <Problem error={error} />
          {error === undefined && <Box>{isLoading ? text.shell.loading : words.notFound}</Box>}
        </>
      )}
    </SplitPanel>
  );
}

function Details({ finding }: { readonly finding: Finding }) {
  const start = useRef<HTMLDivElement>(null);
  // Who opens a finding is taken to it.
  useEffect(() => start.current?.focus({ preventScroll: true }), []);
  const words = useLook().text.findings;
  const about = useFindingType(finding.Type ?? '');
  const { Resource, Service } = finding;
  return (
    <div className="panel-content" ref={start} tabIndex={-1}>
      <Tabs
        tabs={[
          {
            id: 'overview',
            label: words.overview,
            content: <Overview finding={finding} about={about} />,
          },
          { id: 'why', label: words.why, content: <Why service={Service} about={about} /> },
          { id: 'resource', label: words.resource, content: <Facts of={Resource} /> },
          {
            id: 'action',
            label: words.action,
            content: (
              <SpaceBetween size="l">
                <WorldMap places={remotePlaces(finding)} />
                <Facts of={actionOf(Service?.Action)} />
              </SpaceBetween>
            ),
          },
          {
            id: 'related',
            label: words.relatedTitle,
            content: <RelatedFindings finding={finding} />,
          },
          { id: 'json', label: words.json, content: <Raw finding={finding} /> },
        ]}
      />
    </div>
  );
}

interface WhyProps {
  readonly service: Finding['Service'];
  readonly about: FindingTypeAbout | null | undefined;
}

/** What was seen, with the numbers that were reached, and what the detection looks for. */
function Why({ service, about }: WhyProps) {
  const words = useLook().text.findings;
  const { AdditionalInfo, Evidence, Detection, RuntimeDetails, EbsVolumeScanDetails } =
    service ?? {};
  const evidence = { Evidence, Detection, RuntimeDetails, EbsVolumeScanDetails };
  return (
    <SpaceBetween size="l">
      <SpaceBetween size="xs">
        <Box variant="h4">{words.seen}</Box>
        <Facts of={{ ...asObject(additionalInfoOf(AdditionalInfo?.Value)), ...evidence }} />
      </SpaceBetween>
      <WhatItLooksFor about={about} />
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

/** Of the kinds of actions one is there: what it says needs no heading. */
function actionOf(action: Action | undefined): unknown {
  const { ActionType, ...kinds } = action ?? {};
  const [only, ...others] = Object.values(kinds).filter((one) => one !== undefined);
  return only !== undefined && others.length === 0 ? { ActionType, ...only } : action;
}
