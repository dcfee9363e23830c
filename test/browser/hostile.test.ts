/** What attackers write into logs is drawn as text, wherever it comes; other sites get nothing. */
import { resolve } from 'node:path';
import { CreateDetectorCommand, CreateSampleFindingsCommand } from '@aws-sdk/client-guardduty';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { OrganizationServer } from '../sdk/organization-server.ts';
import { launchBrowser, openContext, signIn } from './browser.ts';

vi.setConfig({ testTimeout: 120_000 });

const TYPES = ['AttackSequence:S3/CompromisedData', 'UnauthorizedAccess:S3/TorIPCaller'];
const HOSTILE = [
  `"><img src=x onerror="document.title='pwned'">`,
  `</script><script>document.title='pwned'</script>`,
  'javascript:document.title="pwned"',
  `<a href="javascript:document.title='pwned'">click</a><svg onload=alert(1)>`,
  '{{constructor.constructor("document.title=1")()}}\u202E\u0000',
];

/** Every text of an answer becomes hostile, but for what leads to the finding itself. */
function poisoned(value: unknown, name = '', turn = { at: 0 }): unknown {
  if (typeof value === 'string') {
    const isNeeded = ['id', 'detectorId', 'accountId', 'region'].includes(name);
    if (isNeeded || /At$|Seen$/.test(name)) return value;
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
  let server: OrganizationServer;
  let browser: Browser;
  let context: BrowserContext;
  let complaints: string[];
  let page: Page;

  beforeAll(async () => {
    [server, browser] = await Promise.all([
      OrganizationServer.start({ consoleDirectory: resolve('dist/console') }),
      launchBrowser(),
    ]);
    const { guardduty } = server.management;
    const { DetectorId } = await guardduty.send(new CreateDetectorCommand({ Enable: true }));
    await guardduty.send(new CreateSampleFindingsCommand({ DetectorId, FindingTypes: TYPES }));
    ({ context, complaints } = await openContext(browser));
    page = await signIn(context, server.vedette.url, server.management.caller.credentials);
    page.setDefaultTimeout(15_000);
  });
  afterAll(async () => {
    await browser?.close();
    await server?.stop();
  });

  /** Nothing of it has become a part of the page, and no policy had to stop it. */
  async function expectHarmless(where: string): Promise<void> {
    expect(await page.title(), where).toMatch(/ - Vedette$/);
    const made = 'img[src=x], svg[onload], [onerror], a[href^="javascript:"], script:not([src])';
    expect(await page.locator(made).count(), where).toBe(0);
    expect(complaints, where).toEqual([]);
  }

  test('in every text of findings stay texts, in every part of the console', async () => {
    await page.route('**/findings/get', async (route) => {
      const answer = await route.fetch();
      await route.fulfill({ response: answer, json: poisoned(await answer.json()) });
    });
    await page.goto(`${server.vedette.url}/console/findings`);
    const rows = page.getByRole('button', { name: /TorIPCaller/ });
    await rows.first().click();
    const tabs = page.getByRole('tab');
    await tabs.first().waitFor();
    for (const tab of await tabs.all()) {
      await tab.click();
      await expectHarmless(`tab ${await tab.innerText()}`);
    }
    expect(await page.getByRole('region', { name: 'JSON' }).innerText()).toContain('onerror');
    await page.goto(`${server.vedette.url}/console/sequences`);
    await page.getByRole('region', { name: 'Graph of the sequence' }).waitFor();
    expect(await page.locator('svg text', { hasText: '<' }).count()).toBeGreaterThan(0);
    await expectHarmless('sequences');
  });

  test('in an address choose nothing', async () => {
    const q = JSON.stringify([{ propertyKey: 'type', operator: '=', value: HOSTILE[0] }]);
    const query = new URLSearchParams({ q, group: HOSTILE[0] ?? '', id: HOSTILE[1] ?? '' });
    await page.goto(`${server.vedette.url}/console/findings?${query}`);
    await page.getByText('No findings').waitFor();
    await expectHarmless('address');
  });

  test('another site can neither frame the console nor use its session', async () => {
    const other = await context.newPage();
    const requests: string[] = [];
    other.on('console', (message) => requests.push(message.text()));
    await other.setContent(`<iframe src="${server.vedette.url}/console/"></iframe>`);
    await expect.poll(() => requests.join()).toContain("frame-ancestors 'none'");
    expect(await other.frameLocator('iframe').locator('#root').count()).toBe(0);
    const answered = await other.evaluate<string>(`
      fetch('${server.vedette.url}/console/credentials', { credentials: 'include' })
        .then((answer) => String(answer.status), () => 'not told')`);
    expect(answered).toBe('not told');
    await other.close();
  });
});
