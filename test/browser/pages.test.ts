import {
  CreateDetectorCommand,
  CreateSampleFindingsCommand,
  DescribeOrganizationConfigurationCommand,
  ListDetectorsCommand,
} from '@aws-sdk/client-guardduty';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { openContext, picture, signIn } from './browser.ts';
import { Stage } from './stage.ts';
import { openPage, PAGES, switchTo } from './story.ts';
import { violationsOf } from './violations.ts';

// A browser on a busy machine: axe-core alone takes seconds for a page.
vi.setConfig({ testTimeout: 240_000 });

let stage: Stage;
let server: Stage['server'];
let browser: Stage['browser'];

beforeAll(async () => {
  stage = await Stage.open();
  ({ server, browser } = stage);
});
afterAll(async () => {
  await stage?.close();
});

/** Does anything stick out to the side? */
const overflow = (page: Page) =>
  page.evaluate<number>('document.documentElement.scrollWidth - innerWidth');

describe('before there is anything', () => {
  test.each([
    ['en', 'light', 1440],
    ['ja', 'dark', 360],
  ] as const)('sign-in and enabling in %s, %s, %i px wide', async (locale, mode, width) => {
    const { context, complaints } = await openContext(browser, { locale, mode, width });
    const start = await context.newPage();
    await start.goto(`${server.vedette.url}/console/`);
    await start.locator('input[name=username]').waitFor();
    expect(await violationsOf(start)).toEqual([]);
    expect(await overflow(start)).toBeLessThanOrEqual(0);
    const key = server.management.caller.credentials;
    const page = await signIn(context, server.vedette.url, key);
    await page.locator('main h1').waitFor();
    expect(await page.evaluate('document.documentElement.lang')).toBe(locale);
    expect(await violationsOf(page)).toEqual([]);
    expect(await overflow(page)).toBeLessThanOrEqual(0);
    expect(complaints).toEqual([]);
    await context.close();
  });

  test('a wrong secret is refused in words, and nothing is kept', async () => {
    const { context } = await openContext(browser);
    const page = await context.newPage();
    await page.goto(`${server.vedette.url}/console/`);
    await page.locator('input[name=username]').fill('AKIAUNKNOWN000000000');
    await page.locator('input[name=password]').fill('not-its-secret');
    await page.keyboard.press('Enter');
    await page.getByText('The key or its secret is not right.').waitFor();
    expect(await context.cookies()).toEqual([]);
    await context.close();
  });

  test('no script reads the cookie, and no storage holds a credential', async () => {
    const { context } = await openContext(browser);
    const key = server.management.caller.credentials;
    const page = await signIn(context, server.vedette.url, key);
    await page.locator('main h1').waitFor();
    const [cookie] = await context.cookies(`${server.vedette.url}/console/`);
    expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Strict' });
    expect(await page.evaluate('document.cookie')).toBe('');
    const kept = await page.evaluate<string>(
      'JSON.stringify([{ ...localStorage }, { ...sessionStorage }])',
    );
    expect(kept).not.toMatch(/A[KS]IA[A-Z2-7]{16}/);
    expect(kept).not.toContain(key.secretAccessKey);
    await context.close();
  });
});

describe('every page', () => {
  beforeAll(async () => {
    const { guardduty } = server.management;
    const { DetectorId } = await guardduty.send(new CreateDetectorCommand({ Enable: true }));
    await guardduty.send(new CreateSampleFindingsCommand({ DetectorId }));
  });

  /** Nothing is being fetched or drawn any more. */
  async function settle(page: Page): Promise<void> {
    await page.locator('main h1').first().waitFor();
    await page.waitForLoadState('networkidle');
  }

  /** Every language, mode and width once; the other ways to join them where they are pictured. */
  const looks = [
    ['en', 'light', 1440],
    ['ja', 'dark', 360],
    ...(process.env.VEDETTE_PICTURES
      ? ([
          ['ja', 'dark', 1440],
          ['en', 'dark', 360],
          ['ja', 'light', 360],
        ] as const)
      : []),
  ] as const;

  test.each(looks)('in %s, %s, %i px wide', async (locale, mode, width) => {
    const { context, complaints } = await openContext(browser, { locale, mode, width });
    const key = server.management.caller.credentials;
    const page = await signIn(context, server.vedette.url, key);
    const problems: string[] = [];
    for (const name of PAGES) {
      await page.goto(`${server.vedette.url}/console/${name}`);
      await settle(page);
      await picture(page, `${name.replace(/[?=]/g, '-')}-${width}-${mode}-${locale}`);
      const found = await violationsOf(page);
      if ((await overflow(page)) > 0) found.push('it sticks out to the side');
      problems.push(...found.map((problem) => `${name}: ${problem}`));
    }
    expect(problems).toEqual([]);
    expect(complaints).toEqual([]);
    await context.close();
  });

  test('settings change what GuardDuty does', async () => {
    const { context } = await openContext(browser);
    const key = server.management.caller.credentials;
    const page = await signIn(context, server.vedette.url, key);
    await page.goto(`${server.vedette.url}/console/protection`);
    const plan = page.getByRole('checkbox', { name: 'Enable S3 protection' });
    await plan.click();
    await page.getByText('The plan was changed.').waitFor();
    await expect.poll(() => plan.isChecked()).toBe(false);
    await page.goto(`${server.vedette.url}/console/settings`);
    await page.getByRole('button', { name: 'Suspend GuardDuty' }).click();
    await page.getByRole('button', { name: 'Resume GuardDuty' }).waitFor();
    await context.close();
  });

  test('a list is added, shown and deleted', async () => {
    const { context } = await openContext(browser);
    const key = server.management.caller.credentials;
    const page = await signIn(context, server.vedette.url, key);
    await page.goto(`${server.vedette.url}/console/lists`);
    await page.getByRole('button', { name: 'Add list' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Name').fill('a name that is refused "><b>');
    await dialog.getByLabel('Location').fill('s3://bucket/list.txt');
    await dialog.getByRole('checkbox', { name: 'Activate it now' }).click();
    await dialog.getByRole('button', { name: 'Add list' }).click();
    await dialog.getByText('has an invalid value').waitFor();
    await dialog.getByLabel('Name').fill('watchlist');
    await dialog.getByRole('button', { name: 'Add list' }).click();
    const row = page.getByRole('row', { name: 'watchlist' });
    await row.getByText('INACTIVE').waitFor();
    await row.getByRole('button', { name: 'Delete' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
    await page.getByText('No lists').waitFor();
    await context.close();
  });

  // Last, since from then on the account is a member that has no lists of its own.
  test('an organisation gets an administrator, who sets what is enabled by itself', async () => {
    const delegate = await server.account('security');
    const { context } = await openContext(browser);
    const key = server.management.caller.credentials;
    const page = await signIn(context, server.vedette.url, key);
    await page.goto(`${server.vedette.url}/console/organization`);
    await page.getByLabel('Account ID').fill('12');
    await page.getByRole('button', { name: 'Delegate' }).click();
    await page.getByText('An account ID has twelve digits.').waitFor();
    await page.getByLabel('Account ID').fill(delegate.accountId);
    await page.getByRole('button', { name: 'Delegate' }).click();
    await page.getByRole('button', { name: 'Remove the administrator' }).waitFor();
    await switchTo(page, delegate.accountId);
    await openPage(page, 'Organization');
    await page.getByRole('radio', { name: 'All accounts' }).click();
    await page.getByText('The organization was changed.').waitFor();
    const { guardduty } = delegate;
    const { DetectorIds: [DetectorId] = [] } = await guardduty.send(new ListDetectorsCommand({}));
    const read = () => guardduty.send(new DescribeOrganizationConfigurationCommand({ DetectorId }));
    expect((await read()).AutoEnableOrganizationMembers).toBe('ALL');
    await page.getByRole('button', { name: /^S3 protection/ }).click();
    await page.getByRole('option', { name: 'New accounts' }).click();
    await expect
      .poll(async () => (await read()).Features?.find((one) => one.Name === 'S3_DATA_EVENTS'))
      .toMatchObject({ AutoEnable: 'NEW' });
    await context.close();
  });
});
