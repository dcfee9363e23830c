/** Every page in every dress: drawn without a complaint, accessible, and within a narrow screen. */
import { resolve } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { OrganizationServer } from '../sdk/organization-server.ts';
import { launchBrowser, openContext, signIn } from './browser.ts';
import { violationsOf } from './violations.ts';

let server: OrganizationServer;
let browser: Browser;

beforeAll(async () => {
  [server, browser] = await Promise.all([
    OrganizationServer.start({ consoleDirectory: resolve('dist/console') }),
    launchBrowser(),
  ]);
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
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
