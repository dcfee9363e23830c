import * as cfn from '@aws-sdk/client-cloudformation';
import { CreateDetectorCommand } from '@aws-sdk/client-guardduty';
import * as org from '@aws-sdk/client-organizations';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { OrganizationAccount } from '../sdk/organization-server.ts';
import { picture } from './browser.ts';
import { isFocused, pressOn } from './keys.ts';
import { Stage } from './stage.ts';
import { violationsOf } from './violations.ts';

vi.setConfig({ testTimeout: 120_000 });

const REGIONS = ['us-east-1', 'eu-west-1'];
const StackSetName = 'baseline';
const TemplateBody = `
Resources:
  Detector: {Type: AWS::GuardDuty::Detector, Properties: {Enable: true}}
`;

describe('sets of stacks in a browser', () => {
  let stage: Stage;
  let server: Stage['server'];
  let page: Page;
  /** Its detector in us-east-1 is there before the set would make one. */
  let other: OrganizationAccount;
  let good: OrganizationAccount;

  beforeAll(async () => {
    stage = await Stage.open();
    ({ server, page } = stage);
    good = await server.account('good');
    other = await server.account('other');
    await other.guardduty.send(new CreateDetectorCommand({ Enable: true }));
    await stage.signIn();
  });
  afterAll(async () => {
    await stage?.close();
  });

  /** Rolls a detector out to both accounts in both Regions, and waits for the end. */
  async function rollOut(): Promise<string | undefined> {
    const { endpoint, credentials } = server.management.caller;
    const settings = { endpoint: endpoint.origin, region: 'us-east-1', credentials };
    const organizations = new org.OrganizationsClient(settings);
    const { Roots: roots } = await organizations.send(new org.ListRootsCommand({}));
    const stacks = new cfn.CloudFormationClient(settings);
    await stacks.send(new cfn.ActivateOrganizationsAccessCommand({}));
    await stacks.send(
      new cfn.CreateStackSetCommand({
        ...{ StackSetName, TemplateBody, PermissionModel: 'SERVICE_MANAGED' },
        ...{ Description: '<b>Detectors</b>', AutoDeployment: { Enabled: false } },
      }),
    );
    const { OperationId } = await stacks.send(
      new cfn.CreateStackInstancesCommand({
        ...{ StackSetName, Regions: REGIONS },
        DeploymentTargets: { OrganizationalUnitIds: [roots?.[0]?.Id ?? ''] },
        OperationPreferences: { FailureToleranceCount: 2, MaxConcurrentCount: 2 },
      }),
    );
    const ask = new cfn.DescribeStackSetOperationCommand({ StackSetName, OperationId });
    const status = async () => (await stacks.send(ask)).StackSetOperation?.Status;
    await expect.poll(status, { timeout: 30_000 }).toMatch(/^(SUCCEEDED|FAILED)$/);
    return status();
  }

  const cell = (account: OrganizationAccount, column: number) =>
    page.getByRole('row', { name: account.accountId }).getByRole('cell').nth(column);

  test('the page is in the list of pages, and says where there is no set', async () => {
    await page
      .getByRole('navigation')
      .getByRole('link', { name: 'Stack sets', exact: true })
      .click();
    await page.getByText('No stack sets').waitFor();
    expect(await violationsOf(page)).toEqual([]);
  });

  test('accounts by Regions show what arrived, and a press why something did not', async () => {
    expect(await rollOut()).toBe('SUCCEEDED');
    await page.reload();
    await page.getByRole('heading', { name: 'Instances of baseline' }).waitFor();
    await page.getByText('<b>Detectors</b>').waitFor();
    // Regions in the order of their names: eu-west-1, us-east-1.
    await cell(good, 0).getByText('Current').waitFor();
    await cell(good, 1).getByText('Current').waitFor();
    await cell(other, 0).getByText('Current').waitFor();
    const failed = cell(other, 1).getByRole('button', { name: 'Failed' });
    await pressOn(page, failed);
    const dialog = page.getByRole('dialog');
    await dialog.getByText(/detector already exists/i).waitFor();
    expect(await violationsOf(page)).toEqual([]);
    await picture(page, 'stack-sets-reason');
    await page.keyboard.press('Escape');
    await expect.poll(() => isFocused(page, failed)).toBe(true);
    await page.getByText('4 stack(s), 1 of them not as they should be.').waitFor();
  });

  test('only accounts where something is wrong are left when that is asked for', async () => {
    await page.getByRole('checkbox', { name: 'Only accounts where something is wrong' }).click();
    await page.getByRole('row', { name: good.accountId }).waitFor({ state: 'detached' });
    expect(await page.getByRole('row', { name: other.accountId }).count()).toBe(1);
    await page.getByRole('checkbox', { name: 'Only accounts where something is wrong' }).click();
  });

  test('an operation tells how it went account by account, what failed first', async () => {
    const operations = page.getByRole('table', { name: 'Operations' });
    await pressOn(page, operations.getByRole('button', { name: 'Create' }));
    const results = page.getByRole('table', { name: /account by account$/ });
    const first = results.getByRole('row').nth(1);
    await first.getByText(`${other.accountId} us-east-1`).waitFor();
    await first.getByText(/detector already exists/i).waitFor();
    expect(await results.getByRole('row').count()).toBe(5);
  });

  test('drift is detected from here, and shown', async () => {
    await page.getByRole('button', { name: 'Detect drift' }).click();
    await page.getByText('Drift is being detected.').waitFor();
    const sets = page.getByRole('table', { name: 'Stack sets' });
    await sets.getByText('In sync').waitFor({ timeout: 45_000 });
    // The grid follows the operation, and not its own slow round.
    await cell(good, 0).getByRole('button', { name: 'Current' }).click();
    await page.getByRole('dialog').getByText('In sync').waitFor({ timeout: 45_000 });
    await page.keyboard.press('Escape');
    await picture(page, 'stack-sets-drift');
    expect(await violationsOf(page)).toEqual([]);
    expect(stage.complaints).toEqual([]);
  });
});
