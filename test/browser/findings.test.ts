/** What responders do with many findings, and what a finding tells them, in a browser. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  CreateDetectorCommand,
  CreateSampleFindingsCommand,
  type FindingCriteria,
  GetFilterCommand,
  GetFindingsStatisticsCommand,
} from '@aws-sdk/client-guardduty';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { maxMindFile } from '../../bench/generate/max-mind-file.ts';
import { isoMillis, systemClock } from '../../src/lib/clock.ts';
import { openContext, picture, signIn } from './browser.ts';
import { Stage } from './stage.ts';
import { hostile, stopLogging } from './story.ts';
import { violationsOf } from './violations.ts';

vi.setConfig({ testTimeout: 120_000 });

const TYPE = 'UnauthorizedAccess:IAMUser/MaliciousIPCaller.Custom';
const STOPPED = 'Stealth:IAMUser/CloudTrailLoggingDisabled';

/** The operator's settings with a database that knows where the attacker is. */
async function placesIn(folder: string): Promise<string> {
  const location = { latitude: 52.4, longitude: 4.9 };
  const city = { names: { en: 'Amsterdam' } };
  const value = { city, country: { iso_code: 'NL' }, location };
  const places = maxMindFile(
    'Generated-City',
    [{ from: '198.51.100.0', prefix: 24, value }],
    systemClock.now(),
  );
  await writeFile(join(folder, 'places.mmdb'), places);
  const settings = join(folder, 'feeds.json');
  await writeFile(settings, JSON.stringify({ places: { countries: 'places.mmdb' } }));
  return settings;
}

describe('findings in a browser', () => {
  let folder: string;
  let stage: Stage;
  let server: Stage['server'];
  let page: Page;
  let DetectorId: string | undefined;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'vedette-places-'));
    stage = await Stage.open({ known: { feeds: await placesIn(folder) } });
    ({ server, page } = stage);
    const { guardduty } = server.management;
    ({ DetectorId } = await guardduty.send(new CreateDetectorCommand({ Enable: true })));
    await guardduty.send(new CreateSampleFindingsCommand({ DetectorId }));
    await stage.signIn();
  });
  afterAll(async () => {
    await stage?.close();
    await rm(folder, { recursive: true, force: true });
  });

  /** How many findings the API counts. */
  async function count(Criterion: FindingCriteria['Criterion'] = {}): Promise<number> {
    const current = { 'service.archived': { Equals: ['false'] } };
    const { FindingStatistics } = await server.management.guardduty.send(
      new GetFindingsStatisticsCommand({
        ...{ DetectorId, FindingStatisticTypes: ['COUNT_BY_SEVERITY'] },
        FindingCriteria: { Criterion: { ...current, ...Criterion } },
      }),
    );
    const counts = Object.values(FindingStatistics?.CountBySeverity ?? {});
    return counts.reduce((sum, one) => sum + one, 0);
  }

  async function open(query: Readonly<Record<string, string>> = {}): Promise<void> {
    const search = new URLSearchParams(query).toString();
    await page.goto(`${server.vedette.url}/console/findings?${search}`);
    await page.getByRole('row').nth(1).waitFor();
  }

  /** Criteria as the address has them. */
  const having = (propertyKey: string, value: string, operator = '=') =>
    JSON.stringify([{ propertyKey, operator, value }]);

  const heading = (shown: string) => page.getByRole('heading', { name: `Findings (${shown})` });
  const act = async (name: string) => {
    await page.getByRole('button', { name: 'Actions' }).click();
    await page.getByRole('menuitem', { name, exact: true }).click();
  };

  test.each([
    ['type', 'FINDING_TYPE'],
    ['account', 'ACCOUNT'],
    ['resource', 'RESOURCE'],
    ['severity', 'SEVERITY'],
  ] as const)(
    'grouped by %s, a group opens the findings that it counts',
    async (group, GroupBy) => {
      const { FindingStatistics } = await server.management.guardduty.send(
        new GetFindingsStatisticsCommand({ DetectorId, GroupBy }),
      );
      expect(Object.keys(FindingStatistics ?? {})).toHaveLength(1);
      await open({ group });
      const row = page
        .getByRole('row')
        .filter({ has: page.getByRole('button') })
        .first();
      const told = await row.getByRole('cell').first().innerText();
      await row.getByRole('button').first().click();
      await heading(told).waitFor();
      expect(new URL(page.url()).searchParams.has('group')).toBe(false);
    },
  );

  test('what cannot be loaded again stays, and says that it is old', async () => {
    // In a context of its own: the browser itself complains of calls that go nowhere.
    const { context } = await openContext(stage.browser);
    const { credentials } = server.management.caller;
    const lost = await signIn(context, server.vedette.url, credentials);
    await lost.goto(`${server.vedette.url}/console/findings`);
    await lost.getByRole('row').nth(1).waitFor();
    const isCall = (url: URL) => !url.pathname.startsWith('/console');
    await lost.route(isCall, (route) => route.abort());
    await lost.getByRole('button', { name: 'Refresh' }).click();
    await lost.getByText('What is shown was loaded before.').waitFor();
    await lost.getByText('The server cannot be reached.').waitFor();
    expect(await lost.getByRole('row').count()).toBeGreaterThan(1);
    expect(await violationsOf(lost)).toEqual([]);
    await lost.unrouteAll({ behavior: 'wait' });
    await lost.getByRole('button', { name: 'Refresh' }).click();
    await lost.getByText('What is shown was loaded before.').waitFor({ state: 'detached' });
    await context.close();
  });

  test('criteria are kept as a filter, and are back when it is chosen', async () => {
    await open({ q: having('severity', '7', '>=') });
    const total = await count({ severity: { GreaterThanOrEqual: 7 } });
    await heading(String(total)).waitFor();
    await act('Save filter');
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Name', { exact: true }).fill('severe');
    await dialog.getByRole('button', { name: 'Save filter' }).click();
    await page.getByText('The filter was saved.').waitFor();
    await page.getByRole('button', { name: 'Clear filters' }).click();
    await heading(String(await count())).waitFor();
    await page.getByRole('button', { name: /^Saved filters/ }).click();
    await page.getByRole('option', { name: 'severe' }).click();
    await heading(String(total)).waitFor();
    const kept = new GetFilterCommand({ DetectorId, FilterName: 'severe' });
    expect((await server.management.guardduty.send(kept)).Action).toBe('NOOP');
  });

  test('a rule made of a selection shows what it would have hidden, by type', async () => {
    await open({ q: having('type', TYPE) });
    await page.getByRole('row').nth(1).getByRole('checkbox').click();
    await page.getByRole('button', { name: 'Create suppression rule' }).click();
    const dialog = page.getByRole('dialog');
    const all = await count();
    await dialog.getByText(`Of ${all} current finding(s), 1 would have been hidden.`).waitFor();
    await dialog
      .getByRole('listitem')
      .filter({ hasText: `${TYPE} (1)` })
      .waitFor();
    expect(await violationsOf(page)).toEqual([]);
    // Without its type the rule is about the user and the account alone.
    await dialog.getByRole('checkbox', { name: `Finding type = ${TYPE}` }).click();
    await dialog.getByText(/current finding\(s\), ([2-9]|\d\d+) would have been hidden/).waitFor();
    await picture(page, 'findings-rule');
    const kept = dialog.getByRole('checkbox', { checked: true });
    for (let left = await kept.count(); left > 0; left -= 1) await kept.first().click();
    await dialog.getByText('a rule without criteria hides nothing').waitFor();
    await page.keyboard.press('Escape');
  });

  test('an export holds what is shown, as the API has it', async () => {
    await open({ q: having('severity', '7', '>=') });
    const [file] = await Promise.all([page.waitForEvent('download'), act('Export JSON')]);
    const findings = JSON.parse(await readFile(await file.path(), 'utf8')) as { Id: string }[];
    expect(findings).toHaveLength(await count({ severity: { GreaterThanOrEqual: 7 } }));
    expect(new Set(findings.map(({ Id }) => Id)).size).toBe(findings.length);
  });

  test('a finding tells where from, why, since when, what to do, and its whole self', async () => {
    await stopLogging(server.management, '000000000003');
    await open({ q: having('resource.accessKeyDetails.userName', hostile.userName) });
    await page.getByRole('button', { name: STOPPED, exact: true }).click();
    const tab = async (name: string) => {
      await page.getByRole('tab', { name }).click();
      return page.getByRole('tabpanel', { name });
    };
    const overview = await tab('Overview');
    await overview.getByText('Suggested next steps').waitFor();
    await overview.getByText('First seen in the logs').waitFor();
    await picture(page, 'findings-overview');
    const why = await tab('Why it fired');
    await why.getByText('What was seen').waitFor();
    await why.getByText('What the detection looks for').waitFor();
    const action = await tab('Action and actor');
    const map = action.getByRole('img', { name: 'Map of the world: Amsterdam, Netherlands' });
    await map.waitFor();
    const [x, y] = await Promise.all(
      ['cx', 'cy'].map((name) => map.locator('circle').getAttribute(name)),
    );
    expect([Number(x) - 180, 90 - Number(y)].map((degrees) => degrees.toFixed(1))).toEqual([
      ...['4.9', '52.4'],
    ]);
    const land = await page.evaluate<number>(
      `fetch('/console/land.svg').then((answer) => answer.status)`,
    );
    expect(land).toBe(200);
    await picture(page, 'findings-map');
    const related = await tab('Related');
    await related.getByText('About the same resource:').waitFor();
    await related.getByText('By the same actor:').waitFor();
    const json = await tab('JSON');
    expect(JSON.parse(await json.innerText())).toMatchObject({ Type: STOPPED });
    expect(await violationsOf(page)).toEqual([]);
  });

  test('fifty are archived at once, and then all that match', async () => {
    await open();
    const before = await count();
    await page.getByRole('checkbox', { name: 'Choose all rows' }).click();
    await act('Archive');
    await page.getByText('50 finding(s) were archived.').waitFor();
    expect(await count()).toBe(before - 50);
    await open({ q: having('severity', '5', '<=') });
    const lower = await count({ severity: { LessThanOrEqual: 5 } });
    await act('Archive all that match');
    const dialog = page.getByRole('dialog');
    await dialog.getByText(`${lower} current finding(s) match`).waitFor();
    await dialog.getByRole('button', { name: 'Archive', exact: true }).click();
    await page.getByText(`${lower} finding(s) were archived.`).waitFor();
    expect(await count()).toBe(before - 50 - lower);
    expect(stage.complaints).toEqual([]);
  });

  test('the summary counts what is new since this browser was here before', async () => {
    const hour = 3_600_000;
    const seen = isoMillis(systemClock.now() - 2 * hour);
    await page.evaluate(`localStorage.setItem(
      'vedette-visit ${server.management.accountId} us-east-1',
      JSON.stringify({ seen: ${JSON.stringify(seen)} }),
    )`);
    const asked: string[] = [];
    page.on('request', (request) => asked.push(`${request.url()} ${request.postData()}`));
    await page.goto(`${server.vedette.url}/console/summary`);
    const changed = page.getByText('New findings:').getByRole('link');
    expect(Number((await changed.innerText()).split(' ')[0])).toBe(await count());
    // Kept in the browser: the server hears of no visit, only of criteria.
    expect(asked.join('\n')).not.toContain('vedette-visit');
    await changed.click();
    await heading(String(await count())).waitFor();
    expect(stage.complaints).toEqual([]);
  });
});
