import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as sdk from '@aws-sdk/client-guardduty';
import { callVedette } from '../../src/cli/call-vedette.ts';
import { systemClock } from '../../src/lib/clock.ts';
import type { ChildServer } from '../load/child-server.ts';
import { measure } from '../load/connections.ts';
import { fillFindings } from '../load/fill-findings.ts';
import {
  ACCOUNT,
  accountAt,
  type Bench,
  detectorId,
  load,
  ROOT,
  settings,
  show,
  start,
} from './bench.ts';

const MEMBERS = 49;

type Search = { readonly criterion: Record<string, object>; readonly sort: [string, string] };

function searches(until: number): Record<string, Search> {
  const day = until - 86_400_000;
  return {
    'severe and not archived, latest first': {
      criterion: { severity: { gte: 7 }, 'service.archived': { eq: ['false'] } },
      sort: ['updatedAt', 'DESC'],
    },
    'of a type and not archived, severest first': {
      criterion: {
        type: { eq: ['Stealth:IAMUser/CloudTrailLoggingDisabled'] },
        'service.archived': { eq: ['false'] },
      },
      sort: ['severity', 'DESC'],
    },
    'of an instance, not low, latest first': {
      criterion: {
        'resource.instanceDetails.instanceId': { eq: ['i-1234'] },
        severity: { gte: 4 },
      },
      sort: ['updatedAt', 'DESC'],
    },
    'of an account in the last day, severest first': {
      criterion: { accountId: { eq: [accountAt(7)] }, updatedAt: { gte: day } },
      sort: ['severity', 'DESC'],
    },
    'about instances in the last day, by count': {
      criterion: { 'resource.resourceType': { eq: ['Instance'] }, updatedAt: { gte: day } },
      sort: ['service.count', 'DESC'],
    },
    'critical and archived, oldest first': {
      criterion: { severity: { gte: 9 }, 'service.archived': { eq: ['true'] } },
      sort: ['createdAt', 'ASC'],
    },
  };
}

/** ListFindings of an administrator and its members. */
export async function findings(bench: Bench): Promise<void> {
  const note = join(bench.folder, 'filled-until');
  if (!existsSync(note)) writeFileSync(note, String(await fill(bench)));
  const until = Number(readFileSync(note, 'utf8'));
  const server = await start(bench);
  try {
    const DetectorId = await detectorId(server);
    for (const [what, { criterion, sort }] of Object.entries(searches(until))) {
      const [attributeName, orderBy] = sort;
      const body = { findingCriteria: { criterion }, sortCriteria: { attributeName, orderBy } };
      const call = { method: 'POST', path: `/detector/${DetectorId}/findings`, body } as const;
      const requests = load(server.port, [call], ROOT);
      const { port, pid } = server;
      const common = { port, pid, requests, connections: 1, seconds: bench.seconds };
      // The first seconds read from the disk what stays in memory afterwards.
      await measure(common);
      show(`ListFindings ${what}`, await measure(common));
    }
  } finally {
    await server.stop();
  }
}

/** Answers the time that the latest finding may have. */
async function fill(bench: Bench): Promise<number> {
  const until = systemClock.now();
  const server = await start(bench);
  const DetectorId = await detectorId(server);
  const client = new sdk.GuardDutyClient(settings(server));
  const accountIds = await associate(server, client, DetectorId);
  await client.send(new sdk.CreateSampleFindingsCommand({ DetectorId }));
  await server.stop();
  const began = performance.now();
  const dataDirectory = join(bench.folder, 'data');
  const wanted = { dataDirectory, findings: bench.findings, accountIds, until };
  const total = fillFindings(wanted);
  const seconds = Math.round((performance.now() - began) / 1000);
  console.log(`${total} findings of ${accountIds.length} accounts, filled in ${seconds} s`);
  return until;
}

/** Members by invitation, all accepted; answers all accounts whose findings are seen. */
async function associate(
  server: ChildServer,
  client: sdk.GuardDutyClient,
  DetectorId: string,
): Promise<string[]> {
  const endpoint = new URL(`http://127.0.0.1:${server.port}`);
  const root = { endpoint, region: 'us-east-1', credentials: ROOT };
  const ids = Array.from({ length: MEMBERS }, (_, at) => accountAt(at));
  const details = ids.map((id) => ({ AccountId: id, Email: `${id}@example.com` }));
  await client.send(new sdk.CreateMembersCommand({ DetectorId, AccountDetails: details }));
  for (const { AccountId: accountId, Email: email } of details) {
    const body = Buffer.from(JSON.stringify({ accountId, email }));
    const call = { path: '/accounts', contentType: 'application/json', body } as const;
    const { body: made } = await callVedette(root, call);
    const key = {
      accessKeyId: String(made.accessKeyId),
      secretAccessKey: String(made.secretAccessKey),
    };
    const member = new sdk.GuardDutyClient(settings(server, key));
    const own = await member.send(new sdk.CreateDetectorCommand({ Enable: true }));
    const AccountIds = [accountId];
    await client.send(
      new sdk.InviteMembersCommand({ DetectorId, AccountIds, DisableEmailNotification: true }),
    );
    const { Invitations } = await member.send(new sdk.ListInvitationsCommand({}));
    await member.send(
      new sdk.AcceptAdministratorInvitationCommand({
        ...{ DetectorId: own.DetectorId, AdministratorId: ACCOUNT },
        InvitationId: Invitations?.[0]?.InvitationId,
      }),
    );
  }
  return [ACCOUNT, ...ids];
}
