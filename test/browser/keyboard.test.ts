import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { OrganizationAccount } from '../sdk/organization-server.ts';
import { focusOf, isFocused, pressOn, tabTo, typeInto } from './keys.ts';
import { Stage } from './stage.ts';
import { stopLogging } from './story.ts';

vi.setConfig({ testTimeout: 120_000 });

describe('the invitation guide by keyboard', () => {
  let stage: Stage;
  let server: Stage['server'];
  let page: Page;
  let member: OrganizationAccount;

  beforeAll(async () => {
    stage = await Stage.open();
    ({ server, page } = stage);
    member = await server.account('payments');
  });
  afterAll(async () => {
    await stage?.close();
  });

  const button = (name: string | RegExp) =>
    page.getByRole('button', { name, ...(typeof name === 'string' && { exact: true }) });

  /** By the list of pages; the focus comes along, and the title says where one is. */
  async function openPage(name: string): Promise<void> {
    const link = page.getByRole('navigation').getByRole('link', { name, exact: true });
    await pressOn(page, link);
    await expect.poll(() => page.title()).toBe(`${name} - Vedette`);
    await expect.poll(() => isFocused(page, page.locator('#content'))).toBe(true);
  }

  async function chooseInMenu(menu: RegExp, item: string): Promise<void> {
    await pressOn(page, button(menu));
    await tabTo(page, page.getByRole('menuitem', { name: item, exact: true }), 'ArrowDown');
    await page.keyboard.press('Enter');
  }

  test('signs in and enables GuardDuty', async () => {
    await page.goto(`${server.vedette.url}/console/`);
    const { accessKeyId, secretAccessKey } = server.management.caller.credentials;
    await typeInto(page, page.getByLabel('Access key ID'), accessKeyId);
    await typeInto(page, page.getByLabel('Secret access key'), secretAccessKey);
    await page.keyboard.press('Enter');
    await pressOn(page, button('Enable GuardDuty'));
    await page.getByText('GuardDuty is enabled.').waitFor();
    // The button is gone with its page: who was on it must not be nowhere.
    await expect.poll(() => isFocused(page, page.locator('#content'))).toBe(true);
  });

  test('the first stop leads past header and list of pages', async () => {
    await page.reload();
    await page.locator('main h1').first().waitFor();
    await page.keyboard.press('Tab');
    expect(await focusOf(page)).toBe('a Skip to the page');
    await page.keyboard.press('Enter');
    expect(await isFocused(page, page.locator('#content'))).toBe(true);
  });

  test('adds an account and a list, and invites', async () => {
    await page.keyboard.press('Control+Home');
    await page.reload();
    await openPage('Accounts');
    await pressOn(page, button('Add accounts by invitation'));
    await typeInto(page, page.getByLabel('Account ID'), member.accountId);
    await typeInto(page, page.getByLabel('Email'), member.email);
    await page.keyboard.press('Enter');
    const lines = ['Account ID,Email', '777788880001,one@example.com', '77778888,bad@example.com'];
    const [chooser] = await Promise.all([
      page.waitForEvent('filechooser'),
      pressOn(page, page.locator('input[type=file]'), 'Space'),
    ]);
    const buffer = Buffer.from(lines.join('\n'));
    await chooser.setFiles({ name: 'accounts.csv', mimeType: 'text/csv', buffer });
    await page.getByText('1 line(s) cannot be added').waitFor();
    await pressOn(page, button('Next'));
    await page.getByText('2 account(s) were added').waitFor();
    const invite = button(`Invite ${member.accountId}`);
    await pressOn(page, invite);
    await page.getByRole('dialog').waitFor();
    await page.keyboard.press('Escape');
    await expect.poll(() => isFocused(page, invite)).toBe(true);
    await page.keyboard.press('Enter');
    await typeInto(page, page.getByRole('textbox', { name: /Message/ }), 'Please join us.');
    await pressOn(page, button('Send notification'));
    const row = page.getByRole('row', { name: member.accountId });
    await row.getByText('Pending').waitFor();
    await expect.poll(() => isFocused(page, page.locator('#content'))).toBe(true);
  });

  test('the member enables GuardDuty and accepts', async () => {
    await chooseInMenu(/ @ \d{12}$/, 'Switch role');
    await typeInto(page, page.getByRole('dialog').getByLabel('Account ID'), member.accountId);
    await page.keyboard.press('Enter');
    await button(new RegExp(`@ ${member.accountId}$`)).waitFor();
    await pressOn(page, button('Enable GuardDuty'));
    await page.getByText('GuardDuty is enabled.').waitFor();
    await openPage('Accounts');
    await pressOn(page, page.getByRole('checkbox', { name: 'Accept' }), 'Space');
    await pressOn(page, button('Accept invitation'));
    await page.getByText('Account 999999999999 administers GuardDuty here.').waitFor();
  });

  test('back at the administrator the member is Monitored', async () => {
    await chooseInMenu(/ @ \d{12}$/, 'Switch back');
    await button(/^root @/).waitFor();
    await openPage('Accounts');
    const row = page.getByRole('row', { name: member.accountId });
    const status = row.getByRole('button', { name: 'Monitored' });
    await pressOn(page, status);
    await page.getByText('Newer consoles say Enabled').waitFor();
    await page.keyboard.press('Escape');
    await expect.poll(() => isFocused(page, status)).toBe(true);
  });

  test('a finding is opened, read, and closed; the focus is where it was', async () => {
    await stopLogging(member, '000000000002');
    await openPage('Findings');
    const finding = button('Stealth:IAMUser/CloudTrailLoggingDisabled');
    await pressOn(page, finding);
    await page.getByRole('tab', { name: 'Overview' }).waitFor();
    await expect
      .poll(() => page.evaluate<boolean>("document.activeElement.closest('section') !== null"))
      .toBe(true);
    await tabTo(page, page.getByRole('tab', { name: 'Overview' }));
    await tabTo(page, page.getByRole('tab', { name: 'JSON' }), 'ArrowRight');
    await page.getByRole('region', { name: 'JSON' }).waitFor();
    await tabTo(page, button('Close the finding'), 'Shift+Tab');
    await page.keyboard.press('Enter');
    await expect.poll(() => isFocused(page, finding)).toBe(true);
    expect(stage.complaints).toEqual([]);
  });
});
