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
/** Pages. */
const DEEP = 40;

interface Search {
  readonly criterion: Record<string, sdk.Condition>;
  readonly sort: sdk.SortCriteria;
}

function searches(until: number): Record<string, Search> {
  const Gte = until - 86_400_000;
  const sorted = (AttributeName: string, OrderBy: sdk.OrderBy = 'DESC') => ({
    sort: { AttributeName, OrderBy },
  });
  return {
    'severe and not archived, latest first': {
      criterion: { severity: { Gte: 7 }, 'service.archived': { Eq: ['false'] } },
      ...sorted('updatedAt'),
    },
    'of a type and not archived, severest first': {
      criterion: {
        type: { Eq: ['Stealth:IAMUser/CloudTrailLoggingDisabled'] },
        'service.archived': { Eq: ['false'] },
      },
      ...sorted('severity'),
    },
    'of an instance, not low, latest first': {
      criterion: {
        'resource.instanceDetails.instanceId': { Eq: ['i-1234'] },
        severity: { Gte: 4 },
      },
      ...sorted('updatedAt'),
    },
    'of an account in the last day, severest first': {
      criterion: { accountId: { Eq: [accountAt(7)] }, updatedAt: { Gte } },
      ...sorted('severity'),
    },
    'about instances in the last day, by count': {
      criterion: { 'resource.resourceType': { Eq: ['Instance'] }, updatedAt: { Gte } },
      ...sorted('service.count'),
    },
    'critical and archived, oldest first': {
      criterion: { severity: { Gte: 9 }, 'service.archived': { Eq: ['true'] } },
      ...sorted('createdAt', 'ASC'),
    },
  };
}

/** ListFindings of an administrator and its members: the first page, and one far behind it. */
export async function findings(bench: Bench): Promise<void> {
  const note = join(bench.folder, 'filled-until');
  if (!existsSync(note)) writeFileSync(note, String(await fill(bench)));
  const until = Number(readFileSync(note, 'utf8'));
  const server = await start(bench);
  try {
    const DetectorId = await detectorId(server);
    const client = new sdk.GuardDutyClient(settings(server));
    for (const [what, search] of Object.entries(searches(until))) {
      const tokens = [undefined, await deepToken(client, DetectorId, search)];
      const path = `/detector/${DetectorId}/findings`;
      const calls = tokens.map((token) => ({
        ...({ method: 'POST', path, body: bodyOf(search, token) } as const),
      }));
      const requests = load(server.port, calls, ROOT);
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

/** The token of the page that far down, or of the last one. */
async function deepToken(
  client: sdk.GuardDutyClient,
  DetectorId: string,
  { criterion, sort }: Search,
): Promise<string | undefined> {
  const input = {
    DetectorId,
    FindingCriteria: { Criterion: criterion },
    SortCriteria: sort,
    MaxResults: 50,
  };
  let token: string | undefined;
  let pages = 0;
  for await (const { NextToken } of sdk.paginateListFindings({ client }, input)) {
    token = NextToken ?? token;
    pages += 1;
    if (pages === DEEP) break;
  }
  return token;
}

/** As the SDK would write it. */
function bodyOf({ criterion, sort }: Search, nextToken: string | undefined): object {
  const conditions = Object.entries(criterion).map(([field, condition]) => [
    field,
    lowered(condition),
  ]);
  return {
    findingCriteria: { criterion: Object.fromEntries(conditions) },
    sortCriteria: lowered(sort),
    nextToken,
  };
}

function lowered(members: object): object {
  const entries = Object.entries(members);
  return Object.fromEntries(
    entries.map(([name, value]) => [name.charAt(0).toLowerCase() + name.slice(1), value]),
  );
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
