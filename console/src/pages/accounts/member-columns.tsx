import type { Member } from '@aws-sdk/client-guardduty';
import Button from '@cloudscape-design/components/button';
import Popover from '@cloudscape-design/components/popover';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import type { TableProps } from '@cloudscape-design/components/table';
import type { Messages } from '../../messages/messages.ts';
import type { Format } from '../../state/use-format.ts';
import { may, statusShown } from './member-status.ts';

/** The columns of the members, as in the console of GuardDuty. */
export function memberColumns(
  { accounts: words, shell }: Messages,
  format: Format,
  invite: (accountId: string) => void,
  isNarrow: boolean,
): TableProps.ColumnDefinition<Member>[] {
  const status = (member: Member) => <Status member={member} words={words} invite={invite} />;
  const columns: TableProps.ColumnDefinition<Member>[] = [
    {
      id: 'account',
      minWidth: isNarrow ? 190 : 150,
      header: words.columns.account,
      cell: (member) => (
        <>
          {member.AccountId}
          {isNarrow && <div>{status(member)}</div>}
        </>
      ),
      sortingField: 'AccountId',
      isRowHeader: true,
    },
    {
      id: 'email',
      minWidth: 220,
      header: words.columns.email,
      cell: ({ Email }) => <span className="from-log">{Email}</span>,
      sortingField: 'Email',
    },
    {
      id: 'type',
      minWidth: 150,
      header: words.columns.type,
      cell: (member) => (isInvited(member) ? words.byInvitation : words.viaOrganizations),
    },
    {
      id: 'status',
      minWidth: 180,
      header: words.columns.status,
      sortingField: 'RelationshipStatus',
      cell: status,
    },
    {
      id: 'updated',
      minWidth: 160,
      header: words.columns.updated,
      cell: ({ UpdatedAt }) => format.dateTime(UpdatedAt) || shell.none,
      sortingField: 'UpdatedAt',
    },
  ];
  // On a telephone the status stands below the account: it is what people look for.
  return isNarrow ? columns.filter(({ id }) => id !== 'status') : columns;
}

interface StatusProps {
  readonly member: Member;
  readonly words: Messages['accounts'];
  invite(accountId: string): void;
}

function Status({ member, words, invite }: StatusProps) {
  const { AccountId = '', RelationshipStatus } = member;
  const { label, type } = statusShown(RelationshipStatus);
  return (
    <SpaceBetween direction="horizontal" size="xs">
      <Popover
        dismissButton={false}
        triggerType="text"
        size="medium"
        content={words.statusHelp[label]}
      >
        <StatusIndicator type={type}>{words.status[label]}</StatusIndicator>
      </Popover>
      {label === 'created' && may('invite', RelationshipStatus) && (
        <Button
          variant="inline-link"
          ariaLabel={`${words.invite} ${AccountId}`}
          onClick={() => invite(AccountId)}
        >
          {words.invite}
        </Button>
      )}
    </SpaceBetween>
  );
}

/** Members of an organisation are enabled without an invitation, and have no time of one. */
function isInvited({ RelationshipStatus, InvitedAt }: Member): boolean {
  const isAssociated = RelationshipStatus === 'Enabled' || RelationshipStatus === 'Disabled';
  return !isAssociated || InvitedAt !== undefined;
}
