import type { Finding, Sequence, Signal } from '@aws-sdk/client-guardduty';
import Box from '@cloudscape-design/components/box';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Table from '@cloudscape-design/components/table';
import { Follow } from '../../shell/follow.tsx';
import { useLook } from '../../state/app.ts';
import { hrefOf } from '../../state/router.ts';
import { useFormat } from '../../state/use-format.ts';
import { SeverityBadge } from '../findings/severity-badge.tsx';
import { GraphPicture } from './graph-picture.tsx';
import { indicatorsOf, signalsInOrder } from './sequence-graph.ts';

interface Props {
  readonly finding: Finding;
  readonly sequence: Sequence;
}

/** One sequence: as a picture, as a timeline, and in tables that say the same. */
export function SequenceDetails({ finding, sequence }: Props) {
  const words = useLook().text.sequences;
  const href = hrefOf('findings', { show: 'all', id: finding.Id ?? '' });
  return (
    <Container
      header={
        <Header
          variant="h2"
          description={<span className="from-log">{sequence.Description}</span>}
          actions={<Follow href={href}>{words.openFinding}</Follow>}
        >
          {finding.Type}
        </Header>
      }
    >
      <SpaceBetween size="l">
        <GraphPicture sequence={sequence} />
        <Timeline sequence={sequence} />
        <Indicators sequence={sequence} />
        <Signals sequence={sequence} />
      </SpaceBetween>
    </Container>
  );
}

function Timeline({ sequence }: { readonly sequence: Sequence }) {
  const words = useLook().text.sequences;
  const format = useFormat();
  return (
    <SpaceBetween size="xxs">
      <Box variant="h3">{words.timeline}</Box>
      <ol className="moments">
        {signalsInOrder(sequence).map(({ Uid, Name, FirstSeenAt, Count = 1 }) => (
          <li key={Uid}>
            <time dateTime={FirstSeenAt?.toISOString()}>
              {format.dateTime(FirstSeenAt?.toISOString())}
            </time>
            <span className="from-log">{Name}</span>
            <Box variant="small">{words.times(format.number(Count))}</Box>
          </li>
        ))}
      </ol>
    </SpaceBetween>
  );
}

function Indicators({ sequence }: { readonly sequence: Sequence }) {
  const words = useLook().text.sequences;
  const indicators = indicatorsOf(sequence.SequenceIndicators);
  if (indicators.length === 0) return null;
  return (
    <SpaceBetween size="xs">
      <Box variant="h3">{words.indicators}</Box>
      <KeyValuePairs
        columns={2}
        items={indicators.map(({ key, values }) => ({
          label: key,
          value: <span className="from-log">{values}</span>,
        }))}
      />
    </SpaceBetween>
  );
}

function Signals({ sequence }: { readonly sequence: Sequence }) {
  const { sequences: words, shell } = useLook().text;
  const format = useFormat();
  const named = namesOf(sequence);
  const fromLog = (text: string | undefined) => <span className="from-log">{text}</span>;
  const list = (ids: readonly string[] | undefined) =>
    fromLog((ids ?? []).map((id) => named.get(id) ?? id).join(', '));
  return (
    <Table
      variant="embedded"
      wrapLines
      items={signalsInOrder(sequence)}
      trackBy={({ Uid }: Signal) => Uid ?? ''}
      header={<Header variant="h3">{words.signals}</Header>}
      empty={words.noSignals}
      ariaLabels={{ tableLabel: words.signals }}
      columnDefinitions={[
        {
          ...{ id: 'name', header: words.columns.signal, minWidth: 180, isRowHeader: true },
          cell: ({ Name }) => fromLog(Name),
        },
        {
          ...{ id: 'severity', header: words.severity, minWidth: 130 },
          cell: ({ Severity }) =>
            Severity === undefined ? shell.none : <SeverityBadge severity={Severity} />,
        },
        {
          ...{ id: 'when', header: words.when, minWidth: 160 },
          cell: ({ FirstSeenAt, LastSeenAt }) =>
            [FirstSeenAt, LastSeenAt]
              .filter((at, i) => i === 0 || at?.getTime() !== FirstSeenAt?.getTime())
              .map((at) => format.dateTime(at?.toISOString()))
              .join(' - '),
        },
        {
          ...{ id: 'actors', header: words.columns.actor, minWidth: 160 },
          cell: ({ ActorIds = [], EndpointIds = [] }) => list([...ActorIds, ...EndpointIds]),
        },
        {
          ...{ id: 'resources', header: words.columns.resource, minWidth: 160 },
          cell: ({ ResourceUids }) => list(ResourceUids),
        },
      ]}
    />
  );
}

/** Names by the ids under which signals refer to actors, endpoints and resources. */
function namesOf({ Actors = [], Endpoints = [], Resources = [] }: Sequence): Map<string, string> {
  return new Map([
    ...Actors.map(({ Id = '', User }) => [Id, User?.Name || Id] as const),
    ...Endpoints.map(({ Id = '', Ip, Domain }) => [Id, Ip || Domain || Id] as const),
    ...Resources.map(({ Uid = '', Name }) => [Uid, Name || Uid] as const),
  ]);
}
