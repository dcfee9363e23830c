import type { Finding } from '@aws-sdk/client-guardduty';
import Badge from '@cloudscape-design/components/badge';
import Button from '@cloudscape-design/components/button';
import type { TableProps } from '@cloudscape-design/components/table';
import type { Messages } from '../../messages/messages.ts';
import type { Format } from '../../state/use-format.ts';
import { additionalInfoOf } from './facts.ts';
import { resourceName } from './finding-words.ts';
import { SeverityBadge } from './severity-badge.tsx';
import { TypeName } from './type-name.tsx';

/** The columns of the findings; those with a field are sorted by the server. */
export function findingColumns(
  { findings: words, shell }: Messages,
  format: Format,
  open: (id: string) => void,
  isNarrow: boolean,
): TableProps.ColumnDefinition<Finding>[] {
  const columns: TableProps.ColumnDefinition<Finding>[] = [
    {
      id: 'severity',
      header: words.columns.severity,
      cell: ({ Severity }) => <SeverityBadge severity={Severity} />,
      sortingField: 'severity',
      minWidth: 130,
    },
    {
      id: 'type',
      header: words.columns.type,
      isRowHeader: true,
      cell: (finding) => (
        <>
          <Button variant="inline-link" onClick={() => open(finding.Id ?? '')}>
            <TypeName type={finding.Type} />
          </Button>{' '}
          {isNarrow && <SeverityBadge severity={finding.Severity} />}{' '}
          {isSample(finding) && <Badge>{words.sample}</Badge>}
          <div className="from-log">{finding.Title}</div>
        </>
      ),
      sortingField: 'type',
      minWidth: isNarrow ? 220 : 300,
    },
    {
      id: 'resource',
      minWidth: 180,
      header: words.columns.resource,
      cell: (finding) => <span className="from-log">{resourceName(finding) || shell.none}</span>,
    },
    {
      id: 'account',
      minWidth: 150,
      header: words.columns.account,
      cell: ({ AccountId }) => AccountId,
      sortingField: 'accountId',
    },
    {
      id: 'updated',
      header: words.columns.updated,
      cell: ({ UpdatedAt }) => format.dateTime(UpdatedAt),
      sortingField: 'updatedAt',
      minWidth: 150,
    },
    {
      ...{ id: 'count', header: words.columns.count, minWidth: 90 },
      cell: ({ Service }) => format.number(Service?.Count ?? 1),
    },
  ];
  // On a telephone what it is comes first, with how bad it is beside it.
  return isNarrow ? columns.slice(1) : columns;
}

function isSample({ Service }: Finding): boolean {
  const info = additionalInfoOf(Service?.AdditionalInfo?.Value);
  return typeof info === 'object' && info !== null && 'sample' in info && info.sample === true;
}
