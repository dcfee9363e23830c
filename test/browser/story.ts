import type { Page } from 'playwright-core';
import { callVedette } from '../../src/cli/call-vedette.ts';
import { isoMillis, systemClock } from '../../src/lib/clock.ts';
import type { OrganizationAccount } from '../sdk/organization-server.ts';

/** Every page, by its address below `/console/`. */
export const PAGES = [
  ...['summary', 'findings', 'accounts', 'accounts?add', 'suppression', 'lists', 'protection'],
  ...['usage', 'sources', 'sinks', 'invitations', 'settings', 'sequences', 'organization'],
  ...['stack-sets', 'findings?group=severity', 'findings?group=type', 'findings?group=resource'],
] as const;

/** What an attacker can write into a log, and must never be more than a text. */
export const hostile = {
  userAgent: `"><img src=x onerror="window.__xss=1"> javascript:alert(1)`,
  trail: `</script><script>window.__xss=1</script>`,
  userName: '=HYPERLINK("http://evil.example.com","{{7*7}}")\u202E',
} as const;

/** Somebody stops the trail of an account; the account's log delivery sends the record. */
export function stopLogging(account: OrganizationAccount, id: string): Promise<void> {
  return sendCall(account, id, {
    ...{ eventSource: 'cloudtrail.amazonaws.com', eventName: 'StopLogging' },
    requestParameters: { name: hostile.trail },
  });
}

/** Somebody ends the access log of a bucket, whose name is theirs to choose. */
export function stopBucketLogging(
  account: OrganizationAccount,
  id: string,
  bucketName: string,
): Promise<void> {
  return sendCall(account, id, {
    ...{ eventSource: 's3.amazonaws.com', eventName: 'PutBucketLogging' },
    requestParameters: { bucketName, logging: '', BucketLoggingStatus: '' },
  });
}

async function sendCall(account: OrganizationAccount, id: string, call: object): Promise<void> {
  const { accountId, caller } = account;
  const record = {
    eventVersion: '1.08',
    userIdentity: {
      type: 'IAMUser',
      principalId: 'AIDAEXAMPLE',
      arn: `arn:aws:iam::${accountId}:user/mallory`,
      accountId,
      accessKeyId: 'AKIAIOSFODNN7EXAMPLE',
      userName: hostile.userName,
    },
    eventTime: isoMillis(systemClock.now()).replace(/\.\d+/, ''),
    awsRegion: caller.region,
    sourceIPAddress: '198.51.100.7',
    userAgent: hostile.userAgent,
    responseElements: null,
    requestID: `00000000-0000-4000-8000-${id}`,
    eventID: `00000000-0000-4000-9000-${id}`,
    readOnly: false,
    eventType: 'AwsApiCall',
    managementEvent: true,
    recipientAccountId: accountId,
    eventCategory: 'Management',
    ...call,
  };
  const answer = await callVedette(caller, {
    path: '/records',
    contentType: 'application/json',
    body: Buffer.from(JSON.stringify({ Records: [record] })),
  });
  if (answer.status !== 200 || answer.body.findings !== 1) {
    throw new Error(JSON.stringify(answer));
  }
}

/** Opens a page by the list of pages. */
export async function openPage(page: Page, name: string): Promise<void> {
  await page.getByRole('navigation').getByRole('link', { name, exact: true }).click();
}

/** Acts as the role that an organisation makes in its accounts. */
export async function switchTo(page: Page, accountId: string): Promise<void> {
  await page.getByRole('button', { name: / @ \d{12}$/ }).click();
  await page.getByRole('menuitem', { name: 'Switch role' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Account ID').fill(accountId);
  await dialog.getByRole('button', { name: 'Switch role' }).click();
  await page.getByRole('button', { name: new RegExp(`@ ${accountId}$`) }).waitFor();
}

export async function switchBack(page: Page): Promise<void> {
  await page.getByRole('button', { name: / @ \d{12}$/ }).click();
  await page.getByRole('menuitem', { name: 'Switch back' }).click();
  await page.getByRole('button', { name: /^root @/ }).waitFor();
}
