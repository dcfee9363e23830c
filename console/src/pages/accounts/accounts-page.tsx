import {
  GetAdministratorAccountCommand,
  type Invitation,
  ListInvitationsCommand,
} from '@aws-sdk/client-guardduty';
import ContentLayout from '@cloudscape-design/components/content-layout';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'react';
import { Problem } from '../../shell/problem.tsx';
import { useDetector, useLook } from '../../state/app.ts';
import { go, hrefOf, usePlace } from '../../state/router.ts';
import { useLoad } from '../../state/use-load.ts';
import { AddAccounts } from './add-accounts.tsx';
import { AdministratorPanel } from './administrator-panel.tsx';
import { InvitationsPanel } from './invitations-panel.tsx';
import { listMembers } from './member-calls.ts';
import { MembersTable } from './members-table.tsx';

const POLL_SECONDS = 30;

/** Both sides of the invitation: the members of an administrator, or a member's administrator. */
export default function AccountsPage() {
  const { text } = useLook();
  const words = text.accounts;
  const { query } = usePlace();
  const relation = useRelation();
  const members = useMembers();
  const administrator = relation.data?.administrator;
  if (query.has('add')) {
    return (
      <AddAccounts
        known={new Set(members.list.data?.map((one) => one.AccountId ?? ''))}
        onDone={() => {
          members.list.reload();
          go(hrefOf('accounts'));
        }}
      />
    );
  }
  const problem = relation.error ?? members.list.error;
  const isKnown = members.list.data !== undefined || members.list.error === undefined;
  return (
    <ContentLayout
      header={
        <Header variant="h1" description={administrator?.AccountId ? undefined : words.help}>
          {words.title}
        </Header>
      }
    >
      <SpaceBetween size="l">
        <Problem error={problem} data={relation.data && members.list.data} />
        <InvitationsPanel
          invitations={relation.data?.invitations ?? []}
          onChanged={() => {
            relation.reload();
            members.list.reload();
          }}
        />
        {administrator?.AccountId ? (
          <AdministratorPanel administrator={administrator} onChanged={relation.reload} />
        ) : (
          isKnown && (
            <MembersTable
              members={members.list.data}
              seen={members.seen}
              reload={members.list.reload}
              isLoading={members.list.isLoading}
            />
          )
        )}
      </SpaceBetween>
    </ContentLayout>
  );
}

/** What this account is to others: its administrator, and invitations that wait for an answer. */
function useRelation() {
  const { guardduty, detectorId } = useDetector();
  return useLoad(
    detectorId,
    async () => {
      const [{ Administrator }, invitations] = await Promise.all([
        guardduty.send(new GetAdministratorAccountCommand({ DetectorId: detectorId })),
        allInvitations(),
      ]);
      const waiting = invitations.filter((one) => one.RelationshipStatus === 'Invited');
      return { administrator: Administrator, invitations: waiting };
    },
    POLL_SECONDS,
  );

  async function allInvitations(): Promise<Invitation[]> {
    const found: Invitation[] = [];
    let NextToken: string | undefined;
    do {
      const page = await guardduty.send(new ListInvitationsCommand({ NextToken }));
      found.push(...(page.Invitations ?? []));
      NextToken = page.NextToken;
    } while (NextToken);
    return found;
  }
}

function useMembers() {
  const { guardduty, detectorId } = useDetector();
  const [seen, setSeen] = useState(0);
  const list = useLoad(
    detectorId,
    () => listMembers({ guardduty, detectorId }, setSeen),
    POLL_SECONDS,
  );
  return { list, seen };
}
