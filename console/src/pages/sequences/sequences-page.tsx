import type { Finding } from '@aws-sdk/client-guardduty';
import Button from '@cloudscape-design/components/button';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { TableProps } from '@cloudscape-design/components/table';
import { LoadedTable } from '../../shell/loaded-table.tsx';
import { useDetector, useLook } from '../../state/app.ts';
import { go, hrefOf, usePlace } from '../../state/router.ts';
import { useFormat } from '../../state/use-format.ts';
import { useLoad } from '../../state/use-load.ts';
import { useNarrow } from '../../state/use-narrow.ts';
import { criteriaOf } from '../findings/criteria.ts';
import { findingPage, groupFindings, type Reader } from '../findings/finding-calls.ts';
import { SeverityBadge } from '../findings/severity-badge.tsx';
import { TypeName } from '../findings/type-name.tsx';
import { SequenceDetails } from './sequence-details.tsx';

const POLL_SECONDS = 30;
const PREFIX = 'AttackSequence:';
const TYPES_MAX = 100;

/** Findings that tell of several steps of one attack, each drawn as a whole. */
export default function SequencesPage() {
  const { text } = useLook();
  const words = text.sequences;
  const { guardduty, detectorId } = useDetector();
  const chosen = usePlace().query.get('sequence');
  const loaded = useLoad(detectorId, () => loadSequences({ guardduty, detectorId }), POLL_SECONDS);
  const shown = loaded.data?.find((one) => one.Id === chosen) ?? loaded.data?.[0];
  const sequence = shown?.Service?.Detection?.Sequence;
  return (
    <SpaceBetween size="l">
      <LoadedTable
        title={words.title}
        help={words.help}
        loaded={loaded}
        empty={words.empty}
        columns={useColumns()}
      />
      {shown && sequence && <SequenceDetails key={shown.Id} finding={shown} sequence={sequence} />}
    </SpaceBetween>
  );
}

function useColumns(): TableProps.ColumnDefinition<Finding>[] {
  const words = useLook().text.sequences;
  const format = useFormat();
  const isNarrow = useNarrow();
  const columns: TableProps.ColumnDefinition<Finding>[] = [
    {
      ...{ id: 'severity', header: words.severity, minWidth: 130 },
      cell: ({ Severity }) => <SeverityBadge severity={Severity} />,
    },
    {
      ...{ id: 'type', header: words.type, minWidth: 260, isRowHeader: true },
      cell: (finding) => (
        <>
          <Button
            variant="inline-link"
            ariaLabel={`${finding.Type} ${finding.Title}`}
            onClick={() => go(hrefOf('sequences', { sequence: finding.Id ?? '' }))}
          >
            <TypeName type={finding.Type} />
          </Button>{' '}
          {isNarrow && <SeverityBadge severity={finding.Severity} />}
          <div className="from-log">{finding.Title}</div>
        </>
      ),
    },
    {
      ...{ id: 'account', header: words.account, minWidth: 140 },
      cell: ({ AccountId }) => AccountId,
    },
    {
      ...{ id: 'updated', header: words.updated, minWidth: 220 },
      cell: ({ UpdatedAt }) => format.dateTime(UpdatedAt),
    },
  ];
  return isNarrow ? columns.slice(1) : columns;
}

/** The API finds types by their whole names only: those that there are are asked for. */
async function loadSequences(reader: Reader): Promise<Finding[]> {
  const groups = await groupFindings(reader, 'FINDING_TYPE', {}, TYPES_MAX);
  const types = (groups?.GroupedByFindingType ?? [])
    .map(({ FindingType = '' }) => FindingType)
    .filter((type) => type.startsWith(PREFIX));
  if (types.length === 0) return [];
  const tokens = types.map((value) => ({ propertyKey: 'type', operator: '=', value }));
  const criteria = criteriaOf(tokens, 'current');
  const search = { criteria, sortBy: 'updatedAt', isDescending: true };
  return (await findingPage(reader, search)).findings;
}
