/** The life of a function, with the `aws` command line as AWS ships it. */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { inlineArchive } from '../../src/functions/inline-archive.ts';
import { trust } from '../sdk/iam-account.ts';
import { programIsThere } from './presence.ts';
import { type Ran, run, Vedette } from './vedette.ts';

const there = programIsThere('aws', ['--version'], 'functions by the aws CLI');
const SOURCE = `exports.handler = async (event) => {
  console.log('got', event.a);
  return { said: process.env.SAID, a: event.a };
};`;

describe.skipIf(!there)('the aws CLI', () => {
  let vedette: Vedette;
  beforeAll(async () => {
    vedette = await Vedette.start(undefined, ['--enable-functions']);
    await writeFile(path('code.zip'), inlineArchive('nodejs20.x', SOURCE) ?? '');
    await writeFile(path('trust.json'), trust({ Service: 'lambda.amazonaws.com' }));
    await cli(`iam create-role --role-name runs --assume-role-policy-document ${file('trust')}`);
  });
  afterAll(() => vedette?.stop());

  const path = (name: string) => join(vedette.folder, name);
  const file = (name: string) => `file://${path(`${name}.json`)}`;
  const arn = (name: string) =>
    `arn:aws:lambda:us-east-1:${vedette.root.accountId}:function:${name}`;
  const called = (line: string): Promise<Ran> =>
    run(
      'aws',
      [...line.split(' '), '--endpoint-url', vedette.endpoint, '--output', 'json'],
      vedette.environment(vedette.root),
    );
  async function cli(line: string) {
    const { code, stdout, stderr } = await called(line);
    expect({ line, code, stderr }).toEqual({ line, code: 0, stderr: '' });
    return stdout.trim() === '' ? undefined : JSON.parse(stdout);
  }
  /** What it says where the call is refused. */
  async function refused(line: string): Promise<string> {
    const { code, stderr } = await called(line);
    expect({ line, code: code > 0 }).toEqual({ line, code: true });
    return stderr.trim().replace(/^An error occurred /, '');
  }
  const settings = () =>
    `--runtime nodejs20.x --handler index.handler --zip-file fileb://${path('code.zip')} ` +
    `--role arn:aws:iam::${vedette.root.accountId}:role/runs`;

  test('makes, waits for, changes, tags, shares, calls and deletes a function', async () => {
    const create = `lambda create-function --function-name hello ${settings()} --tags a=1`;
    const made = await cli(`${create} --environment Variables={SAID=one} --timeout 30`);
    expect(made).toMatchObject({ FunctionArn: arn('hello'), State: 'Active', Timeout: 30 });
    for (const state of ['function-exists', 'function-active', 'function-active-v2']) {
      await cli(`lambda wait ${state} --function-name hello`);
    }
    const code = `--zip-file fileb://${path('code.zip')}`;
    const updated = await cli(`lambda update-function-code --function-name hello ${code}`);
    expect(updated).toMatchObject({ CodeSha256: made.CodeSha256, LastUpdateStatus: 'Successful' });
    expect(updated.RevisionId).not.toBe(made.RevisionId);
    const change = '--environment Variables={SAID=two} --memory-size 256 --description again';
    await cli(`lambda update-function-configuration --function-name hello ${change}`);
    for (const state of ['function-updated', 'function-updated-v2']) {
      await cli(`lambda wait ${state} --function-name hello`);
    }

    await cli(`lambda tag-resource --resource ${arn('hello')} --tags b=2`);
    await cli(`lambda untag-resource --resource ${arn('hello')} --tag-keys a`);
    expect(await cli(`lambda list-tags --resource ${arn('hello')}`)).toEqual({ Tags: { b: '2' } });
    const got = await cli('lambda get-function --function-name hello');
    expect(got).toMatchObject({ Configuration: { MemorySize: 256 }, Tags: { b: '2' } });

    const who = '--action lambda:InvokeFunction --principal s3.amazonaws.com';
    const bucket = `--source-arn arn:aws:s3:::b --source-account ${vedette.root.accountId}`;
    const add = `lambda add-permission --function-name hello --statement-id s ${who} ${bucket}`;
    const statement = JSON.parse((await cli(add)).Statement);
    expect(statement).toEqual({
      ...{ Sid: 's', Effect: 'Allow', Principal: { Service: 's3.amazonaws.com' } },
      ...{ Action: 'lambda:InvokeFunction', Resource: arn('hello') },
      Condition: {
        StringEquals: { 'AWS:SourceAccount': vedette.root.accountId },
        ArnLike: { 'AWS:SourceArn': 'arn:aws:s3:::b' },
      },
    });
    const policy = await cli('lambda get-policy --function-name hello');
    expect(JSON.parse(policy.Policy)).toMatchObject({ Id: 'default', Statement: [statement] });
    await cli('lambda remove-permission --function-name hello --statement-id s');

    await writeFile(path('event.json'), '{"a":1}');
    const invoke = `lambda invoke --function-name hello --payload ${file('event')}`;
    const answer = await cli(`${invoke} --log-type Tail ${path('out.json')}`);
    expect(answer).toMatchObject({ StatusCode: 200, ExecutedVersion: '$LATEST' });
    expect(JSON.parse(await readFile(path('out.json'), 'utf8'))).toEqual({ said: 'two', a: 1 });
    const log = Buffer.from(answer.LogResult, 'base64').toString();
    expect(log).toMatch(/^START RequestId: .*\ngot 1\nEND RequestId: .*\nREPORT RequestId: /);
    for (const type of ['Event', 'DryRun']) {
      const started = await cli(`${invoke} --invocation-type ${type} ${path('out.json')}`);
      expect(started).toEqual({ StatusCode: type === 'Event' ? 202 : 204 });
    }
    const { Functions: functions } = await cli('lambda list-functions');
    expect(functions).toEqual([expect.objectContaining({ FunctionName: 'hello' })]);
    await cli('lambda delete-function --function-name hello');
  });

  test('reads of every refusal what AWS would say', async () => {
    const none = `Function not found: ${arn('none')}`;
    const named = '--function-name none';
    for (const [operation, line] of [
      ['GetFunction', `get-function ${named}`],
      ['GetFunctionConfiguration', `get-function-configuration ${named}`],
      ['Invoke', `invoke ${named} ${path('out.json')}`],
      ['DeleteFunction', `delete-function ${named}`],
      ['UpdateFunctionConfiguration', `update-function-configuration ${named} --timeout 9`],
      ['TagResource', `tag-resource --resource ${arn('none')} --tags a=1`],
      ['UntagResource', `untag-resource --resource ${arn('none')} --tag-keys a`],
      ['ListTags', `list-tags --resource ${arn('none')}`],
      ['GetPolicy', `get-policy ${named}`],
      ['RemovePermission', `remove-permission ${named} --statement-id s`],
    ] as const) {
      expect(await refused(`lambda ${line}`)).toBe(
        `(ResourceNotFoundException) when calling the ${operation} operation: ${none}`,
      );
    }
    const create = 'lambda create-function --function-name';
    await cli(`${create} there ${settings()}`);
    expect(await refused(`${create} there ${settings()}`)).toContain(
      '(ResourceConflictException) when calling the CreateFunction operation: ' +
        'Function already exist: there',
    );
    expect(await refused(`${create} a/b ${settings()}`)).toMatch(
      /\(ValidationException\).* validation error detected: Value 'a\/b' at 'functionName' fail/,
    );
    expect(await refused('lambda get-policy --function-name there')).toContain(
      '(ResourceNotFoundException) when calling the GetPolicy operation: ' +
        'No policy is associated with the given resource.',
    );
    expect(await refused('lambda remove-permission --function-name there --statement-id s')).toBe(
      '(ResourceNotFoundException) when calling the RemovePermission operation: ' +
        'Statement s is not found in resource policy.',
    );
  });
});
