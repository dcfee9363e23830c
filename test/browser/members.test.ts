/** The invitation guide from an empty server to a finding of a member, in a browser. */
import { readFile } from 'node:fs/promises';
import { UpdateDetectorCommand } from '@aws-sdk/client-guardduty';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { detectorOf, type OrganizationAccount } from '../sdk/organization-server.ts';
import { picture } from './browser.ts';
import { Stage } from './stage.ts';
import { hostile, openPage, stopLogging, switchBack, switchTo } from './story.ts';
import { violationsOf } from './violations.ts';

/** Lists of accounts that the guide uploads: 197 good lines and three that are not. */
const good = Array.from(
  { length: 197 },
  (_, index) => `77778888${String(index).padStart(4, '0')},member${index}@example.com`,
);
const bad = ['7777999900,short@example.com', '777799990001,nobody', '999999999999,own@example.com'];

// A browser on a busy machine: axe-core alone takes seconds for a page.
vi.setConfig({ testTimeout: 120_000 });

describe('the invitation guide in a browser', () => {
  let stage: Stage;
  let server: Stage['server'];
  let page: Page;
  let member: OrganizationAccount;
  let step = 0;

  beforeAll(async () => {
    stage = await Stage.open();
    ({ server, page } = stage);
    member = await server.account('payments');
    await stage.signIn();
  });
  afterAll(async () => {
    await stage?.close();
  });

  /** What the page is like now: accessible, quiet, and pictured where that was asked for. */
  async function look(name: string): Promise<void> {
    step += 1;
    await picture(page, `members-${step}-${name}`);
    expect(await violationsOf(page), name).toEqual([]);
    expect(stage.complaints).toEqual([]);
  }

  async function findMember(): Promise<void> {
    await openPage(page, 'Accounts');
    await page.getByPlaceholder('Find accounts').fill(member.accountId);
    await page.getByText('1 match').first().waitFor();
  }

  test('enables GuardDuty', async () => {
    await page.getByRole('button', { name: 'Enable GuardDuty' }).click();
    await page.getByText('GuardDuty is enabled.').waitFor();
  });

  test('adds one account and a list; names the bad lines before anything is sent', async () => {
    await openPage(page, 'Accounts');
    await page.getByRole('button', { name: 'Add accounts by invitation' }).click();
    await page.getByLabel('Account ID').fill(member.accountId);
    await page.getByLabel('Email').fill(member.email);
    await page.getByRole('button', { name: 'Add', exact: true }).click();
    const buffer = Buffer.from(['Account ID,Email', ...good, ...bad].join('\n'));
    const file = { name: 'accounts.csv', mimeType: 'text/csv', buffer };
    await page.locator('input[type=file]').setInputFiles(file);
    await page.getByText('3 line(s) cannot be added').waitFor();
    const problems = page.getByRole('table', { name: 'Problem' });
    for (const [index, text] of bad.entries()) {
      await problems
        .getByRole('row', { name: `${index + 199} ` })
        .getByText(text)
        .waitFor();
    }
    await look('problems');
    await page.getByRole('button', { name: 'Next', exact: true }).click();
    await page.getByText('198 account(s) were added').waitFor();
  });

  test('exports the list that it imports', async () => {
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Export CSV' }).click(),
    ]);
    const lines = (await readFile(await file.path(), 'utf8')).trim().split('\r\n');
    expect(lines).toHaveLength(199);
    expect(lines[0]).toBe('Account ID,Email');
    expect(lines).toEqual(expect.arrayContaining([...good, `${member.accountId},${member.email}`]));
  });

  test('invites with a message, and the status is Pending', async () => {
    await findMember();
    await look('created');
    await page.getByRole('button', { name: `Invite ${member.accountId}` }).click();
    await page
      .getByRole('textbox', { name: /Message/ })
      .fill(`Please join us. ${hostile.userAgent}`);
    await page.getByRole('checkbox', { name: /^Also send an email/ }).click();
    await look('invite');
    await page.getByRole('button', { name: 'Send notification' }).click();
    await page.getByRole('row', { name: member.accountId }).getByText('Pending').waitFor();
  });

  test('the member enables GuardDuty and accepts', async () => {
    await switchTo(page, member.accountId);
    await page.getByText('There is an invitation for this account').waitFor();
    await look('member-start');
    await page.getByRole('button', { name: 'Enable GuardDuty' }).click();
    await page.getByText('GuardDuty is enabled.').waitFor();
    await openPage(page, 'Accounts');
    await page.getByRole('checkbox', { name: 'Accept' }).click();
    await look('accept');
    await page.getByRole('button', { name: 'Accept invitation' }).click();
    await page.getByText('Account 999999999999 administers GuardDuty here.').waitFor();
    await page.getByText('It decides about suppression rules, lists').waitFor();
    const DetectorId = await detectorOf(member);
    const change = { DetectorId, FindingPublishingFrequency: 'ONE_HOUR' } as const;
    await expect(member.guardduty.send(new UpdateDetectorCommand(change))).rejects.toMatchObject({
      name: 'BadRequestException',
    });
    await look('member');
  });

  test('the member reads the message of the invitation, as a text', async () => {
    await openPage(page, 'Invitations and notices');
    await page.getByText(`Please join us. ${hostile.userAgent}`).waitFor();
    expect(await page.locator('img[src=x]').count()).toBe(0);
    expect(stage.complaints).toEqual([]);
  });

  test('back at the administrator the member is Monitored', async () => {
    await switchBack(page);
    await findMember();
    await page.getByRole('row', { name: member.accountId }).getByText('Monitored').waitFor();
    await look('monitored');
  });

  test('an attack in the member is seen, and what it wrote stays a text', async () => {
    await stopLogging(member, '000000000001');
    await openPage(page, 'Findings');
    await page.getByRole('button', { name: 'Stealth:IAMUser/CloudTrailLoggingDisabled' }).click();
    await page.getByRole('tab', { name: 'Resource' }).waitFor();
    await look('finding');
    await page.getByText('Start the trail again or restore its settings.').waitFor();
    for (const tab of ['Why it fired', 'Resource', 'Action and actor', 'Related', 'JSON']) {
      await page.getByRole('tab', { name: tab }).click();
      await page.getByRole('tabpanel', { name: tab }).waitFor();
    }
    await look('json');
    const json = await page.getByRole('region', { name: 'JSON' }).innerText();
    expect(json).toContain(JSON.stringify(hostile.userName).slice(1, -1));
    expect(await page.title()).toBe('Findings - Vedette');
    expect(await page.evaluate('window.__xss')).toBeUndefined();
    expect(await page.locator('img[src=x]').count()).toBe(0);
    expect(await page.locator('a[href^="javascript:"]').count()).toBe(0);
  });

  test('a rule made of the finding says beforehand what it would have hidden', async () => {
    await page.getByRole('button', { name: 'Close the finding' }).click();
    await page.getByRole('row').nth(1).getByRole('checkbox').click();
    await page.getByRole('button', { name: 'Create suppression rule' }).click();
    await page.getByText('Of 1 current finding(s), 1 would have been hidden.').waitFor();
    await page.getByLabel('Name', { exact: true }).fill('drill');
    await look('rule');
    await page.getByRole('button', { name: 'Create rule' }).click();
    await page.getByText('The suppression rule was created.').waitFor();
  });
});
