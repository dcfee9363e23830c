import * as cfn from '@aws-sdk/client-cloudformation';
import * as gd from '@aws-sdk/client-guardduty';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { OrganizationAccount } from '../sdk/organization-server.ts';
import { Stage } from './stage.ts';
import { PAGES, stopBucketLogging, stopLogging, switchBack, switchTo } from './story.ts';

vi.setConfig({ testTimeout: 120_000 });

const TYPES = ['AttackSequence:S3/CompromisedData', 'UnauthorizedAccess:S3/TorIPCaller'];
const HOSTILE = [
  `"><img src=x onerror="window.__xss=1">`,
  `</script><script>window.__xss=2</script>`,
  'javascript:window.__xss=3',
  `<a href="javascript:window.__xss=4">click</a><svg onload="window.__xss=5">`,
  '{{constructor.constructor("window.__xss=6")()}}\u202E\u0000',
  `'-(window.__xss=7)-' onmouseover="window.__xss=8" style="x:expression(window.__xss=9)`,
];

/** Names that the console asks for again, or compares with what it knows. */
const NEEDED =
  /^(id|findingType|region|location|endpoint|filterNames|.*(Ids?|Token|[sS]tatus|At|Seen))$/;
const isEnum = (text: string) => /^[A-Z0-9]+(_[A-Z0-9]+)*$/.test(text);

/** Every text of an answer becomes hostile, but for what leads to the next call. */
function poisoned(value: unknown, name = '', turn = { at: 0 }): unknown {
  if (typeof value === 'string') {
    if (NEEDED.test(name) || isEnum(value)) return value;
    turn.at += 1;
    return `${HOSTILE[turn.at % HOSTILE.length]} ${value}`;
  }
  if (Array.isArray(value)) return value.map((one) => poisoned(one, name, turn));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, poisoned(inner, key, turn)]),
  );
}

describe('hostile values', () => {
  let stage: Stage;
  let server: Stage['server'];
  let page: Page;
  let member: OrganizationAccount;
  let turn = 0;
  const nextHostile = () => HOSTILE[turn++ % HOSTILE.length] ?? '';

  beforeAll(async () => {
    stage = await Stage.open();
    ({ server, page } = stage);
    member = await server.account('member');
    await writeHostile();
    await stage.signIn();
  });
  afterAll(async () => {
    await stage?.close();
  });

  /** Whatever others may write is written so: into logs, and by calls of the API. */
  async function writeHostile(): Promise<void> {
    const { guardduty, caller } = server.management;
    const Tags = { [`k${nextHostile()}`.slice(0, 100)]: nextHostile() };
    const { DetectorId } = await guardduty.send(new gd.CreateDetectorCommand({ Enable: true }));
    await member.guardduty.send(new gd.CreateDetectorCommand({ Enable: true }));
    await guardduty.send(new gd.CreateSampleFindingsCommand({ DetectorId, FindingTypes: TYPES }));
    const FindingCriteria = { Criterion: { type: { Equals: HOSTILE } } };
    const filter = { DetectorId, FindingCriteria };
    await guardduty.send(
      new gd.CreateFilterCommand({ ...filter, Name: 'hostile', Action: 'NOOP' }),
    );
    const { accountId: AccountId, email: Email } = member;
    const accounts = { DetectorId, AccountDetails: [{ AccountId, Email }] };
    await guardduty.send(new gd.CreateMembersCommand(accounts));
    const invitation = { DetectorId, AccountIds: [member.accountId], Message: HOSTILE.join(' ') };
    await guardduty.send(new gd.InviteMembersCommand(invitation));
    const { endpoint, region, credentials } = caller;
    const stacks = new cfn.CloudFormationClient({ endpoint: endpoint.origin, region, credentials });
    await stacks.send(
      new cfn.CreateStackSetCommand({
        ...{ StackSetName: 'hostile', Description: HOSTILE.join(' ') },
        TemplateBody:
          'Resources: {D: {Type: AWS::GuardDuty::Detector, Properties: {Enable: true}}}',
        Tags: Object.entries(Tags).map(([Key, Value]) => ({ Key, Value })),
      }),
    );
    await stopLogging(server.management, '000000000011');
    await stopBucketLogging(server.management, '000000000012', HOSTILE[1] ?? '');
  }

  /** Nothing of it has become a part of the page, none ran, and no policy had to stop it. */
  async function expectHarmless(where: string): Promise<void> {
    expect(await page.evaluate('window.__xss'), where).toBeUndefined();
    expect(await page.title(), where).toMatch(/ - Vedette$/);
    const made = ['img[src=x]', 'svg[onload]', '[onerror]', '[onmouseover]', 'script:not([src])'];
    const marks = [...made, 'a[href^="javascript:"]'].join();
    expect(await page.locator(marks).count(), where).toBe(0);
    expect(stage.complaints, where).toEqual([]);
  }

  async function lookAtAllPages(who: string): Promise<void> {
    for (const name of PAGES) {
      await page.goto(`${server.vedette.url}/console/${name}`);
      await page.locator('main h1').first().waitFor();
      await page.waitForLoadState('networkidle');
      await expectHarmless(`${who} ${name}`);
    }
  }

  async function lookAtFinding(type: RegExp): Promise<void> {
    await page.goto(`${server.vedette.url}/console/findings`);
    await page.getByRole('button', { name: type }).first().click();
    const tabs = page.getByRole('tab');
    await tabs.first().waitFor();
    for (const tab of await tabs.all()) {
      await tab.click();
      await expectHarmless(`${type} ${await tab.innerText()}`);
    }
  }

  test('in logs, tags, messages and names stay texts on every page, for both sides', async () => {
    await lookAtAllPages('administrator');
    await lookAtFinding(/CloudTrailLoggingDisabled/);
    expect(await page.getByRole('region', { name: 'JSON' }).innerText()).toContain('onerror');
    await lookAtFinding(/ServerAccessLoggingDisabled/);
    await switchTo(page, member.accountId);
    await lookAtAllPages('member');
    await page.goto(`${server.vedette.url}/console/invitations`);
    await page.getByText('window.__xss=5').first().waitFor();
    await expectHarmless('invitation');
    await switchBack(page);
  });

  test('in every text of every answer stay texts on every page', async () => {
    let poisons = 0;
    const isCall = (url: URL) => !url.pathname.startsWith('/console');
    await page.route(isCall, async (route) => {
      const answer = await route.fetch();
      if (!answer.headers()['content-type']?.includes('json') || !answer.ok()) {
        return route.fulfill({ response: answer });
      }
      poisons += 1;
      return route.fulfill({ response: answer, json: poisoned(await answer.json()) });
    });
    await lookAtAllPages('poisoned');
    await lookAtFinding(/TorIPCaller/);
    await page.goto(`${server.vedette.url}/console/sequences`);
    await page.getByRole('region', { name: 'Graph of the sequence' }).waitFor();
    expect(await page.locator('svg text', { hasText: '<' }).count()).toBeGreaterThan(0);
    await expectHarmless('sequences');
    expect(poisons).toBeGreaterThan(PAGES.length);
    await page.unrouteAll({ behavior: 'wait' });
  });

  test('in an address choose nothing', async () => {
    const q = JSON.stringify([{ propertyKey: 'type', operator: '=', value: HOSTILE[0] }]);
    const query = new URLSearchParams({ q, group: HOSTILE[0] ?? '', id: HOSTILE[1] ?? '' });
    await page.goto(`${server.vedette.url}/console/findings?${query}`);
    await page.getByText('No findings').waitFor();
    await expectHarmless('address');
  });

  test('another site can neither frame the console nor use its session', async () => {
    const other = await stage.context.newPage();
    const requests: string[] = [];
    other.on('console', (message) => requests.push(message.text()));
    await other.setContent(`<iframe src="${server.vedette.url}/console/"></iframe>`);
    await expect.poll(() => requests.join()).toContain("frame-ancestors 'none'");
    expect(await other.frameLocator('iframe').locator('#root').count()).toBe(0);
    const answered = await other.evaluate<string>(`
      fetch('${server.vedette.url}/console/credentials', { credentials: 'include' })
        .then((answer) => String(answer.status), () => 'not told')`);
    expect(answered).toBe('not told');
    // A form needs no leave to be sent: the server itself refuses what it brings.
    const action = `${server.vedette.url}/console/session`;
    await other.setContent(
      `<form method="post" enctype="text/plain" action="${action}"><button>go</button></form>`,
    );
    const [posted] = await Promise.all([
      other.waitForResponse(action),
      other.getByRole('button').click(),
    ]);
    expect(posted.status()).toBe(403);
    expect(posted.headers()['set-cookie']).toBeUndefined();
    await other.close();
  });
});
