import type { FindingCriteria } from '@aws-sdk/client-guardduty';
import Button from '@cloudscape-design/components/button';
import type { ReactNode } from 'react';
import { LoadedTable } from '../../shell/loaded-table.tsx';
import { useDetector, useLook } from '../../state/app.ts';
import { useFormat } from '../../state/use-format.ts';
import { useLoad } from '../../state/use-load.ts';
import type { Token } from './criteria.ts';
import { groupFindings } from './finding-calls.ts';
import { GROUPS, type Group, type GroupName, groupsOf } from './groups.ts';
import { TypeName } from './type-name.tsx';

interface Props {
  readonly by: GroupName;
  readonly criteria: FindingCriteria;
  readonly filter: ReactNode;
  /** To the findings of a group. */
  onOpen(tokens: readonly Token[]): void;
}

const POLL_SECONDS = 15;
/** What one call answers. */
const GROUPS_MAX = 100;

/** How many findings there are of each kind, the most first. */
export function GroupsTable({ by, criteria, filter, onOpen }: Props) {
  const words = useLook().text.findings;
  const format = useFormat();
  const { guardduty, detectorId } = useDetector();
  const loaded = useLoad(
    JSON.stringify([detectorId, by, criteria]),
    async () =>
      groupsOf(await groupFindings({ guardduty, detectorId }, GROUPS[by], criteria, GROUPS_MAX)),
    POLL_SECONDS,
  );
  return (
    <LoadedTable
      title={words.title}
      help={words.groupHelp}
      loaded={loaded}
      empty={words.empty}
      filter={filter}
      columns={[
        {
          id: 'name',
          header: words.group[by],
          isRowHeader: true,
          minWidth: 200,
          cell: (group: Group) => <Name group={group} onOpen={onOpen} />,
        },
        {
          ...{ id: 'count', header: words.columns.count, minWidth: 90 },
          cell: ({ count }) => format.number(count),
        },
        {
          ...{ id: 'last', header: words.columns.updated, minWidth: 170 },
          cell: ({ lastAt }) => format.dateTime(lastAt?.toISOString()),
        },
      ]}
    />
  );
}

function Name({ group, onOpen }: { readonly group: Group } & Pick<Props, 'onOpen'>) {
  const words = useLook().text.findings;
  const { name, about, tokens } = group;
  const shown = name === '' ? words.noName : <TypeName type={name} />;
  return (
    <>
      {tokens === undefined ? (
        shown
      ) : (
        <Button variant="inline-link" onClick={() => onOpen(tokens)}>
          {shown}
        </Button>
      )}
      {about && <div className="from-log">{about}</div>}
    </>
  );
}
