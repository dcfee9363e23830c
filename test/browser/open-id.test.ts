import { CreateRoleCommand, IAMClient, PutRolePolicyCommand } from '@aws-sdk/client-iam';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { freePort, LocalIssuer } from '../../src/api/console/open-id/testing.ts';
import { picture } from './browser.ts';
import { Stage } from './stage.ts';
import { openPage } from './story.ts';
import { violationsOf } from './violations.ts';

vi.setConfig({ testTimeout: 120_000 });

describe('sign-in by an identity provider', () => {
  let issuer: LocalIssuer;
  let stage: Stage;
  let server: Stage['server'];
  let page: Page;

  beforeAll(async () => {
    issuer = await LocalIssuer.start();
    const port = await freePort();
    const role = 'arn:aws:iam::999999999999:role/Responder';
    stage = await Stage.open({
      port,
      openId: {
        ...{ issuer: issuer.url, clientId: 'vedette', name: 'Example ID', scope: 'openid' },
        ...{ publicUrl: `http://127.0.0.1:${port}`, nameClaim: 'email' },
        roles: [{ claim: 'groups', value: 'responders', role }],
      },
    });
    ({ server, page } = stage);
    await makeRole();
  });
  afterAll(async () => {
    await stage?.close();
    await issuer?.stop();
  });

  async function makeRole(): Promise<void> {
    const { accountId, caller } = server.management;
    const { endpoint, region, credentials } = caller;
    const iam = new IAMClient({ endpoint: endpoint.origin, region, credentials });
    const RoleName = 'Responder';
    const allow = (more: object) =>
      JSON.stringify({ Version: '2012-10-17', Statement: { Effect: 'Allow', ...more } });
    const Principal = { AWS: `arn:aws:iam::${accountId}:root` };
    const AssumeRolePolicyDocument = allow({ Action: 'sts:AssumeRole', Principal });
    await iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument }));
    const PolicyDocument = allow({ Action: ['guardduty:*', 'iam:*'], Resource: '*' });
    const policy = { RoleName, PolicyName: 'respond', PolicyDocument };
    await iam.send(new PutRolePolicyCommand(policy));
  }

  async function signIn(): Promise<void> {
    await page.goto(`${server.vedette.url}/console/`);
    await page.getByRole('button', { name: 'Sign in with Example ID' }).click();
  }

  test('who has no role is told so, and may still sign in by key', async () => {
    issuer.claims = { email: 'visitor@example.com', groups: ['visitors'] };
    await signIn();
    await page.getByText('no role here is yours').waitFor();
    expect(new URL(page.url()).search).toBe('');
    expect(await page.getByLabel('Access key ID').isVisible()).toBe(true);
    expect(await violationsOf(page)).toEqual([]);
    await picture(page, 'open-id');
  });

  test('who has one is in, under their own name and with what the role may do', async () => {
    issuer.claims = { email: 'maria@example.com', groups: ['responders'] };
    await signIn();
    await page.getByRole('button', { name: 'maria@example.com @ 999999999999' }).waitFor();
    await page.getByRole('button', { name: 'Enable GuardDuty' }).click();
    await page.getByText('GuardDuty is enabled.').waitFor();
    await openPage(page, 'Stack sets');
    await page.getByText(/not authorized to perform: cloudformation:ListStackSets/).waitFor();
    await page.reload();
    await page.getByRole('button', { name: 'maria@example.com @ 999999999999' }).click();
    await page.getByRole('menuitem', { name: 'Sign out' }).click();
    await page.getByRole('button', { name: 'Sign in with Example ID' }).waitFor();
    expect(await stage.context.cookies(`${server.vedette.url}/console/`)).toEqual([]);
    expect(stage.complaints).toEqual([]);
  });
});
