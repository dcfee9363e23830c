/** What happens when the function behind a custom resource does what it should not. */
import { readdir, readFile } from 'node:fs/promises';
import { CreateRoleCommand, PutRolePolicyCommand } from '@aws-sdk/client-iam';
import * as sdk from '@aws-sdk/client-lambda';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { inlineArchive } from '../../src/functions/inline-archive.ts';
import { ManualClock, systemClock } from '../../src/lib/clock.ts';
import { allow, document, iamOf, trust } from './iam-account.ts';
import { StacksClient } from './stacks-server.ts';
import { enable, type TestAccount, VedetteServer } from './vedette-server.ts';

const MARK = `left-behind-${process.pid}`;

/** What functions of these tests begin with: an answer of any kind, whose status comes back. */
const KIT = `
const answerOf = (event, more) => JSON.stringify({ Status: 'SUCCESS', PhysicalResourceId: 'made',
  StackId: event.StackId, RequestId: event.RequestId, LogicalResourceId: event.LogicalResourceId,
  ...more });
const put = async (event, body) =>
  (await fetch(event.ResponseURL, { method: 'PUT', body })).status;
const isDelete = (event) => event.RequestType === 'Delete';
const attempt = (work) => { try { return work(); } catch (error) { return error.code; } };
`;
/** A function that answers what this expression comes to, and takes its resource away again. */
const tells = (expression: string) => `${KIT}
exports.handler = async (event) =>
  put(event, answerOf(event, isDelete(event) ? {} : { Data: { Told: String(${expression}) } }));
`;

describe('the function behind a custom resource', () => {
  const clock = new ManualClock(systemClock.now());
  let server: VedetteServer;
  let owner: TestAccount;
  let other: TestAccount;
  let stacks: StacksClient;
  let lambda: sdk.LambdaClient;
  beforeAll(async () => {
    server = await VedetteServer.start({ functions: {}, clock });
    owner = await server.account('444455556666');
    other = await server.account('111122223333');
    stacks = new StacksClient(owner.caller);
    lambda = new sdk.LambdaClient(stacks.settings);
    for (const account of [owner, other]) {
      const AssumeRolePolicyDocument = trust({ Service: 'lambda.amazonaws.com' });
      const role = { RoleName: 'runs', AssumeRolePolicyDocument };
      await iamOf(account).send(new CreateRoleCommand(role));
      const PolicyDocument = document(allow('sts:*', 'guardduty:*'));
      const policy = { RoleName: 'runs', PolicyName: 'all', PolicyDocument };
      await iamOf(account).send(new PutRolePolicyCommand(policy));
    }
  });
  afterAll(() => server?.stop());

  const zip = (source: string) => inlineArchive('nodejs20.x', source) ?? new Uint8Array();

  async function make(FunctionName: string, source: string): Promise<void> {
    await lambda.send(
      new sdk.CreateFunctionCommand({
        ...{ FunctionName, Runtime: 'nodejs20.x', Handler: 'index.handler', Timeout: 900 },
        Role: `arn:aws:iam::${owner.accountId}:role/runs`,
        Code: { ZipFile: zip(source) },
      }),
    );
  }

  const templateOf = (name: string, seconds: number) =>
    JSON.stringify({
      Resources: {
        Thing: {
          Type: 'Custom::Thing',
          Properties: {
            ServiceToken: `arn:aws:lambda:us-east-1:${owner.accountId}:function:${name}`,
            ServiceTimeout: seconds,
          },
        },
      },
      Outputs: { Told: { Value: { 'Fn::GetAtt': ['Thing', 'Told'] } } },
    });

  /** Makes the function and a stack that waits for it. */
  async function behind(name: string, source: string, seconds = 3600): Promise<void> {
    await make(name, source);
    await stacks.begin(name, templateOf(name, seconds));
  }

  /** What a function that answers has told. */
  async function told(name: string, source: string): Promise<string | undefined> {
    await behind(name, source);
    const { StackStatus: status } = await stacks.settled(name);
    if (status !== 'CREATE_COMPLETE') throw new Error((await stacks.failures(name)).join('\n'));
    return (await stacks.outputs(name)).Told;
  }

  const events = () => server.vedette.store.functions.events(10);
  const reasons = async (name: string) => (await stacks.reasons(name)).join('\n');

  test('that never answers: the stack gives up when its time is over', async () => {
    await behind('never', 'exports.handler = async () => {};', 30);
    await expect.poll(async () => (await events()).length, { timeout: 60_000 }).toBe(0);
    expect((await stacks.stack('never')).StackStatus).toBe('CREATE_IN_PROGRESS');
    clock.advance(30_000);
    expect((await stacks.settled('never')).StackStatus).toBe('ROLLBACK_COMPLETE');
    expect(await reasons('never')).toContain('did not receive a response from your Custom');
  });

  test('that answers twice: the first counts, the second is refused and told of', async () => {
    const twice = `${KIT}exports.handler = async (event) => {
      if (isDelete(event)) return put(event, answerOf(event));
      await put(event, answerOf(event, { Data: { Told: 'first' } }));
      return put(event, answerOf(event, { Data: { Told: 'second' }, PhysicalResourceId: 'b' }));
    }`;
    expect(await told('twice', twice)).toBe('first');
    await expect
      .poll(() => reasons('twice'), { timeout: 60_000 })
      .toMatch(/A response to request [-0-9a-f]+ came a second time and was refused/);
  });

  test('that answers late: it is refused and told of, and the stack stays as it is', async () => {
    // The first try fails; the second, a minute later, comes after the stack has given up.
    await behind('late', 'exports.handler = () => { throw new Error("not yet"); };', 30);
    await expect.poll(async () => (await events())[0]?.tries, { timeout: 60_000 }).toBe(1);
    await expect
      .poll(async () => ((await events())[0]?.dueAt ?? 0) > clock.now(), { timeout: 60_000 })
      .toBe(true);
    clock.advance(30_000);
    expect((await stacks.settled('late')).StackStatus).toBe('ROLLBACK_COMPLETE');
    const code = { FunctionName: 'late', ZipFile: zip(tells('"late"')) };
    await lambda.send(new sdk.UpdateFunctionCodeCommand(code));
    clock.advance(30_000);
    await expect
      .poll(() => reasons('late'), { timeout: 60_000 })
      .toMatch(/A response to request [-0-9a-f]+ came after its time was over and was refused/);
    expect((await stacks.stack('late')).StackStatus).toBe('ROLLBACK_COMPLETE');
  });

  test('that answers for another request, or no answer: refused, and the stack waits', async () => {
    const wrong = `${KIT}exports.handler = async (event) => {
      if (isDelete(event)) return put(event, answerOf(event));
      const bodies = [
        answerOf(event, { RequestId: 'another' }),
        answerOf(event, { StackId: event.StackId.replace('wrong', 'other') }),
        answerOf(event, { LogicalResourceId: 'Other' }),
        answerOf(event, { Status: 'DONE' }),
        answerOf(event, { PhysicalResourceId: 'x'.repeat(1025) }),
        'SUCCESS', '[]', '', answerOf(event, { Data: { Told: 'x'.repeat(4096) } }),
      ];
      const statuses = [];
      for (const body of bodies) statuses.push(await put(event, body));
      const elsewhere = event.ResponseURL.slice(0, -8) + 'AAAAAAAA';
      statuses.push(await put({ ...event, ResponseURL: elsewhere }, answerOf(event)));
      return put(event, answerOf(event, { Data: { Told: statuses.join() } }));
    }`;
    expect(await told('wrong', wrong)).toBe('400,400,400,400,400,400,400,400,413,403');
  });

  test('that fails: it is tried again, and the stack waits for it', async () => {
    await behind('fails', 'exports.handler = () => { throw new Error("broken"); };', 90);
    for (const tries of [1, 2]) {
      await expect
        .poll(
          async () => {
            const [event] = await events();
            return event?.tries === tries && event.dueAt > clock.now();
          },
          { timeout: 60_000 },
        )
        .toBe(true);
      expect((await stacks.stack('fails')).StackStatus).toBe('CREATE_IN_PROGRESS');
      clock.advance(tries === 1 ? 60_000 : 30_000);
    }
    expect((await stacks.settled('fails')).StackStatus).toBe('ROLLBACK_COMPLETE');
  });

  test('that says it failed: the stack fails at once, with its reason', async () => {
    const says = `${KIT}exports.handler = async (event) =>
      put(event, answerOf(event, { Status: 'FAILED', Reason: 'no such bucket' }));`;
    await behind('says', says);
    expect((await stacks.settled('says')).StackStatus).toBe('ROLLBACK_COMPLETE');
    expect(await reasons('says')).toContain('Message returned: no such bucket');
  });

  test('that prints 100 MB: its answer counts, and 64 kB of it are kept', async () => {
    const prints = `const line = 'x'.repeat(1e6 - 1);
      for (let i = 0; i < 100; i += 1) require('fs').writeSync(1, line + '\\n');
      ${tells('"printed"')}`;
    expect(await told('prints', prints)).toBe('printed');
  });

  test('that forks: nothing that it began outlives it', async () => {
    const forks = `const { spawn } = require('child_process');
      const child = spawn('sleep', ['1000000'],
        { argv0: '${MARK}', detached: true, stdio: 'inherit' });
      child.unref();
      ${tells('child.pid > 0')}`;
    expect(await told('forks', forks)).toBe('true');
    await expect.poll(processesLeft, { timeout: 60_000 }).toBe(0);
  });

  test('that reads other folders: it finds none of theirs', async () => {
    const reads = `const fs = require('fs');
      ${tells(`JSON.stringify({
        data: attempt(() => fs.readdirSync(${JSON.stringify(server.dataDirectory)})),
        passwords: attempt(() => fs.readFileSync('/etc/shadow')),
        settings: attempt(() => fs.writeFileSync('/etc/vedette-was-here', '')),
        others: fs.readdirSync('/tmp').sort(),
        code: fs.readdirSync('.'),
        outside: attempt(() => fs.readFileSync('/proc/1/environ', 'utf8').includes('VEDETTE')),
      })`)}`;
    expect(JSON.parse((await told('reads', reads)) ?? '')).toEqual({
      data: 'ENOENT',
      passwords: 'EACCES',
      settings: 'EACCES',
      others: ['runtime', 'task'],
      code: ['index.js'],
      outside: expect.toBeOneOf(['EACCES', false]),
    });
  });

  test('that calls as another account: it is its own role, and nobody else', async () => {
    const theirs = await enable(other);
    const role = `arn:aws:iam::${other.accountId}:role/runs`;
    const assume = `Action=AssumeRole&Version=2011-06-15&RoleSessionName=other&RoleArn=${role}`;
    const whoAmI = 'Action=GetCallerIdentity&Version=2011-06-15';
    const keyOfOther = other.caller.credentials.accessKeyId;
    const calls = `${KIT}${SIGNED_CALL}
      exports.handler = async (event) => {
        if (isDelete(event)) return put(event, answerOf(event));
        const told = [
          await call('sts', 'POST', '/', '${whoAmI}'),
          await call('sts', 'POST', '/', '${assume}'),
          await call('guardduty', 'GET', '/detector/${theirs}', ''),
          await call('sts', 'POST', '/', '${whoAmI}', '${keyOfOther}'),
        ].map((text) => (/<Arn>(.*?)</.exec(text) ?? /<Code>(.*?)</.exec(text) ??
          /"message":"(.*?)"/i.exec(text) ?? [, text])[1]);
        return put(event, answerOf(event, { Data: { Told: JSON.stringify(told) } }));
      }`;
    expect(JSON.parse((await told('calls', calls)) ?? '')).toEqual([
      `arn:aws:sts::${owner.accountId}:assumed-role/runs/calls`,
      'AccessDenied',
      expect.stringContaining('not owned by the current account'),
      'InvalidClientTokenId',
    ]);
  });
});

async function processesLeft(): Promise<number> {
  const ids = (await readdir('/proc')).filter((entry) => /^\d+$/.test(entry));
  const lines = await Promise.all(
    ids.map((id) => readFile(`/proc/${id}/cmdline`, 'utf8').catch(() => '')),
  );
  return lines.filter((line) => line.split('\0')[0] === MARK).length;
}

/** Signature Version 4 in few words, for functions that have no SDK. */
const SIGNED_CALL = `
const crypto = require('crypto');
const mac = (key, text) => crypto.createHmac('sha256', key).update(text).digest();
const sha = (text) => crypto.createHash('sha256').update(text).digest('hex');
async function call(service, method, path, body, keyId = process.env.AWS_ACCESS_KEY_ID) {
  const url = new URL(path, process.env.AWS_ENDPOINT_URL);
  const date = new Date().toISOString().replace(/[-:]|\\.\\d+/g, '');
  const headers = { host: url.host, 'x-amz-date': date,
    'x-amz-security-token': process.env.AWS_SESSION_TOKEN };
  const names = Object.keys(headers).join(';');
  const lines = Object.entries(headers).map(([name, value]) => name + ':' + value + '\\n').join('');
  const scope = [date.slice(0, 8), 'us-east-1', service, 'aws4_request'];
  const asked = [method, path, '', lines, names, sha(body)].join('\\n');
  const text = ['AWS4-HMAC-SHA256', date, scope.join('/'), sha(asked)].join('\\n');
  const key = scope.reduce(mac, 'AWS4' + process.env.AWS_SECRET_ACCESS_KEY);
  const authorization = 'AWS4-HMAC-SHA256 Credential=' + [keyId, ...scope].join('/') +
    ', SignedHeaders=' + names + ', Signature=' + mac(key, text).toString('hex');
  const type = { 'content-type': 'application/x-www-form-urlencoded' };
  const all = { ...headers, ...type, authorization };
  const answer = await fetch(url, { method, headers: all, ...(body && { body }) });
  return answer.text();
}
`;
