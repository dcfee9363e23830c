/** A run that nobody waits for, whose server is killed under it and started again. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CreateRoleCommand, IAMClient } from '@aws-sdk/client-iam';
import * as sdk from '@aws-sdk/client-lambda';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { inlineArchive } from '../../src/functions/inline-archive.ts';
import { trust } from './iam-account.ts';
import { StacksClient } from './stacks-server.ts';

const ACCOUNT = '999999999999';
const MARK = `waits-${process.pid}`;
const HANGS = `exports.handler = () => { process.title = '${MARK}'; setInterval(() => {}, 1e6);
  return new Promise(() => {}); }`;
const ANSWERS = `const r = require('cfn-response');
  exports.handler = (event, context) =>
    { r.send(event, context, r.SUCCESS, { Was: event.RequestId }, 'made'); }`;
const TEMPLATE = `Resources: {Made: {Type: "Custom::Thing", Properties: {ServiceToken:
  "arn:aws:lambda:us-east-1:${ACCOUNT}:function:makes"}}}`;

let folder: string;
let port: number;
let child: ChildProcess | undefined;
const credentials = {
  accessKeyId: 'AKIAFUNCTIONKILLTEST',
  secretAccessKey: 'function-kill-test-secret-of-root-000001',
};
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'vedette-function-kill-'));
  const free = createServer().listen(0, '127.0.0.1');
  await once(free, 'listening');
  port = (free.address() as AddressInfo).port;
  free.close();
});
afterEach(() => {
  child?.kill('SIGKILL');
  rmSync(folder, { recursive: true });
});

async function start(): Promise<void> {
  const words = ['serve', '--port', String(port), '--data-dir', join(folder, 'data')];
  child = spawn(
    process.execPath,
    ['--import', 'tsx', 'src/cli/vedette.ts', ...words, '--enable-functions'],
    {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: {
        ...{ PATH: process.env.PATH, XDG_CONFIG_HOME: join(folder, 'config') },
        ...{ VEDETTE_ACCOUNT_ID: ACCOUNT, VEDETTE_ROOT_ACCESS_KEY_ID: credentials.accessKeyId },
        VEDETTE_ROOT_SECRET_ACCESS_KEY: credentials.secretAccessKey,
      },
    },
  );
  const isReady = () =>
    fetch(`http://127.0.0.1:${port}/readyz`).then(
      ({ ok }) => ok,
      () => false,
    );
  await expect.poll(isReady, { timeout: 60_000 }).toBe(true);
}

async function waiting(): Promise<number> {
  const ids = (await readdir('/proc')).filter((entry) => /^\d+$/.test(entry));
  const titles = await Promise.all(
    ids.map((id) => readFile(`/proc/${id}/cmdline`, 'utf8').catch(() => '')),
  );
  return titles.filter((title) => title.startsWith(MARK)).length;
}

test('is ended with the server, and tried again by the next', { timeout: 240_000 }, async () => {
  await start();
  const endpoint = new URL(`http://127.0.0.1:${port}`);
  const stacks = new StacksClient({ endpoint, region: 'us-east-1', credentials });
  const AssumeRolePolicyDocument = trust({ Service: 'lambda.amazonaws.com' });
  const role = { RoleName: 'runs', AssumeRolePolicyDocument };
  await new IAMClient(stacks.settings).send(new CreateRoleCommand(role));
  const lambda = new sdk.LambdaClient(stacks.settings);
  const zip = (source: string) => inlineArchive('nodejs20.x', source) ?? new Uint8Array();
  await lambda.send(
    new sdk.CreateFunctionCommand({
      ...{ FunctionName: 'makes', Runtime: 'nodejs20.x', Handler: 'index.handler', Timeout: 900 },
      Role: `arn:aws:iam::${ACCOUNT}:role/runs`,
      Code: { ZipFile: zip(HANGS) },
    }),
  );
  await stacks.begin('made', TEMPLATE);
  await expect.poll(waiting, { timeout: 60_000 }).toBe(1);
  const code = { FunctionName: 'makes', ZipFile: zip(ANSWERS) };
  await lambda.send(new sdk.UpdateFunctionCodeCommand(code));
  child?.kill('SIGKILL');
  await expect.poll(waiting, { timeout: 60_000 }).toBe(0);
  await start();
  expect((await stacks.settled('made')).StackStatus).toBe('CREATE_COMPLETE');
});
