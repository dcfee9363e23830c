/** What an invited account is told, as AWS's clients and our own service show it. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as guardduty from '@aws-sdk/client-guardduty';
import * as health from '@aws-sdk/client-health';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { callVedette } from '../../src/cli/call-vedette.ts';
import { accept, enable, type TestAccount, VedetteServer } from './vedette-server.ts';

describe('notices', () => {
  let server: VedetteServer;
  let administrator: TestAccount;
  let member: TestAccount;
  let DetectorId: string;

  beforeAll(async () => {
    server = await VedetteServer.start();
    administrator = await server.account('111122223333');
    member = await server.account('444455556666');
    DetectorId = await enable(administrator);
  });
  afterAll(() => server?.stop());

  function healthOf({ caller }: TestAccount): health.HealthClient {
    const { endpoint, region, credentials } = caller;
    return new health.HealthClient({ endpoint: endpoint.origin, region, credentials });
  }

  async function inviteByMail(account: TestAccount, more: { DisableEmailNotification?: true }) {
    const AccountIds = [account.accountId];
    const AccountDetails = [{ AccountId: account.accountId, Email: account.email }];
    const { guardduty: client } = administrator;
    await client.send(new guardduty.CreateMembersCommand({ DetectorId, AccountDetails }));
    const asks = { DetectorId, AccountIds, Message: 'We watch over you.', ...more };
    await client.send(new guardduty.InviteMembersCommand(asks));
  }

  const outbox = () => {
    const folder = join(server.dataDirectory, 'outbox');
    const isThere = readdirSync(server.dataDirectory).includes('outbox');
    const names = isThere ? readdirSync(folder) : [];
    return names.filter((name) => name.endsWith('.eml')).map((name) => join(folder, name));
  };

  test('an invitation is in the mail, in Health and in ListNotices, until answered', async () => {
    await inviteByMail(member, {});
    await expect.poll(outbox).toHaveLength(1);
    const mail = readFileSync(outbox()[0] ?? '', 'utf8');
    expect(mail).toContain('To: 444455556666@example.com\r\n');
    expect(mail).toContain('> We watch over you.');
    const { Invitations } = await member.guardduty.send(new guardduty.ListInvitationsCommand({}));
    const invitationId = Invitations?.[0]?.InvitationId ?? 'none';
    expect(mail.replaceAll('=\r\n', '')).toContain(`--invitation-id ${invitationId}`);

    const client = healthOf(member);
    const filter = { services: ['GUARDDUTY'], eventStatusCodes: ['open' as const] };
    const { events } = await client.send(new health.DescribeEventsCommand({ filter }));
    expect(events).toMatchObject([
      { region: 'us-east-1', eventTypeCategory: 'accountNotification' },
    ]);
    const eventArns = [events?.[0]?.arn ?? ''];
    const none = 'arn:aws:health:us-east-1::event/GUARDDUTY/A/B';
    const details = await client.send(
      new health.DescribeEventDetailsCommand({ eventArns: [...eventArns, none] }),
    );
    expect(details.failedSet).toMatchObject([{ eventArn: none, errorName: 'InvalidEventArn' }]);
    expect(details.successfulSet).toMatchObject([
      {
        eventMetadata: {
          invitationId,
          administratorAccountId: '111122223333',
          invitationMessage: 'We watch over you.',
        },
      },
    ]);
    const affected = await client.send(
      new health.DescribeAffectedEntitiesCommand({ filter: { eventArns } }),
    );
    expect(affected.entities).toMatchObject([
      { entityValue: member.accountId, statusCode: 'PENDING' },
    ]);

    const own = await callVedette(member.caller, { method: 'GET', path: '/notices' });
    expect(own.body).toMatchObject({
      notices: [{ noticeId: invitationId, status: 'open', message: 'We watch over you.' }],
    });
    const body = Buffer.from(JSON.stringify({ noticeIds: [invitationId] }));
    const read = { path: '/notices/read', contentType: 'application/json', body } as const;
    expect((await callVedette(member.caller, read)).status).toBe(200);
    expect((await callVedette(administrator.caller, read)).status).toBe(400);

    await accept(member, await enable(member));
    const after = await client.send(new health.DescribeEventsCommand({}));
    expect(after.events).toMatchObject([{ arn: eventArns[0], statusCode: 'closed' }]);
    const closed = await callVedette(member.caller, { method: 'GET', path: '/notices' });
    const [notice] = closed.body.notices as { status: string; readAt?: number }[];
    expect(notice?.status).toBe('closed');
    expect(notice?.readAt).toBeGreaterThan(0);
  });

  test('without e-mail there is neither; nobody reads another account', async () => {
    const quiet = await server.account('123456789012');
    const before = outbox();
    await inviteByMail(quiet, { DisableEmailNotification: true });
    const { Invitations } = await quiet.guardduty.send(new guardduty.ListInvitationsCommand({}));
    expect(Invitations).toHaveLength(1);
    const { events } = await healthOf(quiet).send(new health.DescribeEventsCommand({}));
    expect(events).toEqual([]);
    expect(outbox()).toEqual(before);
  });

  test('what Health has besides is refused by name', async () => {
    const call = healthOf(member).send(new health.DescribeEventTypesCommand({}));
    await expect(call).rejects.toMatchObject({ name: 'NotImplementedException' });
    const foreign = healthOf(member).send(new health.DescribeEventsCommand({ locale: 'fr' }));
    await expect(foreign).rejects.toMatchObject({ name: 'UnsupportedLocale' });
    const paged = healthOf(member).send(new health.DescribeEventsCommand({ nextToken: 'abcd' }));
    await expect(paged).rejects.toMatchObject({ name: 'InvalidPaginationToken' });
    const bad = healthOf(member).send(new health.DescribeEventsCommand({ maxResults: 101 }));
    await expect(bad).rejects.toMatchObject({ name: 'ValidationException' });
  });
});
